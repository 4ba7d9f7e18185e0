/**
 * The potentials of entropic transport between images: coarse to fine, then until the marginals are right.
 *
 * @module
 */
import { sizeOf } from "../../tensor/shape.ts";
import { mixing } from "./_mixing.ts";
import { doubled, pyramid } from "./_pyramid.ts";
import { convolved, type PixelGrid, type Steps } from "./_steps.ts";

/** What the potentials are of. */
export interface ImageProblem {
  /** The first images, one after the other. */
  readonly a: Float64Array;
  /** The second images. */
  readonly b: Float64Array;
  /** Their pixels. */
  readonly grid: PixelGrid;
  /** The exponent of the cost. */
  readonly p: number;
  /** The least blur. */
  readonly blur: number;
  /** The reach; `Infinity` keeps the marginals. */
  readonly reach: number;
  /** What annealing multiplies the blur by. */
  readonly scaling: number;
  /** Whether potentials of images with themselves are wanted. */
  readonly debias: boolean;
  /** The error of the marginals that ends the iterations. */
  readonly tol: number;
  /** The most iterations at the least blur. */
  readonly maxIterations: number;
}

/** Potentials of images with each other, and with themselves. */
export interface ImagePotentials {
  /** At the first images: before the last softmin, and after. */
  readonly f: readonly [Float64Array, Float64Array];
  /** At the second images. */
  readonly g: readonly [Float64Array, Float64Array];
  /** Of the first images with themselves; empty if not wanted. */
  readonly own: readonly [Float64Array, Float64Array];
  /** Of the second images with themselves. */
  readonly other: readonly [Float64Array, Float64Array];
  /** The error of the marginals relative to the mass. */
  readonly marginalError: number;
  /** Steps at the least blur. */
  readonly iterations: number;
}

/** What is done of the work, at most, when annealing ends. */
const ANNEALED = 0.3;
/** Potentials of images with themselves stay as they are where their error is less than this part of what is allowed. */
const SETTLED = 0.01;

/** Finds the potentials. */
export function* potentialsOf(problem: ImageProblem): Steps<ImagePotentials> {
  const state = yield* annealed(problem);
  return yield* converged(problem, state);
}

/** The potentials f, g and those of images with themselves. */
type State = Float64Array[];

/** Starts with wide blurs on coarse images, and moves on to finer ones where the blur is as narrow as their pixels. */
function* annealed(problem: ImageProblem): Steps<State> {
  const { p, blur, scaling, grid } = problem;
  const first = pyramid({ images: problem.a, ...grid }), second = pyramid({ images: problem.b, ...grid });
  const blurs = [];
  for (let sigma = 1; sigma > blur; sigma *= scaling) blurs.push(sigma);
  blurs.push(blur);
  let level = first.length - 1, state: State | undefined;
  const at = (level: number) => passes(problem, first[level].images, second[level].images, first[level]);
  let pass = at(level);
  for (const [k, sigma] of blurs.entries()) {
    const timing = { eps: sigma ** p, done: ANNEALED * k / blurs.length };
    state ??= yield* pass(startOf(problem, first[level].images.length), timing);
    while (level > 0 && first[level].width > sigma) {
      const [coarse, fine] = [first[level].shape, first[--level].shape];
      state = state.map((values) => doubled(values, coarse, fine));
      pass = at(level);
    }
    const next = yield* pass(state, timing);
    state = state.map((values, k) => values.map((x, i) => (x + next[k][i]) / 2));
  }
  for (; level > 0; level--) {
    state = state!.map((values) => doubled(values, first[level].shape, first[level - 1].shape));
  }
  return state!;
}

function startOf({ debias }: ImageProblem, length: number): State {
  return Array.from({ length: debias ? 4 : 2 }, () => new Float64Array(length));
}

/** Softmins of all potentials at once: what f, g and the others would be made by the others. */
function passes({ p, reach }: ImageProblem, a: Float64Array, b: Float64Array, grid: PixelGrid) {
  const [logA, logB] = [a.map(Math.log), b.map(Math.log)], rho = reach ** p;
  return function* (
    state: State,
    { eps, done }: { eps: number; done: number },
    which?: readonly number[],
  ): Steps<State> {
    const length = a.length, wanted = which ?? state.map((_, k) => k);
    const images = new Float64Array(wanted.length * length);
    wanted.forEach((k, at) => {
      // f comes from g and the other way round; the others come from themselves.
      const [masses, potential] = [k === 0 || k === 3 ? logB : logA, state[k < 2 ? 1 - k : k]];
      for (let i = 0; i < length; i++) images[at * length + i] = masses[i] + potential[i] / eps;
    });
    const sums = yield* convolved(images, grid, { p, eps, done });
    const factor = -eps / (1 + eps / rho);
    return wanted.map((_, at) => sums.subarray(at * length, (at + 1) * length).map((sum) => factor * sum));
  };
}

/** Iterates at the least blur, and mixes. */
function* converged(problem: ImageProblem, state: State): Steps<ImagePotentials> {
  const { a, b, p, blur, tol, maxIterations, grid } = problem, eps = blur ** p;
  const pass = passes(problem, a, b, grid), mass = sumOf(a) + sumOf(b);
  const errorAt = (weights: Float64Array, old: Float64Array, next: Float64Array) => {
    let error = 0;
    for (let i = 0; i < weights.length; i++) {
      if (weights[i] > 0) error += weights[i] * Math.abs(Math.expm1((old[i] - next[i]) / eps));
    }
    return error / mass;
  };
  const mixed = mixingEach(b, sizeOf(grid.shape), eps);
  let error = Infinity, iterations = 0, selves = [...state.keys()].slice(2);
  for (; iterations < maxIterations && error > tol; iterations++) {
    const timing = { eps, done: ANNEALED + (1 - ANNEALED) * iterations / maxIterations };
    const [f, ...own] = yield* pass(state, timing, [0, ...selves]);
    const errors = own.map((next, at) => errorAt(selves[at] === 2 ? a : b, state[selves[at]], next));
    state[0] = f;
    own.forEach((next, at) => state[selves[at]] = moved(state[selves[at]], next, 0.5));
    const [g] = yield* pass(state, timing, [1]);
    error = Math.max(errorAt(b, state[1], g), ...errors);
    state[1] = mixed(state[1], g);
    selves = selves.filter((_, at) => errors[at] > SETTLED * tol); // these converge much sooner
  }
  const next = yield* pass(state, { eps, done: 1 }), none = new Float64Array(0);
  const both = (k: number) => [state[k] ?? none, next[k] ?? none] as const;
  return { f: both(0), g: both(1), own: both(2), other: both(3), marginalError: error, iterations };
}

/** Mixes the iterates of each image with each other. */
function mixingEach(
  weights: Float64Array,
  size: number,
  eps: number,
): (x: Float64Array, next: Float64Array) => Float64Array {
  const parts = (values: Float64Array) =>
    Array.from({ length: values.length / size }, (_, k) => values.subarray(k * size, (k + 1) * size));
  const mixers = parts(weights).map((part) => mixing(part, eps));
  return (x, next) => {
    const out = new Float64Array(x.length), [from, to] = [parts(x), parts(next)];
    mixers.forEach((mix, k) => out.set(mix(from[k], to[k]), k * size));
    return out;
  };
}

function moved(from: Float64Array, to: Float64Array, length: number): Float64Array {
  return from.map((x, i) => x + length * (to[i] - x));
}

function sumOf(values: Float64Array): number {
  return values.reduce((sum, x) => sum + x, 0);
}
