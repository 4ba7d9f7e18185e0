/**
 * Wasserstein costs between samples on a line.
 *
 * @module
 */
import type { Tensor, TensorLike } from "../../tensor/tensor.ts";
import { columnCosts, type Wasserstein1dOptions } from "./_columns.ts";

export type { Wasserstein1dOptions };

/**
 * The Wasserstein cost `W_p^p` between two weighted samples on the line, or between the columns of batches of them.
 *
 * `∫ |F⁻¹(q) − G⁻¹(q)|^p dq` over all mass, where `F⁻¹` and `G⁻¹` are the quantiles of `u` and `v`; no root is taken.
 *
 * `u: [n]` and `v: [m]` give a single number in the `p`-th power of their unit, `u: [n, k]` and `v: [m, k]` one for each
 * column, `[k]`. Weights are uniform unless `a` and `b` are given, which must have the same sum.
 *
 * Differentiable: in `u` and `v` where no two places of a sample are equal, and at differences other than 0 for `p = 1`. In the
 * weights the gradients are potentials, `f_i + g_j ≤ |u_i − v_j|^p` with equality where mass goes, and `f` is 0 at the
 * largest `u`: they are right up to a constant, which a change that keeps the sum does not see, and where masses end
 * together they are the mean of both sides.
 *
 * Cost: `O(k (n + m))`, by radix sorting; threads share the columns.
 *
 * @throws {TypeError} If the shapes of places and weights do not fit.
 * @throws {RangeError} If a place is not finite, a weight negative, the masses differ, or an option is out of range.
 *
 * @example Three points and two
 * ```ts
 * import { ot, tensor } from "@diagrad/diagrad";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const u = tensor([0, 1, 3], { requiresGrad: true });
 * const cost = ot.wasserstein1d(u, [0.5, 2], { a: [0.2, 0.3, 0.5], b: [0.6, 0.4] });
 * assertAlmostEquals(cost.item(), 0.9);
 * cost.backward();
 * assertAlmostEquals(u.grad!.data[0], -0.2);
 * ```
 *
 * See [PeyreCuturi19], [POT].
 */
export function wasserstein1d(u: TensorLike, v: TensorLike, options: Wasserstein1dOptions = {}): Tensor {
  return columnCosts(["wasserstein1d", "compute the Wasserstein cost on the line"], u, v, options, false);
}
