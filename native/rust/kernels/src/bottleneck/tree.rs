//! Points of the plane by place, for questions about those that carry a mark: a k-d tree in which marks are taken away.

/// A cell of at most so many points is not cut further.
const LEAF: usize = 8;

/// The distance in the maximum norm, as it is rounded.
pub fn distance([x, y]: [f64; 2], [u, v]: [f64; 2]) -> f64 {
    (x - u).abs().max((y - v).abs())
}

/// A k-d tree; every point carries a set of marks, and every node the union of those below it.
///
/// Where a box is cut off because it is too far away, so is each point in it: rounding keeps the order of differences.
pub struct Tree {
    /// In the order of the tree, with their marks.
    points: Vec<[f64; 2]>,
    marks: Vec<u64>,
    /// The number of each, as it was given, and the way back.
    numbers: Vec<u32>,
    places: Vec<u32>,
    nodes: Vec<Node>,
}

#[derive(Clone, Copy)]
struct Node {
    low: [f64; 2],
    high: [f64; 2],
    marks: u64,
}

impl Node {
    /// No point of the box is nearer to `at`.
    fn gap(&self, [x, y]: [f64; 2]) -> f64 {
        (self.low[0] - x).max(x - self.high[0]).max(self.low[1] - y).max(y - self.high[1])
    }
}

/// A node with the places of its points.
#[derive(Clone, Copy)]
struct Cell {
    node: usize,
    start: usize,
    end: usize,
}

impl Cell {
    fn halves(self) -> Option<[Cell; 2]> {
        let Cell { node, start, end } = self;
        let middle = (start + end) / 2;
        (end - start > LEAF).then(|| {
            [Cell { node: 2 * node + 1, start, end: middle }, Cell { node: 2 * node + 2, start: middle, end }]
        })
    }
}

impl Tree {
    /// The bytes that a tree of so many points takes.
    pub fn bytes(points: usize) -> u64 {
        // Halving stops between 5 and 8 points, and numbers of nodes are below twice the next power of two.
        points as u64 * 32 + (points as u64 / 2 + 4) * std::mem::size_of::<Node>() as u64
    }

    /// A tree of these points, without marks.
    pub fn new(points: impl Iterator<Item = [f64; 2]>) -> Self {
        let given: Vec<[f64; 2]> = points.collect();
        let mut tree = Tree {
            marks: vec![0; given.len()],
            numbers: (0..given.len() as u32).collect(),
            places: vec![0; given.len()],
            points: Vec::new(),
            nodes: Vec::new(),
        };
        tree.build(tree.root_of(given.len()), &given);
        tree.points = tree.numbers.iter().map(|&number| given[number as usize]).collect();
        for (place, &number) in tree.numbers.iter().enumerate() {
            tree.places[number as usize] = place as u32;
        }
        tree
    }

    fn root_of(&self, count: usize) -> Cell {
        Cell { node: 0, start: 0, end: count }
    }

    fn root(&self) -> Cell {
        self.root_of(self.points.len())
    }

    fn build(&mut self, cell: Cell, given: &[[f64; 2]]) {
        let numbers = &mut self.numbers[cell.start..cell.end];
        let (mut low, mut high) = ([f64::INFINITY; 2], [f64::NEG_INFINITY; 2]);
        for &number in numbers.iter() {
            for axis in 0..2 {
                low[axis] = low[axis].min(given[number as usize][axis]);
                high[axis] = high[axis].max(given[number as usize][axis]);
            }
        }
        if self.nodes.len() <= cell.node {
            self.nodes.resize(cell.node + 1, Node { low, high, marks: 0 });
        }
        self.nodes[cell.node] = Node { low, high, marks: 0 };
        if let Some(halves) = cell.halves() {
            let axis = usize::from(high[1] - low[1] > high[0] - low[0]);
            let key = |number: u32| given[number as usize][axis];
            let middle = halves[0].end - cell.start;
            numbers.select_nth_unstable_by(middle, |&i, &j| key(i).total_cmp(&key(j)).then(i.cmp(&j)));
            for half in halves {
                self.build(half, given);
            }
        }
    }

    /// Gives every point the marks that belong to its number.
    pub fn mark(&mut self, marks: impl Fn(usize) -> u64) {
        for (place, &number) in self.numbers.iter().enumerate() {
            self.marks[place] = marks(number as usize);
        }
        self.gather(self.root());
    }

