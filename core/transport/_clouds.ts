/**
 * Reading the weighted clouds that somebody gave: checks, and what the kernels take.
 *
 * @module
 */
import type { SamplePairs } from "../kernels.ts";
import { asTensor } from "../tensor/create.ts";
import { formatShape, sameShape } from "../tensor/shape.ts";
import type { Tensor, TensorLike } from "../tensor/tensor.ts";
import { checkWeights } from "./_weights.ts";
import { RaggedSamples } from "./ragged.ts";

/** Clouds as they are given: points `[n, d]`, a batch `[b, n, d]`, or a ragged one. */
export type Samples = TensorLike | RaggedSamples;

/** What a loss is called with: two clouds, or the same with weights. */
export type SampleArguments =
  | readonly [x: Samples, y: Samples]
  | readonly [a: TensorLike, x: Samples, b: TensorLike, y: Samples];

/** The clouds of one side. */
export interface Side {
  /** The points as they were given. */
  readonly points: Tensor;
  /** The weights as they were given, or `undefined` for uniform ones. */
  readonly weights: Tensor | undefined;
  /** The weights of all points. */
  readonly weightData: Float64Array;
  /** For each cloud the number of rows before its end. */
  readonly ends: Uint32Array<ArrayBuffer>;
  /** The shape of one number for each point: that of the weights. */
  readonly shape: readonly number[];
}

/** Checked clouds in pairs. */
export interface Clouds {
  readonly x: Side;
  readonly y: Side;
  /** The shape of one number for each pair: `[]`, or `[b]` for batches. */
  readonly shape: readonly number[];
  /** Number of coordinates of a point. */
  readonly dimension: number;
}

/** Native code counts in 32 bits. */
const MOST_ENTRIES = 2 ** 32;

/** The clouds that a loss was called with; `action` opens errors. */
export function readClouds(action: string, given: SampleArguments): Clouds {
  if (given.length !== 2 && given.length !== 4) {
    throw new TypeError(
      `Cannot ${action}: (x, y) or (a, x, b, y) were expected, but ${(given as unknown[]).length} arguments were found`,
    );
  }
  const [a, x, b, y] = given.length === 4 ? given : [undefined, given[0], undefined, given[1]];
  const first = readPoints(action, "x", x), second = readPoints(action, "y", y);
  const [dimension, other] = [first, second].map(({ points }) => points.shape.at(-1)!);
  if (dimension !== other) {
    throw new TypeError(
      `Cannot ${action}: x and y must have the same number of coordinates, but their shapes are ` +
        `${formatShape(first.points.shape)} and ${formatShape(second.points.shape)}`,
    );
  }
  if (first.batched !== second.batched || first.ends.length !== second.ends.length) {
    const [here, there] = [first, second].map(({ batched, ends }) =>
      batched ? `a batch of ${ends.length}` : "one cloud"
    );
    throw new TypeError(
      `Cannot ${action}: x and y must be batches of the same size, or one cloud each, but x is ${here} and y ${there}`,
    );
  }
  checkCoordinates(action, "x", first.points);
  checkCoordinates(action, "y", second.points);
  return {
    x: { ...first, ...readWeights(action, "a", a, first) },
    y: { ...second, ...readWeights(action, "b", b, second) },
    shape: first.batched ? [first.ends.length] : [],
    dimension,
  };
}

/** The clouds as the kernels take them. */
export function pairsOf({ x, y, dimension }: Clouds): SamplePairs {
  const { points: { data: first }, weightData: a, ends: xEnds } = x;
  const { points: { data: second }, weightData: b, ends: yEnds } = y;
  return { dimension, x: first, a, xEnds, y: second, b, yEnds };
}

/** The diagonal of the box around all points of both sides. */
export function boxDiagonal({ x, y, dimension }: Clouds): number {
  let square = 0;
  for (let c = 0; c < dimension; c++) {
    let low = Infinity, high = -Infinity;
    for (const { points: { data } } of [x, y]) {
      for (let i = c; i < data.length; i += dimension) {
        low = Math.min(low, data[i]);
        high = Math.max(high, data[i]);
      }
    }
    if (high > low) square += (high - low) ** 2;
  }
  return Math.sqrt(square);
}

/** The diagonal of the box around all points; no cost, nor one of the diameter, may overflow. */
export function checkExtent(action: string, clouds: Clouds, p: number, diameter = 0): number {
  const extent = boxDiagonal(clouds);
  if (Math.max(extent, diameter) ** Math.max(p, 2) < Infinity) return extent;
  throw new RangeError(
    `Cannot ${action}: points with finite costs were expected, but the diagonal of their bounding box is ${extent}`,
  );
}

type Points = Pick<Side, "points" | "ends"> & { readonly batched: boolean };

function readPoints(action: string, name: string, x: Samples): Points {
  const points = x instanceof RaggedSamples ? x.points : asTensor(action, x), { shape } = points;
  if (shape.length !== 2 && shape.length !== 3) {
    const advice = shape.length === 1 ? "; points of a line are [n, 1]" : "";
    throw new TypeError(
      `Cannot ${action}: ${name} must be points [n, d], a batch [b, n, d] or ragged(points, offsets), but its shape is ` +
        formatShape(shape) + advice,
    );
  }
  const [count, dimension] = shape.slice(-2), clouds = shape.length === 3 ? shape[0] : 1;
  if (count === 0 || dimension === 0) {
    throw new RangeError(
      `Cannot ${action}: ${name} must have at least one point with at least one coordinate, but its shape is ` +
        formatShape(shape),
    );
  }
  if (clouds * count * dimension >= MOST_ENTRIES) {
    throw new RangeError(
      `Cannot ${action}: ${name} must have fewer than 2^32 coordinates, but its shape is ${formatShape(shape)}`,
    );
  }
  const ends = x instanceof RaggedSamples
    ? Uint32Array.from(x.offsets.slice(1))
    : Uint32Array.from({ length: clouds }, (_, k) => (k + 1) * count);
  return { points, ends, batched: shape.length === 3 || x instanceof RaggedSamples };
}

function checkCoordinates(action: string, name: string, { data, shape }: Tensor): void {
  let bad = 0;
  while (bad < data.length && Number.isFinite(data[bad])) bad++;
  if (bad === data.length) return;
  const dimension = shape.at(-1)!;
  throw new RangeError(
    `Cannot ${action}: ${name} must have finite coordinates, but point ${Math.floor(bad / dimension)} has ${
      data[bad]
    } at coordinate ${bad % dimension}`,
  );
}

function readWeights(
  action: string,
  name: string,
  given: TensorLike | undefined,
  { points, ends }: Points,
): Pick<Side, "weights" | "weightData" | "shape"> {
  const shape = points.shape.slice(0, -1);
  if (given === undefined) return { weights: undefined, weightData: uniform(ends), shape };
  const weights = asTensor(action, given);
  if (!sameShape(weights.shape, shape) && !sameShape(weights.shape, [...shape, 1])) {
    throw new TypeError(
      `Cannot ${action}: ${name} must have one weight for each point, of shape ${
        formatShape(shape)
      }, but its shape is ` +
        formatShape(weights.shape),
    );
  }
  checkWeights(action, name, weights);
  return { weights, weightData: weights.data, shape: weights.shape };
}

/** The same weight for all points of a cloud, of sum 1. */
function uniform(ends: Uint32Array): Float64Array {
  const weights = new Float64Array(ends.at(-1) ?? 0);
  ends.forEach((end, k) => {
    const start = k === 0 ? 0 : ends[k - 1];
    weights.fill(1 / (end - start), start, end);
  });
  return weights;
}
