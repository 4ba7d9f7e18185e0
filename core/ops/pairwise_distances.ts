/**
 * Distances within a cloud.
 *
 * @module
 */
import { record } from "../autodiff/recording.ts";
import { asOptions } from "../tensor/as_options.ts";
import { asTensor } from "../tensor/create.ts";
import { kernels } from "../kernels.ts";
import type { PairwiseDistancesOptions } from "../tensor/methods.ts";
import { checkShape, formatShape } from "../tensor/shape.ts";
import type { Tensor, TensorLike } from "../tensor/tensor.ts";

/**
 * The distances `√(|x_i − x_j|² + eps)` between the rows of `x`.
 *
 * Shapes: `x: [n, d]`, result `[n, n]`, symmetric, with `√eps` on the diagonal.
 *
 * Differentiable: where rows differ; coincident rows contribute gradient 0.
 * Cost: O(n² d), one native call each way.
 *
 * @throws {TypeError} If `x` does not have two axes.
 * @throws {RangeError} If `eps` is negative or not finite.
 *
 * @example Two points
 * ```ts
 * import { pairwiseDistances } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(pairwiseDistances([[0, 0], [3, 4]]).toArray(), [[0, 5], [5, 0]]);
 * ```
 */
export function pairwiseDistances(x: TensorLike, options: PairwiseDistancesOptions = {}): Tensor {
  const action = "compute pairwise distances", { eps = 0 } = asOptions(action, options, ["eps"]);
  const input = asTensor(action, x);
  if (input.ndim !== 2) {
    throw new TypeError(`Cannot ${action}: a cloud [n, d] was expected, but the shape is ${formatShape(input.shape)}`);
  }
  if (!(eps >= 0 && Number.isFinite(eps))) {
    throw new RangeError(`Cannot ${action}: eps must be finite and not negative, but is ${eps}`);
  }
  const [n, d] = input.shape, shape = [n, n];
  checkShape(action, shape);
  const data = kernels().pairwiseDistances(input.data, n, d, eps);
  return record("pairwiseDistances", [input], data, shape, () => {
    const before = input.data.slice(), distances = data.slice();
    return (gradient) => [kernels().pairwiseDistancesBackward(before, n, d, distances, gradient)];
  });
}
