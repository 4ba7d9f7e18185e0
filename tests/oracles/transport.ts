/**
 * Losses between weighted samples by plain double loops, from their formulas.
 *
 * @module
 */
import type {
  DiscrepancyRequest,
  SampleLosses,
  SamplePairs,
  SinkhornLosses,
  SinkhornReport,
  SinkhornRequest,
  TransportKernels,
} from "../../core/kernels.ts";

/** The port, slowly. */
export const transportOracle: TransportKernels = {
  discrepancies: (pairs, request) => joined(clouds(pairs).map(([x, y]) => discrepancy(x, y, request))),
  discrepanciesAsync: (pairs, request) => Promise.resolve(transportOracle.discrepancies(pairs, request)),
  sinkhornLosses,
  sinkhornLossesAsync: (pairs, request) => Promise.resolve(sinkhornLosses(pairs, request)),
};

/** Weighted points. */
interface Cloud {
  readonly points: readonly Float64Array[];
  readonly weights: readonly number[];
}

/** A function of two points, and its gradient at the first. */
interface PairFunction {
  readonly of: (x: Float64Array, y: Float64Array) => number;
  readonly slope: (x: Float64Array, y: Float64Array) => number[];
}

interface PairLoss {
  readonly value: number;
  readonly f: number[];
  readonly g: number[];
  readonly atA: number[];
  readonly atB: number[];
  readonly atX: number[][];
  readonly atY: number[][];
}

function discrepancy(x: Cloud, y: Cloud, { kernel, blur, floor }: DiscrepancyRequest): PairLoss {
  const k = kernelOf(kernel, blur, floor);
  const potential = (at: Cloud, other: Cloud) => difference(sums(at, at, k), sums(at, other, k));
  const slopes = (at: Cloud, other: Cloud) =>
    at.points.map((point, i) => {
      const own = slopeSum(point, at, k), others = slopeSum(point, other, k);
      return own.map((entry, c) => at.weights[i] * (entry - others[c]));
    });
  const f = potential(x, y), g = potential(y, x);
  const value = (dot(x.weights, f) + dot(y.weights, g)) / 2;
  return { value, f, g, atA: f, atB: g, atX: slopes(x, y), atY: slopes(y, x) };
}

function kernelOf(kernel: DiscrepancyRequest["kernel"], blur: number, floor: number): PairFunction {
  if (kernel === "gaussian") {
    const of = (x: Float64Array, y: Float64Array) => Math.exp(-(distance(x, y) ** 2) / (2 * blur ** 2));
    return { of, slope: (x, y) => minus(x, y).map((entry) => -entry / blur ** 2 * of(x, y)) };
  }
  const unit = kernel === "energy" ? 1 : blur;
  const length = (x: Float64Array, y: Float64Array) => Math.max(distance(x, y) / unit, floor);
  const of = (x: Float64Array, y: Float64Array) => kernel === "energy" ? -length(x, y) : Math.exp(-length(x, y));
  const slope = (x: Float64Array, y: Float64Array) => {
    const outer = kernel === "energy" ? -1 : -of(x, y);
    return minus(x, y).map((entry) => isBelow(x, y, unit, floor) ? 0 : outer * entry / (distance(x, y) * unit));
  };
  return { of, slope };
}

function costOf(p: number, floor: number): PairFunction {
  return {
    of: (x, y) => Math.max(distance(x, y), floor) ** p / p,
    slope: (x, y) => minus(x, y).map((entry) => isBelow(x, y, 1, floor) ? 0 : entry * distance(x, y) ** (p - 2)),
  };
}

function sinkhornLosses(pairs: SamplePairs, request: SinkhornRequest): SinkhornLosses {
  const found = clouds(pairs).map(([x, y]) => sinkhorn(x, y, request));
  return { ...joined(found), reports: found.map(({ report }) => report), plan: new Float64Array(0) };
}

/** What a Sinkhorn loop works on. */
interface Problem {
  readonly cost: PairFunction;
  readonly request: SinkhornRequest;
  readonly rho: number;
}

function sinkhorn(x: Cloud, y: Cloud, request: SinkhornRequest): PairLoss & { report: SinkhornReport } {
  const { p, debias, compat, floor } = request;
  const problem = { cost: costOf(p, floor), request, rho: request.reach ** p };
  const schedule = scheduleOf(request.diameter ?? boxDiagonal([...x.points, ...y.points]), request);
  const epsilon = schedule.at(-1)!;
  const both = potentials(x, y, schedule, problem), { f, g } = both;
  const own = debias ? [x, y].map((cloud) => potentials(cloud, cloud, schedule, problem)) : [];
  const [fa, gb] = own.map(({ f }) => f);
  const first = side(x, y, { f, by: both.before.g }, own[0] && { f: fa, by: own[0].before.g }, epsilon, problem);
  const second = side(y, x, { f: g, by: both.before.f }, own[1] && { f: gb, by: own[1].before.g }, epsilon, problem);
  const masses = debias || compat || problem.rho === Infinity
    ? 0
    : epsilon * (mass(x) * mass(y) - (mass(x) + mass(y)) / 2);
  return {
    value: dot(x.weights, first.values) + dot(y.weights, second.values) + masses,
    f: debias ? difference(f, fa) : f,
    g: debias ? difference(g, gb) : g,
    atA: first.atWeights,
    atB: second.atWeights,
    atX: first.atPoints,
    atY: second.atPoints,
    report: both.report,
  };
}

