/**
 * Normal random tensors.
 *
 * @module
 */
import { asTensor } from "../tensor/create.ts";
import { sizeOf } from "../tensor/shape.ts";
import { Tensor, type TensorLike } from "../tensor/tensor.ts";
import { shapeOf, type Size } from "./_checks.ts";
import { chosenGenerator, type DrawOptions } from "./draw_options.ts";

/**
 * A tensor of standard normal numbers: `torch.randn(shape, dtype=torch.float64)`, to the last bit of a logarithm, sine or
 * cosine.
 *
 * @throws {TypeError} If `shape` is not a length or a list of lengths.
 *
 * @example Three numbers
 * ```ts
 * import { randn } from "@diagrad/diagrad";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * assertAlmostEquals(randn([3], { seed: 42 }).data[0], 0.33669035438385886, 1e-15);
 * ```
 */
export function randn(shape: Size, options: DrawOptions = {}): Tensor {
  const action = "draw normal numbers", axes = shapeOf(action, shape);
  const data = chosenGenerator(action, options).normals(sizeOf(axes));
  return new Tensor(data, axes, options.requiresGrad ?? false);
}

/**
 * A tensor of the shape of `x` with standard normal numbers: `torch.randn_like`.
 *
 * Differentiable: not in `x`, of which only the shape is used.
 *
 * @example Noise
 * ```ts
 * import { randnLike, tensor } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * const points = tensor([[0, 1], [1, 0], [1, 1]]);
 * assertEquals(randnLike(points, { seed: 7 }).shape, [3, 2]);
 * ```
 */
export function randnLike(x: TensorLike, options: DrawOptions = {}): Tensor {
  return randn(asTensor("draw normal numbers", x).shape, options);
}
