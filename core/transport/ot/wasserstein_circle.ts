/**
 * Wasserstein costs between samples on a circle.
 *
 * @module
 */
import type { Tensor, TensorLike } from "../../tensor/tensor.ts";
import { columnCosts, type Wasserstein1dOptions } from "./_columns.ts";

/**
 * The Wasserstein cost `W_p^p` between two weighted samples on the circle of circumference 1, or between columns of them.
 *
 * `min_θ ∫ |F⁻¹(q) − G⁻¹(q + θ)|^p dq`, where the quantiles `F⁻¹` and `G⁻¹` go on around the circle; no root is taken. The
 * least is exact for every `p`: its slopes prove it, so that POT's bounds and tolerance for a search are not needed.
 *
 * Places are taken modulo 1; shapes and weights are those of {@linkcode wasserstein1d}.
 *
 * Differentiable: as there.
 *
 * Cost: `O(s k (n + m))`, where `s`, some tens, counts the cuts of the circle that are tried; threads share the columns.
 *
 * @throws {TypeError} If the shapes of places and weights do not fit.
 * @throws {RangeError} If a place is not finite, a weight negative, the masses differ, or an option is out of range.
 *
 * @example The short way round
 * ```ts
 * import { ot } from "@diagrad/diagrad";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * assertAlmostEquals(ot.wassersteinCircle([0.9], [0.2]).item(), 0.3);
 * assertAlmostEquals(ot.wassersteinCircle([0.2, 0.5, 0.8], [0.4, 0.5, 0.7]).item(), 0.1);
 * ```
 *
 * See [DelonSalomonSobolevski10], [POT].
 */
export function wassersteinCircle(u: TensorLike, v: TensorLike, options: Wasserstein1dOptions = {}): Tensor {
  return columnCosts(["wassersteinCircle", "compute the Wasserstein cost on the circle"], u, v, options, true);
}
