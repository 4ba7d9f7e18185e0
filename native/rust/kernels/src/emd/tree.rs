//! Spanning trees of rows and columns, with flow on their edges.
//!
//! Nodes are the rows, then the columns; row 0 is the root. Every other node holds the flow of the edge to its parent, which
//! goes up from a row and down to a column.

/// No node.
const NONE: usize = usize::MAX;

/// A spanning tree with flow and potentials.
pub struct Tree {
    /// `[rows, columns]`.
    costs: Vec<f64>,
    rows: usize,
    columns: usize,
    /// What each node has to give, negative for columns.
    supply: Vec<f64>,
    parent: Vec<usize>,
    first_child: Vec<usize>,
    next: Vec<usize>,
    previous: Vec<usize>,
    depth: Vec<u32>,
    flow: Vec<f64>,
    potential: Vec<f64>,
    /// Edges that save less than this are left alone: it is what rounding makes of nothing along the longest path.
    least: f64,
    /// Rows that are looked at together.
    block: usize,
    stack: Vec<usize>,
}

impl Tree {
    /// The tree of the north-west corner rule; supply and demand are positive, and their sums equal up to rounding.
    pub fn new(costs: Vec<f64>, supply: Vec<f64>, demand: Vec<f64>) -> Self {
        let (rows, columns) = (supply.len(), demand.len());
        let nodes = rows + columns;
        let largest = costs.iter().fold(0.0, |largest: f64, cost| largest.max(cost.abs()));
        let scale = supply.iter().sum::<f64>() / demand.iter().sum::<f64>();
        let mut tree = Tree {
            rows,
            columns,
            supply: supply.iter().copied().chain(demand.iter().map(|demand| -demand * scale)).collect(),
            parent: vec![NONE; nodes],
            first_child: vec![NONE; nodes],
            next: vec![NONE; nodes],
            previous: vec![NONE; nodes],
            depth: vec![0; nodes],
            flow: vec![0.0; nodes],
            potential: vec![0.0; nodes],
            least: largest * f64::EPSILON * nodes as f64,
            block: ((rows as f64 / columns as f64).sqrt() as usize).max(1),
            stack: Vec::new(),
            costs,
        };
        tree.grow();
        tree
    }

    /// Serves columns in their order from rows in theirs. Where a row and a column are done together, the next row comes
    /// first, with an edge that points up and needs no flow.
    fn grow(&mut self) {
        let (mut i, mut j) = (0, 0);
        let (mut given, mut wanted) = (self.supply[0], -self.supply[self.rows]);
        self.attach(self.rows, 0, self.first_flow(i, j, given, wanted));
        while i + 1 < self.rows || j + 1 < self.columns {
            if j + 1 < self.columns && (given > wanted || i + 1 == self.rows) {
                given -= wanted;
                j += 1;
                wanted = -self.supply[self.rows + j];
                self.attach(self.rows + j, i, self.first_flow(i, j, given, wanted));
            } else {
                wanted -= given;
                i += 1;
                given = self.supply[i];
                self.attach(i, self.rows + j, self.first_flow(i, j, given, wanted));
            }
        }
        self.update_below(0);
    }

    /// What the rule sends from row `i` to column `j`: the last row and column do not look at what rounding left.
    fn first_flow(&self, i: usize, j: usize, given: f64, wanted: f64) -> f64 {
        if i + 1 == self.rows {
            wanted
        } else if j + 1 == self.columns {
            given
        } else {
            given.min(wanted)
        }
    }

    fn attach(&mut self, node: usize, parent: usize, flow: f64) {
        let sibling = self.first_child[parent];
        if sibling != NONE {
            self.previous[sibling] = node;
        }
        self.next[node] = sibling;
        self.previous[node] = NONE;
        self.first_child[parent] = node;
        self.parent[node] = parent;
        self.flow[node] = flow;
    }

    fn detach(&mut self, node: usize) {
        let (previous, next) = (self.previous[node], self.next[node]);
        match previous {
            NONE => self.first_child[self.parent[node]] = next,
            _ => self.next[previous] = next,
        }
        if next != NONE {
            self.previous[next] = previous;
        }
    }

    fn cost(&self, node: usize, other: usize) -> f64 {
        let (row, column) = (node.min(other), node.max(other));
        self.costs[row * self.columns + column - self.rows]
    }

    /// Finds depth and potential of all nodes below one from those of their parents.
    fn update_below(&mut self, top: usize) {
        self.stack.push(top);
        while let Some(node) = self.stack.pop() {
            if self.parent[node] != NONE {
                let parent = self.parent[node];
                self.depth[node] = self.depth[parent] + 1;
                self.potential[node] = self.cost(node, parent) - self.potential[parent];
            }
            let mut child = self.first_child[node];
            while child != NONE {
                self.stack.push(child);
                child = self.next[child];
            }
        }
    }

