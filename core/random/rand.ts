/**
 * Uniform random tensors.
 *
 * @module
 */
import { asTensor } from "../tensor/create.ts";
import { Tensor, type TensorLike } from "../tensor/tensor.ts";
import { shapeOf, type Size } from "./_checks.ts";
import { chosenGenerator, type DrawOptions } from "./draw_options.ts";
import { sizeOf } from "../tensor/shape.ts";

/**
 * A tensor of numbers uniform in [0, 1): `torch.rand(shape, dtype=torch.float64)`, bit for bit.
 *
 * @throws {TypeError} If `shape` is not a length or a list of lengths.
 *
 * @example Two numbers
 * ```ts
 * import { rand } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(rand([2], { seed: 11 }).toArray(), [0.19233373084394845, 0.8852923701860037]);
 * ```
 */
export function rand(shape: Size, options: DrawOptions = {}): Tensor {
  const action = "draw uniform numbers", axes = shapeOf(action, shape);
  const data = chosenGenerator(action, options).uniforms(sizeOf(axes));
  return new Tensor(data, axes, options.requiresGrad ?? false);
}

/**
 * A tensor of the shape of `x` with numbers uniform in [0, 1): `torch.rand_like`.
 *
 * Differentiable: not in `x`, of which only the shape is used.
 *
 * @example As many as entries
 * ```ts
 * import { randLike, tensor } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(randLike(tensor([[1, 2, 3]]), { seed: 0 }).shape, [1, 3]);
 * ```
 */
export function randLike(x: TensorLike, options: DrawOptions = {}): Tensor {
  return rand(asTensor("draw uniform numbers", x).shape, options);
}
