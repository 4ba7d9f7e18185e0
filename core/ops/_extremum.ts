/**
 * Largest and smallest entries, and where they are.
 *
 * @module
 */
import type { ReductionOptions } from "../tensor/methods.ts";
import type { Tensor, TensorLike } from "../tensor/tensor.ts";
import { type FiberSlopes, reduction } from "./_reduction.ts";

/** 1 for the largest entry, −1 for the smallest. */
export type Side = 1 | -1;

/** The largest or smallest entry of all or along `dim`; NaN if one is NaN. */
export function extremum(
  name: string,
  side: Side,
  x: TensorLike,
  dim: number | undefined,
  options?: ReductionOptions,
): Tensor {
  const rule = {
    name,
    action: `take the ${name}`,
    value: (x: Float64Array, start: number, stride: number, length: number) =>
      x[start + stride * positionOf(x, start, stride, length, side)],
    slopes: dim === undefined ? sharedSlopes : firstSlopes(side),
    masked: true,
    needsEntries: true,
  };
  return reduction(rule, x, dim, options);
}

/** The position of the largest or smallest entry, the first of several. */
export function extremumPosition(
  name: string,
  side: Side,
  x: TensorLike,
  dim: number | undefined,
  options?: ReductionOptions,
): Tensor {
  const rule = {
    name,
    action: `find the ${name}`,
    value: (x: Float64Array, start: number, stride: number, length: number) =>
      positionOf(x, start, stride, length, side),
    needsEntries: true,
  };
  return reduction(rule, x, dim, options);
}

/** All entries that attain the value share the gradient evenly. */
const sharedSlopes: FiberSlopes = (out, x, start, stride, length, value) => {
  const attains = (entry: number) => entry === value || (Number.isNaN(entry) && Number.isNaN(value));
  let count = 0;
  for (let i = 0, at = start; i < length; i++, at += stride) if (attains(x[at])) count++;
  for (let i = 0, at = start; i < length; i++, at += stride) if (attains(x[at])) out[at] = 1 / count;
};

/** The first entry that attains the value gets the whole gradient. */
function firstSlopes(side: Side): FiberSlopes {
  return (out, x, start, stride, length) => {
    out[start + stride * positionOf(x, start, stride, length, side)] = 1;
  };
}

function positionOf(x: Float64Array, start: number, stride: number, length: number, side: Side): number {
  let best = 0;
  for (let i = 0, at = start; i < length; i++, at += stride) {
    const entry = x[at];
    if (Number.isNaN(entry)) return i;
    if (side * entry > side * x[start + best * stride]) best = i;
  }
  return best;
}
