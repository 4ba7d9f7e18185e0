//! Transport between two samples on a circle of circumference 1.
//!
//! The circle is cut, and the second sample turned so that its mass begins at θ: the cost of matching parts in order is
//! convex in θ and linear between finitely many places. Its least value is found from slopes at both sides of θ, and known to
//! be the least where they have different signs.

use super::line::{Order, Pair};
use super::masses::Masses;
use crate::power::{power, sign};
use crate::sorting::Slot;

/// The relative error of a cost that is not worth another step.
const ENOUGH: f64 = 1e-15;

/// More steps than the search ever takes: every third one halves the range.
const MOST_STEPS: usize = 300;

/// A place on the circle, in `[0, 1)`.
pub fn wrapped(x: f64) -> f64 {
    let rest = x - x.floor();
    if rest < 1.0 { rest } else { 0.0 }
}

/// The cost of one way to cut the circle, and its slopes in θ.
#[derive(Clone, Copy, Debug)]
struct Cut {
    theta: f64,
    cost: f64,
    /// The slope below θ.
    below: f64,
    /// The slope above θ, not less.
    above: f64,
}

impl Cut {
    fn is_best(&self) -> bool {
        self.below <= 0.0 && self.above >= 0.0
    }
}

impl Pair {
    /// The cost with exponent `p` on the circle of the samples at `x` and `y`, all in `[0, 1)`, in units; their places are
    /// replaced by its slopes there.
    pub fn solve_on_circle(
        &mut self,
        x: &mut [f64],
        y: &mut [f64],
        masses: &Masses,
        p: f64,
        potentials: bool,
    ) -> f64 {
        self.sort(x, y, masses);
        // Both go round once.
        for order in [&mut self.first, &mut self.second] {
            order.ends.iter_mut().for_each(|end| *end = end.min(masses.total));
            *order.ends.last_mut().expect("a point") = masses.total;
        }
        let circle = Circle { total: masses.total, tie: masses.tie };
        match p {
            1.0 => self.circle_costs(x, y, circle, potentials, |x| (x.abs(), sign(x))),
            2.0 => self.circle_costs(x, y, circle, potentials, |x| (x * x, 2.0 * x)),
            _ => self.circle_costs(x, y, circle, potentials, |x| power(x, p)),
        }
    }

    #[inline(always)]
    fn circle_costs(
        &mut self,
        x: &mut [f64],
        y: &mut [f64],
        circle: Circle,
        potentials: bool,
        cost: impl Fn(f64) -> (f64, f64),
    ) -> f64 {
        let value = |x: f64| cost(x).0;
        let best = circle.best_cut(|theta| circle.cut(self, theta, value));
        x.fill(0.0);
        y.fill(0.0);
        let mut total = 0.0;
        circle.walk(&self.first, &self.second, best.theta, |step| {
            if let Step::Part { from, to, mass } = step {
                let (from, to) = (from.slot(&self.first), to.slot(&self.second));
                let (cost, slope) = cost(from.value - to.value);
                total += mass * cost;
                x[from.row as usize] += mass * slope;
                y[to.row as usize] -= mass * slope;
            }
        });
        if potentials {
            circle.find_potentials(self, best, value);
        }
        total
    }
}

/// What a walk around the circle meets.
enum Step {
    /// Mass that goes from one point to another.
    Part { from: Place, to: Place, mass: f64 },
    /// The end of the mass of a point of the second sample.
    End(End),
}

/// Where the second sample goes on from one point to another; between these are points without mass.
#[derive(Clone, Copy)]
struct End {
    /// The points of the first sample on both sides, the same unless masses end together.
    from: [Place; 2],
    to: [Place; 2],
}

/// A place in an order that goes on around the circle.
#[derive(Clone, Copy, PartialEq)]
struct Place {
    index: usize,
    turns: f64,
}

impl Place {
    fn next(self, count: usize) -> Self {
        if self.index + 1 < count {
            Place { index: self.index + 1, ..self }
        } else {
            Place { index: 0, turns: self.turns + 1.0 }
        }
    }

    fn slot(self, order: &Order) -> Slot {
        let Slot { value, row } = order.slots()[self.index];
        Slot { value: value + self.turns, row }
    }
}

/// What the two samples have in common.
#[derive(Clone, Copy)]
struct Circle {
    /// The mass of each.
    total: f64,
    tie: f64,
}

impl Circle {
    fn end(&self, order: &Order, place: Place) -> f64 {
        order.ends[place.index] + self.total * place.turns
    }

