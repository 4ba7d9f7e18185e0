/**
 * Negation.
 *
 * @module
 */
import { record } from "../autodiff/recording.ts";
import { asTensor } from "../tensor/create.ts";
import type { Tensor, TensorLike } from "../tensor/tensor.ts";

/**
 * `−x`, entry by entry.
 *
 * Differentiable: everywhere.
 *
 * @example Of two numbers
 * ```ts
 * import { neg } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(neg([1, -2]).toArray(), [-1, 2]);
 * ```
 */
export function neg(x: TensorLike): Tensor {
  const input = asTensor("negate", x);
  return record("neg", [input], negated(input.data), input.shape, () => (gradient) => [negated(gradient)]);
}

function negated(values: Float64Array): Float64Array {
  const out = new Float64Array(values.length);
  for (let i = 0; i < out.length; i++) out[i] = -values[i];
  return out;
}
