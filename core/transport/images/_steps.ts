/**
 * Algorithms on images as sequences of convolutions, which run on this thread or on another.
 *
 * @module
 */
import { kernels, type Limits, type PixelDistances } from "../../kernels.ts";

/** A convolution that an algorithm asks for. */
export interface Convolution extends PixelDistances {
  /** The images, one after the other. */
  readonly images: Float64Array;
  /** How much of the work is done before it, from 0 to 1. */
  readonly done: number;
}

/** An algorithm: it asks for one convolution after the other, and has a result in the end. */
export type Steps<Result> = Generator<Convolution, Result, Float64Array>;

/** The result of an algorithm, on this thread. */
export function run<Result>(steps: Steps<Result>, limits: Limits): Result {
  let step = steps.next();
  while (!step.done) step = steps.next(kernels().logConvolve(step.value.images, step.value, limits));
  return step.value;
}

/** The same on another thread; progress is written to the second cell of `watch`. */
export async function runAsync<Result>(
  steps: Steps<Result>,
  limits: Limits,
  watch: Int32Array<ArrayBuffer>,
): Promise<Result> {
  let step = steps.next();
  while (!step.done) {
    Atomics.store(watch, 1, Math.floor(1e6 * step.value.done));
    step = steps.next(await kernels().logConvolveAsync(step.value.images, step.value, limits, watch));
  }
  return step.value;
}

/** Images of one shape. */
export interface PixelGrid {
  /** The lengths of the axes. */
  readonly shape: readonly number[];
  /** The width of a pixel; the longest side of the finest images has the length 1. */
  readonly width: number;
}

/** `log Σ_j exp(x_j − Σ_k |i_k − j_k|^p width^p/(p ε))`: what softmins are made of. */
export function* convolved(
  images: Float64Array,
  { shape, width }: PixelGrid,
  { p, eps, done }: { p: number; eps: number; done: number },
): Steps<Float64Array> {
  return yield { images, shape, slope: width ** p / (p * eps), p, done };
}
