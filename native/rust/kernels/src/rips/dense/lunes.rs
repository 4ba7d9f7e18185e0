//! The lunes of edges one after the other: whether they are empty, and into which components they fall.
//!
//! Most lunes are connected because one vertex is linked to all others. It is often the same for edges from one vertex into
//! one direction, so the last such vertex is kept for every vertex and every cluster that edges lead to.

use super::cloud::Cloud;
use super::graph::{BLOCK, Block, Graph};
use super::word::Word;

/// A triangle on an edge, or an edge without any.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Event {
    /// Rank of the edge.
    pub rank: usize,
    /// The first vertex of a component of the lune but the first; `None` if the lune is empty.
    pub third: Option<u32>,
}

/// What one thread needs to look at lunes.
pub struct Observer<W: Word> {
    /// The edges shorter than those at hand.
    pub graph: Graph,
    /// Edges before this rank are in the graph.
    pub linked: usize,
    /// What was found, but for edges with connected lunes.
    pub events: Vec<Event>,
    /// Ranks of edges as long as those before them.
    pub tied: Vec<usize>,
    /// For each vertex and cluster the vertex that was last found to be linked to a whole lune.
    hints: Vec<W::Place>,
    main: Vec<Block>,
    rest: Vec<Block>,
    /// Numbers of the blocks that the lune reaches; `main` and `rest` hold these blocks.
    blocks: Vec<usize>,
    component: Vec<Block>,
    waiting: Vec<u32>,
}

impl<W: Word> Default for Observer<W> {
    fn default() -> Self {
        Observer {
            graph: Graph::default(),
            linked: 0,
            events: Vec::new(),
            tied: Vec::new(),
            hints: Vec::new(),
            main: Vec::new(),
            rest: Vec::new(),
            blocks: Vec::new(),
            component: Vec::new(),
            waiting: Vec::new(),
        }
    }
}

impl<W: Word> Observer<W> {
    /// Forgets all edges.
    pub fn reset(&mut self, cloud: &Cloud) {
        self.graph.reset(cloud.count());
        self.linked = 0;
        self.events.clear();
        self.tied.clear();
        self.hints.clear();
        self.hints.resize(cloud.count() * cloud.arrangement().cluster_count, W::NONE);
    }

    /// Bytes held, but for those of small buffers.
    pub fn bytes(&self) -> u64 {
        self.graph.bytes_held() + (self.hints.capacity() * size_of::<W::Place>()) as u64
    }

    /// Looks at the lune of the edge `ends` of rank `rank`; some vertex of it, the first if it falls apart.
    #[inline]
    pub fn observe(&mut self, cloud: &Cloud, early: &Graph, rank: usize, [i, j]: [u32; 2]) -> W::Place {
        let arrangement = cloud.arrangement();
        let place = |v: u32, w: u32| {
            v as usize * arrangement.cluster_count + usize::from(arrangement.clusters[w as usize])
        };
        let places = [place(i, j), place(j, i)];
        for place in places {
            let hint = self.hints[place];
            let v: u32 = hint.into();
            if hint != W::NONE && self.is_in_lune(v, [i, j]) && self.graph.dominates(v, [i, j]) {
                return hint;
            }
        }
        let Some(apex) = self.split(cloud, early, rank, [i, j]) else {
            self.events.push(Event { rank, third: None });
            return W::NONE;
        };
        let apex = W::place(apex);
        places.into_iter().for_each(|place| self.hints[place] = apex);
        apex
    }

    #[inline]
    fn is_in_lune(&self, v: u32, [i, j]: [u32; 2]) -> bool {
        v != i && v != j && self.graph.linked(v, i) && self.graph.linked(v, j)
    }

    /// Finds the components of the lune, and notes those but the first; a vertex of the first.
    fn split(&mut self, cloud: &Cloud, early: &Graph, rank: usize, ends: [u32; 2]) -> Option<u32> {
        let Observer { graph, main, rest, blocks, .. } = self;
        main.clear();
        rest.clear();
        blocks.clear();
        graph.each_common(ends, |block, common| {
            blocks.push(block);
            rest.push(common);
        });
        let center = self.center(cloud, early, ends)?;
        let row = self.graph.row(center);
        self.main.extend(
            self.blocks.iter().zip(&self.rest).map(|(&block, rest)| rest.with(&row[block], |a, b| a & b)),
        );
        self.rest.iter_mut().zip(&self.main).for_each(|(rest, main)| *rest = rest.with(main, |a, b| a & !b));
        let mut firsts = Vec::new();
        while let Some(start) = self.any_left() {
            if !self.grow(start) {
                firsts.push(first(cloud, ends, &self.blocks, &self.component));
            }
        }
        if firsts.is_empty() {
            return Some(center);
        }
        firsts.push(first(cloud, ends, &self.blocks, &self.main));
        let names = cloud.names(ends);
        firsts.sort_unstable_by_key(|&w| turn(names, cloud.name(w)));
        self.events.extend(firsts[1..].iter().map(|&w| Event { rank, third: Some(w) }));
        Some(firsts[0])
    }

