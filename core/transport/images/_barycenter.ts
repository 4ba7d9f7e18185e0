/**
 * The steps that lead to a barycenter of images.
 *
 * @module
 */
import { noGrad, record } from "../../autodiff/recording.ts";
import { kernels, type Limits } from "../../kernels.ts";
import { Tensor } from "../../tensor/tensor.ts";
import { doubled, pyramid } from "./_pyramid.ts";
import { convolved, type PixelGrid, type Steps } from "./_steps.ts";

/** Images and what is to be made of them. */
export interface BarycenterProblem {
  /** The images, `[B, K, N]`, all pixels in one axis. */
  readonly measures: Tensor;
  /** Their weights, `[B, K, 1]`. */
  readonly weights: Tensor;
  /** The pixels. */
  readonly grid: PixelGrid;
  /** The exponent of the cost. */
  readonly p: number;
  /** The least blur. */
  readonly blur: number;
  /** Steps for each size of images. */
  readonly scalingN: number;
  /** Steps through which gradients flow. */
  readonly backwardIterations: number;
  /** What the way back may use. */
  readonly limits: Limits;
}

/** Potentials of the images and of the barycenter, `[B, K, N]`, and the logarithm of what removes the blur, `[B, 1, N]`. */
interface State {
  readonly f: Tensor;
  readonly g: Tensor;
  readonly d: Tensor;
}

/** Where a step is taken. */
export interface Place {
  /** The pixels. */
  readonly grid: PixelGrid;
  /** The exponent of the cost. */
  readonly p: number;
  /** The temperature. */
  readonly eps: number;
  /** How much of the work is done before it. */
  readonly done: number;
  /** What the way back may use. */
  readonly limits: Limits;
}

/** A barycenter, and how it was found. */
export interface Barycenter {
  /** The barycenter, `[B, 1, N]`. */
  readonly image: Tensor;
  /** Steps at the least blur. */
  readonly iterations: number;
  /** The error of the marginals before the last step, relative to the mass. */
  readonly marginalError: () => number;
}

/** Finds a barycenter. */
export function* barycenterOf(problem: BarycenterProblem): Steps<Barycenter> {
  const { measures, weights, grid, p, blur, scalingN, backwardIterations, limits } = problem;
  const [batch, count] = measures.shape, fixed = weights.detach();
  const levels = pyramid({ images: measures.data, ...grid }).reverse();
  const steps = levels.length * scalingN + backwardIterations;
  const imagesOf = ({ images }: { images: Float64Array }) =>
    new Tensor(images, [batch, count, images.length / (batch * count)]);
  let sigma = 1, eps = 1, taken = 0, state: State | undefined, last: Step | undefined;
  for (const [k, level] of levels.entries()) {
    const images = imagesOf(level), at = () => ({ grid: level, p, eps: sigma ** p, done: taken / steps, limits });
    state = state === undefined
      ? yield* started(images, at())
      : finer(state, levels[k - 1].shape, level.shape, images.shape[2]);
    for (let n = 0; n < scalingN; n++, taken++) {
      last = yield* step(state, images, fixed, at());
      state = last.state;
      eps = sigma ** p;
      sigma = Math.max(sigma * 2 ** (-1 / scalingN), blur);
    }
  }
  for (let n = 0; n < backwardIterations; n++, taken++) {
    last = yield* step(last!.state, measures, weights, { grid, p, eps, done: taken / steps, limits });
  }
  const { log, marginalError } = last!;
  return { image: log.exp(), iterations: backwardIterations, marginalError };
}

/** Potentials of the images with themselves, and the same of all pixels. */
function* started(images: Tensor, place: Place): Steps<State> {
  const [batch, , size] = images.shape;
  const f = yield* softmin(new Tensor(new Float64Array(images.size), images.shape), images, place);
  const d = new Tensor(new Float64Array(batch * size).fill(-Math.log(size)), [batch, 1, size]);
  return { f, g: f, d };
}

function finer({ f, g, d }: State, coarse: readonly number[], fine: readonly number[], size: number): State {
  const [fineF, fineG, fineD] = [f, g, d].map(({ data, shape: [batch, count] }) =>
    new Tensor(doubled(data, coarse, fine), [batch, count, size])
  );
  return { f: fineF, g: fineG, d: fineD };
}

/** What a step gives. */
interface Step {
  readonly state: State;
  /** The logarithm of the barycenter. */
  readonly log: Tensor;
  /** The largest error of marginals before it, relative to the mass. */
  readonly marginalError: () => number;
}

/** One step of all potentials. */
function* step({ f, g, d }: State, images: Tensor, weights: Tensor, place: Place): Steps<Step> {
  const { eps } = place;
  const barycenter = (potentials: Tensor) => d.sub(potentials.mul(weights).sum(1, { keepDim: true }).div(eps));
  const nextF = yield* softmin(g.div(eps), images, place), before = barycenter(nextF);
  const nextG = yield* softmin(before.add(f.div(eps)), undefined, place);
  const [meanF, meanG] = [f.add(nextF).div(2), g.add(nextG).div(2)];
  const log = barycenter(yield* softmin(meanG.div(eps), images, place));
  const blurred = yield* softmin(d, undefined, place);
  const state = { f: meanF, g: meanG, d: d.add(log).add(blurred.div(eps)).div(2) };
  const marginalError = () =>
    noGrad(() => {
      // Marginals of the plans of f and g are m e^((f − f')/ε) and a e^((g − g')/ε), that of d with itself is e^(d − d'/ε).
      const m = before.exp(), part = (from: Tensor, to: Tensor) => from.sub(to).div(eps).exp().sub(1).abs();
      const errors = m.mul(part(f, nextF)).add(images.mul(part(g, nextG))).sum(2), masses = images.sum(2);
      const own = d.sub(blurred.div(eps)).exp().sub(m).abs().sum(2);
      return Math.max(errors.div(masses.mul(2)).max().item(), own.div(masses).max().item());
    });
  return { state, log, marginalError };
}

/** `−ε log Σ_j m_j exp(h_j − C_ij/ε)` for masses `m`, 1 where they are not given, and logarithms `h`; both with gradients. */
export function* softmin(log: Tensor, masses: Tensor | undefined, { grid, limits, ...scale }: Place): Steps<Tensor> {
  const { p, eps } = scale, logs = log.data.slice();
  const images = masses === undefined ? logs : logs.map((x, i) => x + Math.log(masses.data[i]));
  const sums = yield* convolved(images, grid, scale);
  const inputs = masses === undefined ? [log] : [log, masses];
  return record("softmin", inputs, sums.map((sum) => -eps * sum), log.shape, () => (gradient, needed) => {
    // Both signs on their own, since logarithms are convolved.
    const length = gradient.length, signs = new Float64Array(2 * length);
    gradient.forEach((x, i) => {
      signs[i] = Math.log(Math.max(x, 0)) - sums[i];
      signs[length + i] = Math.log(Math.max(-x, 0)) - sums[i];
    });
    const slope = grid.width ** p / (p * eps);
    const back = kernels().logConvolve(signs, { shape: grid.shape, slope, p }, limits);
    return [images, logs].slice(0, inputs.length).map((given, k) =>
      needed[k] ? given.map((x, i) => -eps * (Math.exp(x + back[i]) - Math.exp(x + back[length + i]))) : null
    );
  });
}
