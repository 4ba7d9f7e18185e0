/**
 * Squares.
 *
 * @module
 */
import { record } from "../autodiff/recording.ts";
import { asTensor } from "../tensor/create.ts";
import type { Tensor, TensorLike } from "../tensor/tensor.ts";

/**
 * The square of every entry.
 *
 * Differentiable: everywhere.
 *
 * @example Of two numbers
 * ```ts
 * import { square } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(square([-2, 3]).toArray(), [4, 9]);
 * ```
 */
export function square(x: TensorLike): Tensor {
  const input = asTensor("square", x);
  const data = new Float64Array(input.size);
  for (let i = 0; i < data.length; i++) data[i] = input.data[i] * input.data[i];
  return record("square", [input], data, input.shape, () => {
    const before = input.data.slice();
    return (gradient) => {
      const out = new Float64Array(gradient.length);
      for (let i = 0; i < out.length; i++) out[i] = 2 * before[i] * gradient[i];
      return [out];
    };
  });
}
