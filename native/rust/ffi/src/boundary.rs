//! The border between raw pointers and slices, between panics and status codes: all that the other files share.

use crate::memory;
use diagrad_kernels::limits::{Limits, Stop, Watch};
use std::any::Any;
use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::AtomicI32;

/// Everything went well.
pub const OK: i32 = 0;
/// The kernel refused: the text says why.
pub const REFUSED: i32 = 1;
/// The kernel panicked, which is a defect of the library.
pub const PANICKED: i32 = 2;
/// More memory would be needed than is allowed.
pub const TOO_LARGE: i32 = 3;
/// The caller asked for an end.
pub const CANCELLED: i32 = 4;

/// The slice behind an input pointer; empty if it is null or has no elements.
///
/// The lifetime is free: use the slice within the call only.
pub fn input<'a, T>(pointer: *const T, length: u32) -> &'a [T] {
    if pointer.is_null() || length == 0 {
        return &[];
    }
    // SAFETY: the caller passes a typed array of `length` elements of T, which it keeps alive and does not write to during
    // the call; typed arrays are aligned to their elements.
    unsafe { std::slice::from_raw_parts(pointer, length as usize) }
}

/// The slice behind an output pointer; empty if it is null or has no elements.
pub fn output<'a, T>(pointer: *mut T, length: u32) -> &'a mut [T] {
    if pointer.is_null() || length == 0 {
        return &mut [];
    }
    // SAFETY: as for `input`; besides, no other argument of the call overlaps an output.
    unsafe { std::slice::from_raw_parts_mut(pointer, length as usize) }
}

/// The limits of a call; `watch` is null or has two cells.
pub fn limits<'a>(threads: u32, max_memory: f64, watch: *const i32) -> Limits<'a> {
    let memory = if max_memory.is_nan() { memory::default_limit() } else { max_memory as u64 };
    let cells = input(watch.cast::<AtomicI32>(), 2);
    let watch = cells.split_first().map(|(cancelled, rest)| Watch { cancelled, progress: &rest[0] });
    Limits::new(threads as usize, memory, watch)
}

/// A failure of the item at `index` of a batch of `count`.
pub fn of_item(count: usize, (index, stop): (usize, Stop)) -> Stop {
    let named = |text| if count == 1 { text } else { format!("{text} (item {index} of the batch)") };
    match stop {
        Stop::Refused(text) => Stop::Refused(named(text)),
        Stop::TooLarge(text) => Stop::TooLarge(named(text)),
        Stop::Cancelled => Stop::Cancelled,
    }
}

/// Cuts slices off the front of a list.
pub struct Cutter<'a, T>(pub &'a [T]);

impl<'a, T> Cutter<'a, T> {
    /// The next `length` elements.
    pub fn take(&mut self, length: usize) -> &'a [T] {
        let (head, tail) = self.0.split_at(length);
        self.0 = tail;
        head
    }
}

/// Writes lists one after the other.
pub struct Filler<'a, T>(pub &'a mut [T]);

impl<T: Copy> Filler<'_, T> {
    /// Writes `list` behind what was written before.
    pub fn put(&mut self, list: &[T]) {
        let (head, tail) = std::mem::take(&mut self.0).split_at_mut(list.len());
        head.copy_from_slice(list);
        self.0 = tail;
    }
}

/// Runs `f`; writes the text of a refusal or a panic to the error buffer, as its length in four bytes and UTF-8.
pub fn guard(error: *mut u8, error_length: u32, f: impl FnOnce() -> Result<(), Stop>) -> i32 {
    let (status, text) = match catch_unwind(AssertUnwindSafe(f)) {
        Ok(Ok(())) => return OK,
        Ok(Err(Stop::Refused(text))) => (REFUSED, text),
        Ok(Err(Stop::TooLarge(text))) => (TOO_LARGE, text),
        Ok(Err(Stop::Cancelled)) => return CANCELLED,
        Err(payload) => (PANICKED, panic_text(&*payload)),
    };
    let buffer = output(error, error_length);
    if let Some((head, body)) = buffer.split_first_chunk_mut::<4>() {
        let length = floor_char_boundary(&text, body.len());
        *head = (length as u32).to_le_bytes();
        body[..length].copy_from_slice(&text.as_bytes()[..length]);
    }
    status
}

fn panic_text(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<&str>().copied();
    text.or_else(|| payload.downcast_ref::<String>().map(String::as_str)).unwrap_or("no message").to_owned()
}

/// The largest length of at most `limit` bytes that does not cut a character.
fn floor_char_boundary(text: &str, limit: usize) -> usize {
    (0..=limit.min(text.len())).rev().find(|&length| text.is_char_boundary(length)).unwrap_or(0)
}

/// Results that wait here, under a number, until the caller has made room for them.
pub struct Slab<T>(Mutex<Entries<T>>);

struct Entries<T> {
    next: u32,
    waiting: Option<HashMap<u32, T>>,
}

impl<T> Slab<T> {
    /// An empty slab.
    pub const fn new() -> Self {
        Slab(Mutex::new(Entries { next: 1, waiting: None }))
    }

    /// Keeps `value`; its number is never 0.
    pub fn insert(&self, value: T) -> u32 {
        let mut entries = self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        let number = entries.next;
        entries.next = entries.next.checked_add(1).unwrap_or(1);
        entries.waiting.get_or_insert_default().insert(number, value);
        number
    }

    /// Changes the value, which stays.
    pub fn change(&self, number: u32, change: impl FnOnce(&mut T)) -> Result<(), String> {
        let mut entries = self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        let value = entries.waiting.as_mut().and_then(|waiting| waiting.get_mut(&number));
        value.map(change).ok_or_else(|| missing(number))
    }

    /// Takes the value back out.
    pub fn take(&self, number: u32) -> Result<T, String> {
        let mut entries = self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        let value = entries.waiting.as_mut().and_then(|waiting| waiting.remove(&number));
        value.ok_or_else(|| missing(number))
    }
}

fn missing(number: u32) -> String {
    format!("no result waits under the number {number}")
}

impl<T: Clone> Slab<T> {
    /// A copy of the value, which stays.
    pub fn get(&self, number: u32) -> Result<T, String> {
        let entries = self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        let value = entries.waiting.as_ref().and_then(|waiting| waiting.get(&number).cloned());
        value.ok_or_else(|| missing(number))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_a_status_and_a_text() {
        let mut error = [0u8; 32];
        let status = guard(error.as_mut_ptr(), 32, || panic!("index out of range"));
        assert_eq!((status, error[0]), (PANICKED, 18));
        assert_eq!(&error[4..22], b"index out of range");
    }

    #[test]
    fn a_text_too_long_is_cut_between_characters() {
        let mut error = [0u8; 7];
        let status = guard(error.as_mut_ptr(), 7, || Err("aβγ".to_owned().into()));
        assert_eq!((status, error[0]), (REFUSED, 3));
        assert_eq!(&error[4..7], "aβ".as_bytes());
    }

    #[test]
    fn a_result_is_taken_once() {
        let slab = Slab::new();
        let number = slab.insert("pairs");
        assert_eq!(slab.get(number), Ok("pairs"));
        assert_eq!(slab.take(number), Ok("pairs"));
        assert!(slab.take(number).is_err());
    }
}