    /// Renews the marks of the nodes.
    fn gather(&mut self, cell: Cell) -> u64 {
        let marks = match cell.halves() {
            Some([left, right]) => self.gather(left) | self.gather(right),
            None => self.union(cell),
        };
        if let Some(node) = self.nodes.get_mut(cell.node) {
            node.marks = marks;
        }
        marks
    }

    /// The marks of a cell that is not cut.
    fn union(&self, cell: Cell) -> u64 {
        self.marks[cell.start..cell.end].iter().fold(0, |union, marks| union | marks)
    }

    /// Takes all marks away from the point of this number.
    pub fn unmark(&mut self, number: u32) {
        let place = self.places[number as usize] as usize;
        self.marks[place] = 0;
        self.renew(self.root(), place);
    }

    /// Renews the marks of the nodes above a point.
    fn renew(&mut self, cell: Cell, place: usize) {
        self.nodes[cell.node].marks = match cell.halves() {
            Some([left, right]) => {
                self.renew(if place < left.end { left } else { right }, place);
                self.nodes[left.node].marks | self.nodes[right.node].marks
            }
            None => self.union(cell),
        };
    }

    /// A point with the mark no farther than `reach` from `at`; it loses all marks.
    pub fn take(&mut self, at: [f64; 2], reach: f64, mark: u64) -> Option<u32> {
        let mut taken = None;
        self.visit(self.root(), at, reach, mark, &mut |number| {
            taken = Some(number);
            false
        });
        taken
    }

    /// All points with the mark no farther than `reach` from `at`; they lose all marks.
    pub fn take_all(&mut self, at: [f64; 2], reach: f64, mark: u64, taken: &mut Vec<u32>) {
        self.visit(self.root(), at, reach, mark, &mut |number| {
            taken.push(number);
            true
        });
    }

    /// Hands points over until `hand` has enough, and says whether it goes on.
    fn visit(
        &mut self,
        cell: Cell,
        at: [f64; 2],
        reach: f64,
        mark: u64,
        hand: &mut impl FnMut(u32) -> bool,
    ) -> bool {
        let Some(&node) = self.nodes.get(cell.node) else { return true };
        if node.marks & mark == 0 || node.gap(at) > reach {
            return true;
        }
        let mut goes_on = true;
        self.nodes[cell.node].marks = match cell.halves() {
            Some([left, right]) => {
                goes_on = self.visit(left, at, reach, mark, hand) && self.visit(right, at, reach, mark, hand);
                self.nodes[left.node].marks | self.nodes[right.node].marks
            }
            None => {
                for place in cell.start..cell.end {
                    if self.marks[place] & mark != 0 && distance(self.points[place], at) <= reach {
                        self.marks[place] = 0;
                        goes_on = hand(self.numbers[place]);
                        if !goes_on {
                            break;
                        }
                    }
                }
                self.union(cell)
            }
        };
        goes_on
    }

    /// The nearest point with the mark that is nearer than `below`, and its distance; any that is no farther than `enough`
    /// will do.
    pub fn nearest(&self, at: [f64; 2], mark: u64, below: f64, enough: f64) -> Option<(f64, u32)> {
        let mut best = (below, u32::MAX);
        if !self.nodes.is_empty() {
            self.approach(self.root(), at, mark, enough, &mut best);
        }
        (best.1 != u32::MAX).then_some(best)
    }

    fn approach(&self, cell: Cell, at: [f64; 2], mark: u64, enough: f64, best: &mut (f64, u32)) {
        let node = &self.nodes[cell.node];
        if node.marks & mark == 0 || node.gap(at) >= best.0 || best.0 <= enough {
            return;
        }
        if let Some([left, right]) = cell.halves() {
            let nearer_right = self.nodes[right.node].gap(at) < self.nodes[left.node].gap(at);
            for half in if nearer_right { [right, left] } else { [left, right] } {
                self.approach(half, at, mark, enough, best);
            }
            return;
        }
        for place in cell.start..cell.end {
            let apart = distance(self.points[place], at);
            if self.marks[place] & mark != 0 && apart < best.0 {
                *best = (apart, self.numbers[place]);
            }
        }
    }
}