    /// The edge that saves most among those of the first block of rows, from `row` on, where one saves anything; `row` is left
    /// behind it.
    pub fn entering(&self, row: &mut usize) -> Option<(usize, usize)> {
        let mut best = (-self.least, NONE, NONE);
        for seen in 1..=self.rows {
            let i = *row;
            *row = (i + 1) % self.rows;
            let costs = &self.costs[i * self.columns..][..self.columns];
            let potentials = &self.potential[self.rows..];
            let bound = best.0 + self.potential[i];
            if least_difference(costs, potentials) < bound {
                let (j, difference) = (0..self.columns)
                    .map(|j| (j, costs[j] - potentials[j]))
                    .fold((NONE, f64::INFINITY), |least, next| if next.1 < least.1 { next } else { least });
                best = (difference - self.potential[i], i, j);
            }
            if seen % self.block == 0 && best.1 != NONE {
                break;
            }
        }
        (best.1 != NONE).then_some((best.1, best.2))
    }

    /// Sends as much as possible along the cycle that the edge from row `i` to column `j` closes, and lets it take the place of
    /// an edge that then has no flow.
    pub fn exchange(&mut self, i: usize, j: usize) {
        let j = self.rows + j;
        let (cut, amount) = self.leaving(i, j);
        let apex = self.apex(i, j);
        self.push(i, apex, -amount);
        self.push(j, apex, amount);
        // The cut off part hangs at its end of the new edge.
        let is_at_column = self.is_below(j, cut);
        let (mut node, mut parent) = if is_at_column { (j, i) } else { (i, j) };
        let (top, mut flow) = (node, amount);
        loop {
            let (above, moved) = (self.parent[node], self.flow[node]);
            self.detach(node);
            self.attach(node, parent, flow);
            if node == cut {
                break;
            }
            (parent, node, flow) = (node, above, moved);
        }
        self.update_below(top);
    }

    /// Adds to the flow of the edges from a node up to `apex`: to those that go up, and takes it off those that go down.
    fn push(&mut self, mut node: usize, apex: usize, amount: f64) {
        while node != apex {
            self.flow[node] += if node < self.rows { amount } else { -amount };
            node = self.parent[node];
        }
    }

    /// The lower node of the edge that leaves, and its flow. Of several the last one on the way from the apex down to the row,
    /// over the new edge, and up again: that keeps the tree strongly feasible.
    fn leaving(&self, i: usize, j: usize) -> (usize, f64) {
        let (mut row_side, mut column_side) = (i, j);
        let mut at_row = (NONE, f64::INFINITY);
        let mut at_column = (NONE, f64::INFINITY);
        while row_side != column_side {
            if self.depth[row_side] >= self.depth[column_side] {
                if row_side < self.rows && self.flow[row_side] < at_row.1 {
                    at_row = (row_side, self.flow[row_side]);
                }
                row_side = self.parent[row_side];
            } else {
                if column_side >= self.rows && self.flow[column_side] <= at_column.1 {
                    at_column = (column_side, self.flow[column_side]);
                }
                column_side = self.parent[column_side];
            }
        }
        if at_column.1 <= at_row.1 { at_column } else { at_row }
    }

    /// The lowest node above both.
    fn apex(&self, mut i: usize, mut j: usize) -> usize {
        while i != j {
            if self.depth[i] >= self.depth[j] {
                i = self.parent[i];
            } else {
                j = self.parent[j];
            }
        }
        i
    }

    fn is_below(&self, mut node: usize, top: usize) -> bool {
        while self.depth[node] > self.depth[top] {
            node = self.parent[node];
        }
        node == top
    }

    /// Finds all flow from supply and demand alone, so that no rounding of steps is left.
    pub fn settle(&mut self) {
        let mut order = Vec::with_capacity(self.supply.len());
        order.push(0);
        let mut seen = 0;
        while seen < order.len() {
            let mut child = self.first_child[order[seen]];
            while child != NONE {
                order.push(child);
                child = self.next[child];
            }
            seen += 1;
        }
        let mut excess = self.supply.clone();
        for &node in order[1..].iter().rev() {
            excess[self.parent[node]] += excess[node];
            let flow = if node < self.rows { excess[node] } else { -excess[node] };
            self.flow[node] = flow.max(0.0);
        }
    }

    /// Row, column and flow of all edges with flow, in order.
    pub fn entries(&self) -> Vec<(usize, usize, f64)> {
        let edge = |node: usize| {
            let parent = self.parent[node];
            (node.min(parent), node.max(parent) - self.rows, self.flow[node])
        };
        let mut entries: Vec<_> =
            (1..self.parent.len()).filter(|&node| self.flow[node] > 0.0).map(edge).collect();
        entries.sort_unstable_by_key(|&(row, column, _)| (row, column));
        entries
    }

    /// The potentials of the columns.
    pub fn column_potentials(&self) -> impl Iterator<Item = f64> + '_ {
        self.potential[self.rows..].iter().copied()
    }
}

/// The least of the differences.
fn least_difference(a: &[f64], b: &[f64]) -> f64 {
    let least = |least: f64, x: f64| if x < least { x } else { least };
    let (blocks, rest) = a.as_chunks::<8>();
    let (others, other_rest) = b.as_chunks::<8>();
    let mut lanes = [f64::INFINITY; 8];
    for (a, b) in blocks.iter().zip(others) {
        for lane in 0..8 {
            lanes[lane] = least(lanes[lane], a[lane] - b[lane]);
        }
    }
    rest.iter().zip(other_rest).map(|(a, b)| a - b).chain(lanes).fold(f64::INFINITY, least)
}
