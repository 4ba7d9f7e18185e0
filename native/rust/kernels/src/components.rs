//! Connected components by disjoint sets.

/// Disjoint sets, each represented by its smallest member.
#[derive(Default)]
pub struct Components {
    parents: Vec<u32>,
}

impl Components {
    /// `count` sets of one member.
    pub fn new(count: usize) -> Self {
        let mut components = Components::default();
        components.reset(count);
        components
    }

    /// Becomes `count` sets of one member.
    pub fn reset(&mut self, count: usize) {
        self.parents.clear();
        self.parents.extend(0..count as u32);
    }

    /// Bytes held.
    pub fn bytes(&self) -> u64 {
        (self.parents.capacity() * size_of::<u32>()) as u64
    }

    /// Joins the sets of `u` and `v`; the greater of their representatives, if they differ.
    pub fn merge(&mut self, u: u32, v: u32) -> Option<u32> {
        let (u, v) = (self.root(u), self.root(v));
        let (elder, younger) = (u.min(v), u.max(v));
        self.parents[younger as usize] = elder;
        (u != v).then_some(younger)
    }

    /// Joins the sets of `u` and `v`; both representatives, if they differ. That which comes first as `is_before` says
    /// represents both sets, and has to represent all sets from the start.
    pub fn merge_by(&mut self, u: u32, v: u32, is_before: impl Fn(u32, u32) -> bool) -> Option<[u32; 2]> {
        let (u, v) = (self.root(u), self.root(v));
        if u == v {
            return None;
        }
        let (elder, younger) = if is_before(u, v) { (u, v) } else { (v, u) };
        self.parents[younger as usize] = elder;
        Some([elder, younger])
    }

    /// The representative of the set of `v`.
    pub fn root(&mut self, mut v: u32) -> u32 {
        while self.parents[v as usize] != v {
            let grandparent = self.parents[self.parents[v as usize] as usize];
            self.parents[v as usize] = grandparent;
            v = grandparent;
        }
        v
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_greater_representative_is_returned_once() {
        let mut components = Components::new(4);
        assert_eq!(components.merge(3, 1), Some(3));
        assert_eq!(components.merge(2, 0), Some(2));
        assert_eq!(components.merge(3, 2), Some(1));
        assert_eq!(components.merge(0, 1), None);
    }
}
