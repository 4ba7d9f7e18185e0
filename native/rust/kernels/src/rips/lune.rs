//! Lunes of single edges as sets of bits, and their components.

/// Where `w` comes among the third vertices of triangles on the edge `u < v`.
pub fn place([u, v]: [u32; 2], w: u32) -> (u32, u32) {
    (u32::from(w < v) + u32::from(w < u), w)
}

/// A graph as a matrix of bits.
pub struct Graph {
    /// Words in a row.
    words: usize,
    rows: Vec<u64>,
}

impl Graph {
    /// `count` vertices without links.
    pub fn new(count: usize) -> Self {
        let words = count.div_ceil(64);
        Graph { words, rows: vec![0; words * count] }
    }

    fn row(&self, v: u32) -> &[u64] {
        &self.rows[v as usize * self.words..][..self.words]
    }

    /// Links `u` and `v`.
    pub fn link(&mut self, [u, v]: [u32; 2]) {
        self.rows[u as usize * self.words + v as usize / 64] |= 1 << (v % 64);
        self.rows[v as usize * self.words + u as usize / 64] |= 1 << (u % 64);
    }
}

/// The lune of one edge, as a set of bits.
pub struct Lune {
    bits: Vec<u64>,
    /// For each vertex the neighbour that was last found to be linked to a whole lune at it.
    hints: Vec<u32>,
}

impl Lune {
    /// An empty set of `count` vertices.
    pub fn new(count: usize) -> Self {
        Lune { bits: vec![0; count.div_ceil(64)], hints: (0..count as u32).collect() }
    }

    /// Finds the lune of the edge `uv`; whether it has a vertex.
    pub fn find(&mut self, graph: &Graph, [u, v]: [u32; 2]) -> bool {
        let mut union = 0;
        for (bits, (a, b)) in self.bits.iter_mut().zip(graph.row(u).iter().zip(graph.row(v))) {
            *bits = a & b;
            union |= *bits;
        }
        union != 0
    }

    /// Some vertex.
    pub fn any(&self) -> u32 {
        least(&self.bits, 0).expect("a lune with a vertex")
    }

    /// A vertex linked to all others, if a few guesses find one.
    pub fn dominator(&mut self, graph: &Graph, [u, v]: [u32; 2]) -> Option<u32> {
        let hints = [self.hints[u as usize], self.hints[v as usize]].into_iter();
        let mut guesses =
            hints.filter(|&w| contains(&self.bits, w)).chain(std::iter::once_with(|| self.middle()));
        let found = guesses.find(|&w| self.is_dominated(graph, w))?;
        self.hints[u as usize] = found;
        self.hints[v as usize] = found;
        Some(found)
    }

    fn is_dominated(&self, graph: &Graph, w: u32) -> bool {
        let mut outside = without(&self.bits, graph.row(w));
        outside.all(|(index, bits)| bits == 0 || (index == w as usize / 64 && bits == 1 << (w % 64)))
    }

    /// A vertex near the middle of the list of vertices of the lune.
    fn middle(&self) -> u32 {
        let half = self.bits.iter().map(|word| word.count_ones()).sum::<u32>() / 2;
        let mut before = 0;
        for (index, &word) in self.bits.iter().enumerate() {
            before += word.count_ones();
            if before > half {
                return index as u32 * 64 + word.trailing_zeros();
            }
        }
        self.any()
    }

    /// The first vertex of every component, in the order of the triangles on `edge`. Empties the lune.
    pub fn split(&mut self, graph: &Graph, edge: [u32; 2]) -> Vec<u32> {
        let center = self.middle();
        // The component of the center, grown by one step only: what is left is searched for links to it.
        let mut main: Vec<u64> = self.bits.iter().zip(graph.row(center)).map(|(a, b)| a & b).collect();
        insert(&mut main, center);
        remove_all(&mut self.bits, &main);
        let mut firsts = Vec::new();
        while let Some(start) = least(&self.bits, 0) {
            let (component, joined) = self.grow(graph, start, &main);
            if joined {
                main.iter_mut().zip(&component).for_each(|(a, b)| *a |= b);
            } else {
                firsts.push(first_of(&component, edge));
            }
        }
        firsts.push(first_of(&main, edge));
        firsts.sort_unstable_by_key(|&w| place(edge, w));
        firsts
    }

