/**
 * Distances between two clouds.
 *
 * @module
 */
import { record } from "../autodiff/recording.ts";
import { asOptions } from "../tensor/as_options.ts";
import { asTensor } from "../tensor/create.ts";
import { kernels } from "../kernels.ts";
import type { CdistOptions } from "../tensor/methods.ts";
import { checkShape, formatShape } from "../tensor/shape.ts";
import type { Tensor, TensorLike } from "../tensor/tensor.ts";
import { checkNormExponent } from "./_exponent.ts";

/**
 * The distances `|x_i − y_j|_p` between the rows of `x` and of `y`.
 *
 * Shapes: `x: [n, d]`, `y: [m, d]`, result `[n, m]`.
 *
 * Differentiable: where rows differ (for `p = 1`, in every coordinate). Coincident rows contribute gradient 0, and so do
 * equal coordinates for `p = 1`. For `p = ∞` every coordinate that attains the distance gets the whole gradient.
 * Cost: O(n m d), one native call each way.
 *
 * @throws {TypeError} If the shapes do not fit.
 * @throws {RangeError} If `p` is below 1.
 *
 * @example From the origin
 * ```ts
 * import { cdist } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(cdist([[0, 0]], [[3, 4], [0, 0]]).toArray(), [[5, 0]]);
 * ```
 */
export function cdist(x: TensorLike, y: TensorLike, options: CdistOptions = {}): Tensor {
  const action = "compute distances", { p = 2 } = asOptions(action, options, ["p"]);
  const a = asTensor(action, x), b = asTensor(action, y);
  if (a.ndim !== 2 || b.ndim !== 2 || a.shape[1] !== b.shape[1]) {
    throw new TypeError(
      `Cannot ${action}: two clouds [n, d] and [m, d] were expected, but the shapes are ${formatShape(a.shape)} and ${
        formatShape(b.shape)
      }`,
    );
  }
  checkNormExponent(action, "p", p);
  const [n, d] = a.shape, [m] = b.shape, shape = [n, m];
  checkShape(action, shape);
  const data = kernels().cdist(a.data, n, b.data, m, d, p);
  return record("cdist", [a, b], data, shape, () => {
    const before = a.data.slice(), other = b.data.slice(), distances = data.slice();
    return (gradient) => kernels().cdistBackward(before, n, other, m, d, p, distances, gradient);
  });
}
