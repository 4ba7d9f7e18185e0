//! The C ABI of Diagrad, declared with `deno_bindgen`.
//!
//! Conventions, the same for every symbol:
//!
//! - names start with `dg_`; lengths are `u32` counts of elements, not bytes;
//! - inputs first, then outputs, which the caller has allocated, then the error buffer;
//! - the result is a status: 0, or a code from [`boundary`], whose text is in the error buffer;
//! - no output overlaps another argument (the caller checks), inputs may be the same array;
//! - what may take long gets `threads`, `max_memory` in bytes, not a number for the default, and `watch`, two cells in
//!   which the caller may ask for an end and reads the progress in millionths, or null;
//! - such a call takes a batch: each item is a row of numbers in `items`, and what they hold follows one after the other;
//! - results whose size is not known beforehand stay here under a number, see [`boundary::Slab`];
//! - a panic becomes a status and a text.
//!
//! `deno_bindgen` only declares the symbols: its own printer is not used, see `bin/symbols.rs`.
#![allow(clippy::too_many_arguments)]
#![allow(clippy::not_unsafe_ptr_arg_deref)] // the macro does not take unsafe functions; see `boundary`

mod bottleneck;
mod boundary;
mod complex;
mod convolution;
mod critical;
mod decomposition;
mod delaunay;
mod diagrams;
mod distances;
mod gaussian;
mod grid;
mod hausdorff;
mod lines;
mod memory;
mod plans;
mod rips;
mod transport;
mod vectorize;

use deno_bindgen::deno_bindgen;

/// Version of this ABI; raised with every change of a symbol or its meaning.
#[deno_bindgen]
pub fn dg_abi_version() -> u32 {
    5
}