    /// Moves out what is connected to `start`, until a vertex linked to `main` is met; whether one was.
    fn grow(&mut self, graph: &Graph, start: u32, main: &[u64]) -> (Vec<u64>, bool) {
        let mut component = vec![0; main.len()];
        let mut waiting = vec![start];
        insert(&mut component, start);
        remove_all(&mut self.bits, &component);
        while let Some(x) = waiting.pop() {
            let row = graph.row(x);
            if row.iter().zip(main).any(|(a, b)| a & b != 0) {
                return (component, true);
            }
            for (index, &links) in row.iter().enumerate() {
                let mut new = self.bits[index] & links;
                self.bits[index] ^= new;
                component[index] |= new;
                while new != 0 {
                    waiting.push(index as u32 * 64 + new.trailing_zeros());
                    new &= new - 1;
                }
            }
        }
        (component, false)
    }
}

/// The first vertex of a set in the order of the triangles on the edge `u < v`.
fn first_of(set: &[u64], [u, v]: [u32; 2]) -> u32 {
    let first = least(set, v).or_else(|| least(set, u).filter(|&w| w < v)).or_else(|| least(set, 0));
    first.expect("a component has a vertex")
}

/// The least member that is at least `from`.
fn least(set: &[u64], from: u32) -> Option<u32> {
    let start = from as usize / 64;
    let mask = u64::MAX << (from % 64);
    let words = set.iter().enumerate().skip(start);
    let mut words = words.map(|(index, &word)| (index, if index == start { word & mask } else { word }));
    words.find(|&(_, word)| word != 0).map(|(index, word)| index as u32 * 64 + word.trailing_zeros())
}

fn contains(set: &[u64], w: u32) -> bool {
    set[w as usize / 64] >> (w % 64) & 1 == 1
}

fn insert(set: &mut [u64], w: u32) {
    set[w as usize / 64] |= 1 << (w % 64);
}

fn remove_all(set: &mut [u64], others: &[u64]) {
    set.iter_mut().zip(others).for_each(|(a, b)| *a &= !b);
}

/// The words of `set` without the members of `others`.
fn without<'a>(set: &'a [u64], others: &'a [u64]) -> impl Iterator<Item = (usize, u64)> + 'a {
    set.iter().zip(others).map(|(a, b)| a & !b).enumerate()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const VERTICES: u32 = 70;

    /// A graph with these links, and whether two vertices are linked.
    fn graph(links: &[(u32, u32)]) -> (Graph, impl Fn(u32, u32) -> bool) {
        let mut graph = Graph::new(VERTICES as usize);
        links.iter().for_each(|&(a, b)| graph.link([a, b]));
        (graph, |a, b| links.contains(&(a, b)) || links.contains(&(b, a)))
    }

    proptest! {
        #[test]
        fn the_first_vertices_are_those_of_the_components(
            members in prop::collection::btree_set(0..VERTICES, 1..12),
            inner in prop::collection::vec((0..VERTICES, 0..VERTICES), 1500),
            edge in (0..VERTICES, 0..VERTICES),
        ) {
            let [u, v] = [edge.0.min(edge.1), edge.0.max(edge.1)];
            let ends = |x: u32| x == u || x == v;
            let mut links: Vec<(u32, u32)> = inner.into_iter().filter(|&(a, b)| a != b && !ends(a) && !ends(b)).collect();
            let lune: Vec<u32> = members.into_iter().filter(|&w| !ends(w)).collect();
            prop_assume!(u != v && !lune.is_empty());
            links.extend(lune.iter().flat_map(|&w| [(u, w), (v, w)]));
            let (graph, linked) = graph(&links);

            let mut left: Vec<u32> = lune.clone();
            left.sort_by_key(|&w| place([u, v], w));
            let mut expected = Vec::new();
            while !left.is_empty() {
                let mut component = vec![left.remove(0)];
                expected.push(component[0]);
                while let Some(x) = component.pop() {
                    let (near, far) = left.iter().partition(|&&w| linked(x, w));
                    component.extend::<Vec<u32>>(near);
                    left = far;
                }
            }

            let mut found = Lune::new(VERTICES as usize);
            prop_assert!(found.find(&graph, [u, v]));
            if let Some(apex) = found.dominator(&graph, [u, v]) {
                prop_assert!(lune.iter().all(|&w| w == apex || linked(apex, w)));
            }
            prop_assert_eq!(found.split(&graph, [u, v]), expected);
        }
    }

    #[test]
    fn an_edge_without_common_neighbours_has_no_lune() {
        let (graph, _) = graph(&[(0, 2), (1, 66)]);
        assert!(!Lune::new(VERTICES as usize).find(&graph, [0, 1]));
    }
}