/** A potential, and that of the other cloud whose softmin it is. */
interface Potential {
  readonly f: number[];
  readonly by: number[];
}

/** What one cloud adds to the value, weight by weight, and the gradients there. */
function side(
  at: Cloud,
  other: Cloud,
  { f, by }: Potential,
  own: Potential | undefined,
  epsilon: number,
  { cost, request, rho }: Problem,
): { values: number[]; atWeights: number[]; atPoints: number[][] } {
  const { compat, debias } = request, balanced = rho === Infinity, factor = balanced ? 1 : rho + epsilon / 2;
  const shrunk = (potential: number) => balanced ? -potential : Math.exp(-potential / rho);
  const values = f.map((entry, i) => factor * ((own ? shrunk(own.f[i]) : balanced ? 0 : 1) - shrunk(entry)));
  const slope = balanced || compat ? 1 : (rho + epsilon) / factor;
  const excess = debias || compat || balanced ? 0 : epsilon * (mass(other) - 1);
  const faulty = balanced || !compat ? 1 : factor / (rho + epsilon);
  const pull = (x: Float64Array, towards: Cloud, potential: number[], scale: number) => {
    const scores = towards.points.map((y, j) =>
      logWeight(towards.weights[j], compat) + (potential[j] - cost.of(x, y)) / epsilon
    );
    const total = logSumExp(scores);
    const part = zeros(x.length);
    towards.points.forEach((y, j) => {
      const share = Math.exp(scores[j] - total);
      cost.slope(x, y).forEach((entry, c) => part[c] += scale * share * entry);
    });
    return part;
  };
  const atPoints = at.points.map((x, i) => {
    const there = pull(x, other, by, balanced ? 1 : shrunk(f[i]));
    const here = own ? pull(x, at, own.by, balanced ? 1 : shrunk(own.f[i])) : zeros(x.length);
    return there.map((entry, c) => at.weights[i] * faulty * (entry - here[c]));
  });
  return { values, atWeights: values.map((value) => value * slope + excess), atPoints };
}

/** The potentials at the end of the schedule, or where the marginals are right. */
function potentials(
  x: Cloud,
  y: Cloud,
  schedule: readonly number[],
  problem: Problem,
): { f: number[]; g: number[]; before: { f: number[]; g: number[] }; report: SinkhornReport } {
  const { compat, tol, maxIterations } = problem.request, { rho } = problem;
  const half = (of: Cloud, by: Cloud, g: number[], epsilon: number) => softmin(of, by, g, epsilon, problem);
  const damped = (potential: number[], epsilon: number) => potential.map((entry) => entry / (1 + epsilon / rho));
  const start = schedule[0];
  let g = damped(half(y, x, zeros(x.points.length), start), start);
  let f = damped(half(x, y, zeros(y.points.length), start), start);
  const step = (epsilon: number, keep: number) => {
    const [to, from] = [damped(half(x, y, g, epsilon), epsilon), damped(half(y, x, f, epsilon), epsilon)];
    f = to.map((entry, i) => keep * f[i] + (1 - keep) * entry);
    g = from.map((entry, j) => keep * g[j] + (1 - keep) * entry);
  };
  for (const epsilon of schedule) step(epsilon, 0.5);
  const last = schedule.at(-1)!;
  let iterations = schedule.length + 2;
  const error = () => {
    const rows = imbalance(x, f, half(x, y, g, last), last, rho),
      columns = imbalance(y, g, half(y, x, f, last), last, rho);
    return (rows + columns) / (mass(x) + mass(y));
  };
  for (; !compat && error() > tol && iterations < maxIterations; iterations++) {
    if (x === y) step(last, 0.5); // keeps f and g equal
    else {
      f = damped(half(x, y, g, last), last);
      g = damped(half(y, x, f, last), last);
    }
  }
  const before = { f, g };
  step(last, 0);
  const gap = gapOf(x, y, f, g, last, problem);
  const report = { iterations, marginalError: error(), gap, truncation: 0, error: Infinity };
  return { f, g, before, report };
}

/** The L1 distance of a marginal of the plan from what it should be; `s` are the undamped updates of `f`. */
function imbalance(x: Cloud, f: number[], s: number[], epsilon: number, rho: number): number {
  return x.weights.reduce(
    (sum, weight, i) => sum + weight * Math.abs(Math.exp((f[i] - s[i]) / epsilon) - Math.exp(-f[i] / rho)),
    0,
  );
}

