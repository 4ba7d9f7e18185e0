//! Points of the plane with weights, searched for those of least cost plus weight.

use super::{Metric, Point};

/// About how many points a leaf holds.
const LEAF: usize = 8;

/// A k-d tree whose nodes know the box of their points and the least weight among them.
pub struct Tree {
    /// The points in the order of the leaves: birth and death.
    places: Vec<[f64; 2]>,
    weights: Vec<f64>,
    /// For each of these points its index as given.
    indices: Vec<u32>,
    /// Where each point is.
    positions: Vec<u32>,
    /// Heap order: the root is node 1, and the leaves come last.
    nodes: Vec<Node>,
    leaves: usize,
}

#[derive(Clone, Copy)]
struct Node {
    low: [f64; 2],
    high: [f64; 2],
    weight: f64,
}

impl Node {
    const EMPTY: Node = Node { low: [f64::INFINITY; 2], high: [f64::NEG_INFINITY; 2], weight: f64::INFINITY };

    /// No point of the node costs less together with its weight.
    fn bound(&self, point: &Point, metric: &Metric) -> f64 {
        let apart = |axis: usize, x: f64| (self.low[axis] - x).max(x - self.high[axis]).max(0.0);
        metric.cost(apart(0, point.birth), apart(1, point.death)) + self.weight
    }
}

/// The two least values that a search found; without a point they are the limit it was given.
pub struct Nearest {
    pub index: Option<u32>,
    pub best: f64,
    pub second: f64,
}

impl Tree {
    /// The tree of `points`, all of weight 0.
    pub fn new(points: &[Point]) -> Self {
        let leaves = points.len().div_ceil(LEAF).next_power_of_two();
        let mut tree = Tree {
            places: Vec::new(),
            weights: vec![0.0; points.len()],
            indices: (0..points.len() as u32).collect(),
            positions: vec![0; points.len()],
            nodes: vec![Node::EMPTY; 2 * leaves],
            leaves,
        };
        let mut indices = std::mem::take(&mut tree.indices);
        tree.build(1, 0, &mut indices, [0, leaves], points);
        for (position, &index) in indices.iter().enumerate() {
            let point = &points[index as usize];
            tree.places.push([point.birth, point.death]);
            tree.positions[index as usize] = position as u32;
        }
        tree.indices = indices;
        tree
    }

    fn start(&self, leaf: usize) -> usize {
        (leaf * self.weights.len()).div_ceil(self.leaves)
    }

    /// Sorts `indices`, of which the first has position `from`, into the leaves `first..last` below `node`.
    fn build(
        &mut self,
        node: usize,
        from: usize,
        indices: &mut [u32],
        [first, last]: [usize; 2],
        points: &[Point],
    ) {
        let mut own = Node { weight: if indices.is_empty() { f64::INFINITY } else { 0.0 }, ..Node::EMPTY };
        for &index in indices.iter() {
            let point = &points[index as usize];
            for (axis, x) in [point.birth, point.death].into_iter().enumerate() {
                own.low[axis] = own.low[axis].min(x);
                own.high[axis] = own.high[axis].max(x);
            }
        }
        self.nodes[node] = own;
        if last - first == 1 {
            return;
        }
        let middle = (first + last) / 2;
        let cut = self.start(middle) - from;
        let wider = own.high[1] - own.low[1] > own.high[0] - own.low[0];
        let coordinate = |index: u32| {
            let point = &points[index as usize];
            if wider { point.death } else { point.birth }
        };
        if cut < indices.len() {
            indices.select_nth_unstable_by(cut, |&x, &y| {
                coordinate(x).total_cmp(&coordinate(y)).then(x.cmp(&y))
            });
        }
        let (head, tail) = indices.split_at_mut(cut);
        self.build(2 * node, from, head, [first, middle], points);
        self.build(2 * node + 1, from + cut, tail, [middle, last], points);
    }

    /// The weight of the point given as number `index`.
    pub fn weight(&self, index: u32) -> f64 {
        self.weights[self.positions[index as usize] as usize]
    }

    /// Changes the weight of a point.
    pub fn set_weight(&mut self, index: u32, weight: f64) {
        let position = self.positions[index as usize] as usize;
        self.weights[position] = weight;
        // The inverse of `start`.
        let mut leaf = position * self.leaves / self.weights.len();
        while self.start(leaf) > position {
            leaf -= 1;
        }
        while self.start(leaf + 1) <= position {
            leaf += 1;
        }
        let mut node = self.leaves + leaf;
        let range = self.start(leaf)..self.start(leaf + 1);
        let mut least = self.weights[range].iter().copied().fold(f64::INFINITY, f64::min);
        while self.nodes[node].weight != least {
            self.nodes[node].weight = least;
            if node == 1 {
                return;
            }
            least = least.min(self.nodes[node ^ 1].weight);
            node /= 2;
        }
    }

    /// The two least values of cost plus weight below `limit`.
    pub fn nearest(&self, point: &Point, limit: f64, metric: &Metric) -> Nearest {
        let mut found = Nearest { index: None, best: limit, second: limit };
        self.search(point, metric, limit, |index, value| {
            if value < found.best {
                found = Nearest { index: Some(index), best: value, second: found.best };
            } else {
                found.second = found.second.min(value);
            }
            found.second
        });
        found
    }

    /// The `most` least values of cost plus weight below `limit`, ascending.
    pub fn several(&self, point: &Point, limit: f64, most: usize, metric: &Metric) -> Vec<(f64, u32)> {
        let mut found: Vec<(f64, u32)> = Vec::with_capacity(most + 1);
        self.search(point, metric, limit, |index, value| {
            let place = found.partition_point(|&(other, _)| other <= value);
            found.insert(place, (value, index));
            found.truncate(most);
            if found.len() == most { found[most - 1].0 } else { limit }
        });
        found
    }

    /// Hands over every point whose value is below the limit, which each of them may lower.
    fn search(&self, point: &Point, metric: &Metric, mut limit: f64, mut found: impl FnMut(u32, f64) -> f64) {
        if self.weights.is_empty() {
            return;
        }
        let mut waiting = [(0usize, 0.0f64); 64];
        let mut count = 1;
        waiting[0] = (1, self.nodes[1].bound(point, metric));
        while count > 0 {
            count -= 1;
            let (mut node, bound) = waiting[count];
            if bound >= limit {
                continue;
            }
            while node < self.leaves {
                let [left, right] =
                    [2 * node, 2 * node + 1].map(|child| (self.nodes[child].bound(point, metric), child));
                let (near, far) = if right.0 < left.0 { (right, left) } else { (left, right) };
                if far.0 < limit {
                    waiting[count] = (far.1, far.0);
                    count += 1;
                }
                node = near.1;
                if near.0 >= limit {
                    break;
                }
            }
            if node < self.leaves {
                continue;
            }
            for position in self.start(node - self.leaves)..self.start(node - self.leaves + 1) {
                let [birth, death] = self.places[position];
                let cost = metric.cost((birth - point.birth).abs(), (death - point.death).abs());
                let value = cost + self.weights[position];
                if value < limit {
                    limit = found(self.indices[position], value);
                }
            }
        }
    }
}
