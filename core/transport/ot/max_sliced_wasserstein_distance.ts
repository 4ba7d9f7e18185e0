/**
 * The largest of the sliced distances between two clouds.
 *
 * @module
 */
import type { Tensor, TensorLike } from "../../tensor/tensor.ts";
import {
  type Logged,
  logged,
  rootOf,
  slicedCosts,
  type SlicedLog,
  type SlicedWassersteinOptions,
  transposed,
} from "./_sliced.ts";
import { readSliced } from "./sliced_wasserstein_distance.ts";

/**
 * The largest Wasserstein distance among projections of two weighted clouds: `max_u W_p(⟨u, x⟩, ⟨u, y⟩)`.
 *
 * Shapes, weights, directions and options are those of {@linkcode slicedWassersteinDistance}. As in POT the largest is
 * taken among the drawn directions; none is sought for.
 *
 * Differentiable: as there; where several directions attain the largest, through the first of them.
 *
 * Cost: as there, and one direction more for the gradient.
 *
 * @throws {TypeError} If the shapes of clouds, weights or projections do not fit, or projections are given besides a seed.
 * @throws {RangeError} If a coordinate is not finite, a weight negative, the masses differ, or an option is out of range.
 *
 * @example Along an axis
 * ```ts
 * import { ot } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(ot.maxSlicedWassersteinDistance([[0, 0]], [[3, 4]], { projections: [[1, 0], [0, 1]] }).item(), 4);
 * ```
 *
 * See [Deshpande19], [POT].
 */
export function maxSlicedWassersteinDistance(
  x: TensorLike,
  y: TensorLike,
  options: Logged<SlicedWassersteinOptions>,
): [Tensor, SlicedLog];
/** The same, without the costs along single directions. */
export function maxSlicedWassersteinDistance(x: TensorLike, y: TensorLike, options?: SlicedWassersteinOptions): Tensor;
export function maxSlicedWassersteinDistance(
  x: TensorLike,
  y: TensorLike,
  options: SlicedWassersteinOptions | Logged<SlicedWassersteinOptions> = {},
): Tensor | [Tensor, SlicedLog] {
  const sliced = readSliced("compute the largest sliced Wasserstein distance", x, y, options);
  const { samples, checked, projections } = sliced, slicing = { ...checked, circle: false };
  const directions = transposed(projections), { costs } = slicedCosts(samples, directions, slicing, false);
  const cost = costs.reduce((most, next) => Math.max(most, next), 0), d = samples.x.shape[1];
  const best = Math.max(costs.indexOf(cost), 0);
  const found = slicedCosts(samples, directions.slice(best * d, (best + 1) * d), slicing);
  const distance = rootOf("maxSlicedWassersteinDistance", samples, cost, checked.p, found);
  return checked.log ? logged(distance, projections, costs) : distance;
}
