/**
 * Powers.
 *
 * @module
 */
import type { Tensor, TensorLike } from "../tensor/tensor.ts";
import { broadcasting, type BroadcastRule, perEntry } from "./_broadcasting.ts";

const rule: BroadcastRule = {
  name: "pow",
  action: "raise to a power",
  value: perEntry(power),
  slopes: [
    perEntry((x, y) => y === 0 ? 0 : y * power(x, y - 1)),
    perEntry((x, y) => x === 0 && y >= 0 ? 0 : power(x, y) * Math.log(x)),
  ],
};

/**
 * `a` to the power `b`, entry by entry in their common shape; `1` to any power and any number to the power 0 are 1.
 *
 * Differentiable: by `a` where `b · a^(b − 1)` is finite; the derivative is 0 where `b` is 0, also at `a = 0`. By `b` where
 * `a > 0`; at `a = 0` it is 0 if `b ≥ 0`, and for negative `a` it is NaN, as `log a` is.
 *
 * @throws {TypeError} If the shapes do not broadcast.
 *
 * @example Cubes
 * ```ts
 * import { pow } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(pow([1, 2, 3], 3).toArray(), [1, 8, 27]);
 * ```
 */
export function pow(a: TensorLike, b: TensorLike): Tensor {
  return broadcasting(rule, a, b);
}

/** IEEE 754's power. JavaScript's differs where the base is ±1 and the exponent NaN or infinite: NaN instead of 1. */
function power(x: number, y: number): number {
  return x === 1 || (x === -1 && Math.abs(y) === Infinity) ? 1 : x ** y;
}
