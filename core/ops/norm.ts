/**
 * Norms of vectors.
 *
 * @module
 */
import { asOptions } from "../tensor/as_options.ts";
import type { NormOptions } from "../tensor/methods.ts";
import type { Tensor, TensorLike } from "../tensor/tensor.ts";
import { checkNormExponent } from "./_exponent.ts";
import { reduction, type ReductionRule } from "./_reduction.ts";

/**
 * The `p`-norm `(Σ |x|^p)^(1/p)` of all entries, or along one or several axes.
 *
 * Differentiable: except where the norm is 0, and for `p = 1` where an entry is 0: there the gradient is 0. For `p = ∞`
 * entries that attain the norm share the gradient evenly.
 *
 * @throws {RangeError} If `p` is below 1, `dim` does not name axes of `x`, or `p = ∞` and there is no entry.
 *
 * @example Of rows
 * ```ts
 * import { norm } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(norm([[3, 4], [0, 0]], 1).toArray(), [5, 0]);
 * ```
 */
export function norm(
  x: TensorLike,
  dim?: number | readonly number[],
  options: NormOptions = {},
): Tensor {
  const action = "take the norm", { p = 2, keepDim } = asOptions(action, options, ["p", "keepDim"]);
  checkNormExponent(action, "p", p);
  return reduction({ ...ruleOf(p), name: "norm", action }, x, dim, { keepDim });
}

function ruleOf(p: number): Pick<ReductionRule, "value" | "slopes" | "needsEntries"> {
  if (p === 1) return taxicab;
  if (p === 2) return euclidean;
  return p === Infinity ? largest : power(p);
}

type NormRule = ReturnType<typeof ruleOf>;

const taxicab: NormRule = {
  value(x, start, stride, length) {
    let sum = 0;
    for (let i = 0, at = start; i < length; i++, at += stride) sum += Math.abs(x[at]);
    return sum;
  },
  slopes(out, x, start, stride, length) {
    for (let i = 0, at = start; i < length; i++, at += stride) out[at] = signOf(x[at]);
  },
};

const euclidean: NormRule = {
  value(x, start, stride, length) {
    let squares = 0;
    for (let i = 0, at = start; i < length; i++, at += stride) squares += x[at] * x[at];
    // Outside of this range squares have overflowed, or lost digits by underflow.
    return squares > 1e-280 && squares < Infinity ? Math.sqrt(squares) : powerNorm(x, start, stride, length, 2);
  },
  slopes(out, x, start, stride, length, value) {
    if (value === 0) return; // the centre of all subgradients at the origin
    for (let i = 0, at = start; i < length; i++, at += stride) out[at] = x[at] / value;
  },
};

const largest: NormRule = {
  value: largestOf,
  slopes(out, x, start, stride, length, value) {
    let ties = 0;
    for (let i = 0, at = start; i < length; i++, at += stride) if (Math.abs(x[at]) === value) ties++;
    for (let i = 0, at = start; i < length; i++, at += stride) {
      if (Math.abs(x[at]) === value) out[at] = signOf(x[at]) / ties;
    }
  },
  needsEntries: true,
};

function power(p: number): NormRule {
  return {
    value: (x, start, stride, length) => powerNorm(x, start, stride, length, p),
    slopes(out, x, start, stride, length, value) {
      if (value === 0) return; // the centre of all subgradients at the origin
      for (let i = 0, at = start; i < length; i++, at += stride) {
        out[at] = signOf(x[at]) * (Math.abs(x[at]) / value) ** (p - 1);
      }
    },
  };
}

/** Scaled by the largest entry, so that powers neither overflow nor vanish. */
function powerNorm(x: Float64Array, start: number, stride: number, length: number, p: number): number {
  const scale = largestOf(x, start, stride, length);
  if (scale === 0 || !Number.isFinite(scale)) return scale;
  let sum = 0;
  for (let i = 0, at = start; i < length; i++, at += stride) sum += (Math.abs(x[at]) / scale) ** p;
  return scale * sum ** (1 / p);
}

function largestOf(x: Float64Array, start: number, stride: number, length: number): number {
  let largest = 0;
  for (let i = 0, at = start; i < length; i++, at += stride) largest = Math.max(largest, Math.abs(x[at]));
  return largest;
}

/** 0 at 0, between the −1 and 1 of the two sides, and at NaN. */
function signOf(x: number): number {
  return x > 0 ? 1 : x < 0 ? -1 : 0;
}
