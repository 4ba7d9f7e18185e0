/**
 * POT's second name for Wasserstein costs on a circle.
 *
 * @module
 */
import type { Tensor, TensorLike } from "../../tensor/tensor.ts";
import { columnCosts, type Wasserstein1dOptions } from "./_columns.ts";

/**
 * The same as {@linkcode wassersteinCircle}, under the name of the search that POT does.
 *
 * Differentiable: as there.
 *
 * @throws {TypeError} If the shapes of places and weights do not fit.
 * @throws {RangeError} If a place is not finite, a weight negative, the masses differ, or an option is out of range.
 *
 * @example As documented by POT
 * ```ts
 * import { ot } from "@diagrad/diagrad";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * assertAlmostEquals(ot.binarySearchCircle([0.2, 0.5, 0.8], [0.4, 0.5, 0.7], { p: 1 }).item(), 0.1);
 * ```
 *
 * See [DelonSalomonSobolevski10], [POT].
 */
export function binarySearchCircle(u: TensorLike, v: TensorLike, options: Wasserstein1dOptions = {}): Tensor {
  return columnCosts(["binarySearchCircle", "compute the Wasserstein cost on the circle"], u, v, options, true);
}