/** The primal cost of the plan of two potentials less their dual cost. */
function gapOf(x: Cloud, y: Cloud, f: number[], g: number[], epsilon: number, { cost, rho }: Problem): number {
  const rows = zeros(f.length), columns = zeros(g.length);
  x.points.forEach((point, i) =>
    y.points.forEach((other, j) => {
      const entry = x.weights[i] * y.weights[j] * Math.exp((f[i] + g[j] - cost.of(point, other)) / epsilon);
      rows[i] += entry;
      columns[j] += entry;
    })
  );
  const part = (marginal: number, weight: number, potential: number) => {
    if (rho === Infinity) return (marginal - weight) * potential;
    const divergence = marginal > 0 ? marginal * Math.log(marginal / weight) - marginal + weight : weight;
    return marginal * potential + rho * (divergence - weight * (1 - Math.exp(-potential / rho)));
  };
  return rows.reduce((sum, row, i) => sum + part(row, x.weights[i], f[i]), 0) +
    columns.reduce((sum, column, j) => sum + part(column, y.weights[j], g[j]), 0);
}

/** `−ε ln Σ_j b_j exp((g_j − C_ij)/ε)`. */
function softmin(x: Cloud, y: Cloud, g: number[], epsilon: number, { cost, request }: Problem): number[] {
  return x.points.map((point) =>
    -epsilon * logSumExp(
      y.points.map((other, j) => logWeight(y.weights[j], request.compat) + (g[j] - cost.of(point, other)) / epsilon),
    )
  );
}

/** The schedule of GeomLoss 0.3.1, whose first entry comes twice. */
function scheduleOf(diameter: number, { p, blur, scaling }: SinkhornRequest): number[] {
  if (!(diameter > 0)) return [blur ** p];
  const start = p * Math.log(diameter), stop = p * Math.log(blur), step = p * Math.log(scaling);
  const count = Math.max(0, Math.ceil((stop - start) / step)), stride = (start + step) - start;
  return [diameter ** p, ...Array.from({ length: count }, (_, i) => Math.exp(start + i * stride)), blur ** p];
}

function logWeight(weight: number, compat: boolean): number {
  return weight > 0 ? Math.log(weight) : compat ? -100000 : -Infinity;
}

function logSumExp(scores: number[]): number {
  const top = scores.reduce((top, score) => Math.max(top, score), -Infinity);
  return top + Math.log(scores.reduce((sum, score) => sum + Math.exp(score - top), 0));
}

function sums(at: Cloud, other: Cloud, k: PairFunction): number[] {
  return at.points.map((x) => dot(other.weights, other.points.map((y) => k.of(x, y))));
}

function slopeSum(x: Float64Array, { points, weights }: Cloud, k: PairFunction): number[] {
  const sum = zeros(x.length);
  points.forEach((y, j) => k.slope(x, y).forEach((entry, c) => sum[c] += weights[j] * entry));
  return sum;
}

function boxDiagonal(points: readonly Float64Array[]): number {
  const squares = Array.from(points[0], (_, c) => {
    const entries = points.map((point) => point[c]);
    return (Math.max(...entries) - Math.min(...entries)) ** 2;
  });
  return Math.sqrt(squares.reduce((sum, square) => sum + square, 0));
}

function distance(x: Float64Array, y: Float64Array): number {
  return Math.hypot(...minus(x, y));
}

/** Whether a distance has no gradient. */
function isBelow(x: Float64Array, y: Float64Array, unit: number, floor: number): boolean {
  const length = distance(x, y) / unit;
  return length === 0 || length < floor;
}

function minus(x: Float64Array, y: Float64Array): number[] {
  return Array.from(x, (entry, c) => entry - y[c]);
}

function difference(x: readonly number[], y: readonly number[]): number[] {
  return x.map((entry, i) => entry - y[i]);
}

function dot(x: readonly number[], y: readonly number[]): number {
  return x.reduce((sum, entry, i) => sum + entry * y[i], 0);
}

function mass({ weights }: Cloud): number {
  return weights.reduce((sum, weight) => sum + weight, 0);
}

function zeros(count: number): number[] {
  return new Array<number>(count).fill(0);
}

/** The clouds of each pair. */
function clouds({ dimension, x, a, xEnds, y, b, yEnds }: SamplePairs): [Cloud, Cloud][] {
  const cut = (points: Float64Array, weights: Float64Array, ends: Uint32Array, k: number): Cloud => {
    const start = k === 0 ? 0 : ends[k - 1], count = ends[k] - start;
    return {
      points: Array.from(
        { length: count },
        (_, i) => points.subarray((start + i) * dimension, (start + i + 1) * dimension),
      ),
      weights: Array.from(weights.subarray(start, ends[k])),
    };
  };
  return Array.from(xEnds, (_, k) => [cut(x, a, xEnds, k), cut(y, b, yEnds, k)]);
}

/** The results of all pairs, one after the other. */
function joined(losses: readonly PairLoss[]): SampleLosses {
  const all = (part: (loss: PairLoss) => number[]) => Float64Array.from(losses.flatMap(part));
  return {
    values: all(({ value }) => [value]),
    f: all(({ f }) => f),
    g: all(({ g }) => g),
    atA: all(({ atA }) => atA),
    atB: all(({ atB }) => atB),
    atX: all(({ atX }) => atX.flat()),
    atY: all(({ atY }) => atY.flat()),
  };
}