    /// Visits what goes where if the second sample begins at `theta`, in order.
    #[inline(always)]
    fn walk(&self, first: &Order, second: &Order, theta: f64, mut visit: impl FnMut(Step)) {
        let (n, m) = (first.slots().len(), second.slots().len());
        let turns = (theta / self.total).floor();
        let rest = theta - turns * self.total;
        let begin = second.ends.partition_point(|&end| end <= rest + self.tie);
        let mut to = Place { index: begin, turns };
        if begin == m {
            to = Place { index: m - 1, turns }.next(m);
        }
        let mut from = Place { index: 0, turns: 0.0 };
        let mut done = 0.0;
        while from.turns == 0.0 {
            let (end, other_end) = (self.end(first, from), self.end(second, to) - theta);
            let stop = end.min(other_end).max(done);
            visit(Step::Part { from, to, mass: stop - done });
            let (mut after, mut next) = (from, to);
            while self.end(first, after) <= stop + self.tie {
                after = after.next(n);
            }
            while self.end(second, next) - theta <= stop + self.tie {
                next = next.next(m);
            }
            if next != to {
                visit(Step::End(End { from: [from, after], to: [to, next] }));
                (from, to) = (after, next);
            } else {
                from = from.next(n);
            }
            done = stop;
        }
    }

    /// The cost and the slopes at `theta`.
    #[inline(always)]
    fn cut(&self, Pair { first, second }: &Pair, theta: f64, value: impl Fn(f64) -> f64) -> Cut {
        let mut cut = Cut { theta, cost: 0.0, below: 0.0, above: 0.0 };
        self.walk(first, second, theta, |step| match step {
            Step::Part { from, to, mass } => {
                cut.cost += mass * value(from.slot(first).value - to.slot(second).value);
            }
            Step::End(end) => {
                let [above, below] = end.rises(first, second, &value);
                cut.above += above;
                cut.below += below;
            }
        });
        cut
    }

    /// The cheapest cut.
    fn best_cut(&self, at: impl Fn(f64) -> Cut) -> Cut {
        let start = at(0.0);
        if start.is_best() || start.cost == 0.0 {
            return start;
        }
        let end = at(if start.above < 0.0 { self.total } else { -self.total });
        let (mut low, mut high) = if start.above < 0.0 { (start, end) } else { (end, start) };
        for step in 0..MOST_STEPS {
            let width = high.theta - low.theta;
            let best = if low.cost <= high.cost { low } else { high };
            if best.is_best() || width <= self.tie {
                return best;
            }
            // Where the lines of slope `low.above` and `high.below` meet: no cost is below that.
            let (down, up) = (-low.above, high.below);
            let share = (low.cost - high.cost + up * width).clamp(0.0, (down + up) * width) / (down + up);
            if best.cost - (low.cost - down * share) <= ENOUGH * best.cost {
                return best;
            }
            let theta = match step % 3 {
                0 => low.theta + share,
                1 => low.theta + width * (down / (down + up)).clamp(0.01, 0.99),
                _ => low.theta + width / 2.0,
            };
            let cut = at(theta);
            if cut.is_best() {
                return cut;
            }
            *(if cut.above < 0.0 { &mut low } else { &mut high }) = cut;
        }
        if low.cost <= high.cost { low } else { high }
    }

    /// Potentials as on the line. Around the circle their steps at the second sample must sum to 0: where masses end together
    /// all take the same share of what is between their bounds.
    #[inline(always)]
    fn find_potentials(&self, pair: &mut Pair, best: Cut, value: impl Fn(f64) -> f64) {
        let mut f = std::mem::take(&mut pair.first.potentials);
        let mut g = std::mem::take(&mut pair.second.potentials);
        let (first, second) = (&pair.first, &pair.second);
        let (between, n, m) = (best.above - best.below, f.len(), g.len());
        let share = if between > 0.0 { (-best.below / between).clamp(0.0, 1.0) } else { 0.5 };
        let between_places = |x: Place, y: Place| value(x.slot(first).value - y.slot(second).value);
        let mut current = 0.0;
        self.walk(first, second, best.theta, |step| match step {
            Step::Part { from, to, .. } => {
                g[to.index] = current;
                f[from.index] = between_places(from, to) - current;
            }
            Step::End(End { from: [before, after], to: [to, next] }) => {
                let at = |y: Place| {
                    let [above, below] =
                        [before, after].map(|x| between_places(x, y) - between_places(x, to));
                    current + share * above + (1.0 - share) * below
                };
                // What has no mass takes its share of both ways, too.
                let below = between_places(before, to) - between_places(before, next);
                let mut idle = before.next(n);
                while before != after && idle != after {
                    let ways = [between_places(idle, next) + below, between_places(idle, to)];
                    f[idle.index] = share * ways[0] + (1.0 - share) * ways[1] - current;
                    idle = idle.next(n);
                }
                let mut idle = to.next(m);
                while idle != next {
                    g[idle.index] = at(idle);
                    idle = idle.next(m);
                }
                current = at(next);
            }
        });
        let last = f[n - 1];
        f.iter_mut().for_each(|f| *f -= last);
        g.iter_mut().for_each(|g| *g += last);
        pair.first.potentials = f;
        pair.second.potentials = g;
    }
}

impl End {
    /// What a bit of mass costs more from each of the points of the first sample, if it goes to the second place.
    #[inline(always)]
    fn rises(&self, first: &Order, second: &Order, value: impl Fn(f64) -> f64) -> [f64; 2] {
        let [to, next] = self.to.map(|place| place.slot(second).value);
        self.from.map(|from| {
            let from = from.slot(first).value;
            value(from - next) - value(from - to)
        })
    }
}