    /// A vertex that is likely linked to many others of the lune: linked to both ends already by early edges, if there
    /// is such a one, and in the core of the cloud.
    fn center(&self, cloud: &Cloud, early: &Graph, ends: [u32; 2]) -> Option<u32> {
        let core = &cloud.arrangement().core;
        let (mut in_both, mut in_early) = (None, None);
        early.each_common(ends, |block, common| {
            if in_both.is_none() {
                in_both = middle(block, &common.with(&core[block], |a, b| a & b));
                in_early = in_early.or_else(|| middle(block, &common));
            }
        });
        let at = self.blocks.len() / 2;
        in_both.or(in_early).or_else(|| middle(*self.blocks.get(at)?, &self.rest[at]))
    }

    fn any_left(&mut self) -> Option<u32> {
        while let Some(last) = self.rest.last() {
            // Blocks at the end that have nothing left need no further look, but stay in place for `main`.
            if let Some(k) = last.0.iter().position(|&word| word != 0) {
                let block = self.blocks[self.rest.len() - 1];
                return Some((block * BLOCK + k * 64) as u32 + last.0[k].trailing_zeros());
            }
            self.rest.pop();
        }
        None
    }

    /// Moves what is connected to `start` out of the rest, into the main part if it is linked to that; whether it is.
    fn grow(&mut self, start: u32) -> bool {
        let Observer { graph, main, rest, blocks, component, waiting, .. } = self;
        component.clear();
        waiting.clear();
        waiting.push(start);
        while let Some(v) = waiting.pop() {
            let row = graph.row(v);
            let places = || blocks.iter().map(|&block| &row[block]);
            let joined = places().zip(&*main).any(|(row, main)| !main.with(row, |a, b| a & b).is_empty());
            if joined {
                for ((row, rest), main) in places().zip(rest).zip(&mut *main) {
                    *main = main.with(&rest.with(row, |a, b| a & b), |a, b| a | b);
                    *rest = rest.with(row, |a, b| a & !b);
                }
                main.iter_mut().zip(&*component).for_each(|(main, new)| *main = main.with(new, |a, b| a | b));
                return true;
            }
            component.resize(blocks.len(), Block::default());
            for (((&block, row), rest), component) in
                blocks.iter().zip(places()).zip(&mut *rest).zip(&mut *component)
            {
                let new = rest.with(row, |a, b| a & b);
                *rest = rest.with(row, |a, b| a & !b);
                *component = component.with(&new, |a, b| a | b);
                new.each(block, |w| {
                    if w != v {
                        waiting.push(w)
                    }
                });
            }
        }
        false
    }
}

/// A vertex of a block from the middle of the list of its vertices: of close ones, it is likely linked to many.
fn middle(index: usize, block: &Block) -> Option<u32> {
    let used = block.0.iter().filter(|&&word| word != 0).count();
    let (k, word) = block.0.iter().enumerate().filter(|&(_, &word)| word != 0).nth(used / 2)?;
    Some((index * BLOCK + k * 64) as u32 + word.trailing_zeros())
}

/// The first vertex of a set in the order of the triangles on the edge `ends`.
fn first(cloud: &Cloud, ends: [u32; 2], blocks: &[usize], set: &[Block]) -> u32 {
    let names = cloud.names(ends);
    let mut best = None;
    for (&block, members) in blocks.iter().zip(set) {
        members.each(block, |w| {
            let turn = (turn(names, cloud.name(w)), w);
            best = Some(best.map_or(turn, |best: ((u32, u32), u32)| best.min(turn)));
        });
    }
    best.expect("a component has a vertex").1
}

/// When it is the turn of `w` among the third vertices of triangles on the edge `u < v`, all by index.
#[inline]
pub fn turn([u, v]: [u32; 2], w: u32) -> (u32, u32) {
    (u32::from(w < v) + u32::from(w < u), w)
}
