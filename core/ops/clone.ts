/**
 * Copies.
 *
 * @module
 */
import { record } from "../autodiff/recording.ts";
import { asTensor } from "../tensor/create.ts";
import type { Tensor, TensorLike } from "../tensor/tensor.ts";

/**
 * A copy with its own values; gradients flow through it, unlike through `detach`.
 *
 * Differentiable: everywhere.
 *
 * @example Writing to a copy
 * ```ts
 * import { clone, tensor } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * const x = tensor([1, 2]), copy = clone(x);
 * copy.data[0] = 9;
 * assertEquals(x.toArray(), [1, 2]);
 * ```
 */
export function clone(x: TensorLike): Tensor {
  const input = asTensor("copy a tensor", x);
  return record("clone", [input], input.data.slice(), input.shape, () => (gradient) => [gradient]);
}
