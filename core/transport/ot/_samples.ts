/**
 * Weighted samples as they are given, checked; `action` opens each error.
 *
 * @module
 */
import { randomSource } from "../../random/draw_options.ts";
import type { Seed } from "../../random/_checks.ts";
import type { RandomSource } from "../../random/source.ts";
import { asTensor } from "../../tensor/create.ts";
import { formatShape } from "../../tensor/shape.ts";
import type { Tensor, TensorLike } from "../../tensor/tensor.ts";

/** The weights of two samples; uniform ones, of sum 1, are not given. */
export interface SampleWeights {
  /** Weights of the first sample, `[n]`: not negative, of positive sum. */
  a?: TensorLike;
  /** Weights of the second sample, `[m]`, of the same sum. */
  b?: TensorLike;
}

/** Where random numbers come from: the seed of a fresh torch stream, or a stream, which moves on. */
export type Stream = Seed | RandomSource;

/** Two samples and their weights. */
export interface Samples {
  /** The first sample. */
  readonly x: Tensor;
  /** The second sample. */
  readonly y: Tensor;
  /** The weights of the first, if they are given. */
  readonly a: Tensor | undefined;
  /** The weights of the second. */
  readonly b: Tensor | undefined;
}

/** Sums of weights may differ by this part of them. */
const MASS_TOLERANCE = 1e-6;

/** Two clouds `[n, d]` and `[m, d]` with weights `[n]` and `[m]`. */
export function readClouds(action: string, x: TensorLike, y: TensorLike, weights: SampleWeights): Samples {
  const first = readPoints(action, "x", x), second = readPoints(action, "y", y);
  if (first.shape[1] !== second.shape[1]) {
    throw new TypeError(
      `Cannot ${action}: x and y must have the same number of columns, but their shapes are ${
        formatShape(first.shape)
      } and ${formatShape(second.shape)}`,
    );
  }
  const a = readWeights(action, "a", weights.a, [[first.shape[0]]]);
  const b = readWeights(action, "b", weights.b, [[second.shape[0]]]);
  checkMasses(action, { x: first, y: second, a, b }, 1);
  return { x: first, y: second, a, b };
}

/** Points `[n, d]`. */
export function readPoints(action: string, name: string, x: TensorLike): Tensor {
  const points = asTensor(action, x), { shape } = points;
  if (shape.length !== 2 || shape[0] < 1 || shape[1] < 1) {
    throw new TypeError(
      `Cannot ${action}: ${name} must have shape [n, d] with n and d at least 1, but its shape is ${
        formatShape(shape)
      }`,
    );
  }
  checkFinite(action, name, points);
  return points;
}

/** Checks that all entries are finite. */
export function checkFinite(action: string, name: string, { data }: Tensor): void {
  const wrong = data.findIndex((value) => !Number.isFinite(value));
  if (wrong >= 0) {
    throw new RangeError(`Cannot ${action}: ${name} must be finite, but entry ${wrong} is ${data[wrong]}`);
  }
}

/** Weights of one of the allowed shapes, or none. */
export function readWeights(
  action: string,
  name: string,
  given: TensorLike | undefined,
  allowed: readonly (readonly number[])[],
): Tensor | undefined {
  if (given === undefined) return undefined;
  const weights = asTensor(action, given), shape = formatShape(weights.shape);
  if (!allowed.some((other) => formatShape(other) === shape)) {
    const expected = allowed.map(formatShape).join(" or ");
    throw new TypeError(`Cannot ${action}: ${name} must have shape ${expected}, but its shape is ${shape}`);
  }
  const wrong = weights.data.findIndex((weight) => !(weight >= 0 && weight < Infinity));
  if (wrong >= 0) {
    throw new RangeError(
      `Cannot ${action}: ${name} must be finite and not negative, but entry ${wrong} is ${weights.data[wrong]}`,
    );
  }
  return weights;
}

/** Checks for each of `count` columns that the masses are positive and the same. */
export function checkMasses(action: string, { x, y, a, b }: Samples, count: number): void {
  if (a === undefined && b === undefined) return;
  const first = sums(a, x.shape[0], count), second = sums(b, y.shape[0], count);
  for (let k = 0; k < Math.max(first.length, second.length); k++) {
    const [mass, other] = [first[k % first.length], second[k % second.length]];
    if (!(mass > 0 && other > 0)) {
      throw new RangeError(`Cannot ${action}: weights must have a positive sum, but they sum to ${mass} and ${other}`);
    }
    if (Math.abs(mass - other) > MASS_TOLERANCE * Math.max(mass, other)) {
      throw new RangeError(
        `Cannot ${action}: both samples must have the same mass, but a sums to ${mass} and b to ${other}` +
          (a === undefined || b === undefined ? "; weights that are not given sum to 1" : ""),
      );
    }
  }
}

/** The sums of weights `[n]` or `[n, count]` down each column. */
function sums(weights: Tensor | undefined, n: number, count: number): number[] {
  if (weights === undefined) return [1];
  const width = weights.shape.length === 1 ? 1 : count, totals = new Array<number>(width).fill(0);
  for (let i = 0; i < n * width; i++) totals[i % width] += weights.data[i];
  return totals;
}

/** The stream that the option `seed` stands for: the one that `manualSeed` starts, if it is not given. */
export function streamOf(action: string, seed: Stream | undefined): RandomSource {
  const isSeed = seed === undefined || typeof seed === "number" || typeof seed === "bigint";
  return randomSource(action, isSeed ? { seed } : { generator: seed });
}
