/**
 * The sliced Wasserstein distance between two clouds on a sphere.
 *
 * @module
 */
import type { Tensor, TensorLike } from "../../tensor/tensor.ts";
import { checkOnSphere, circleDirections, planesOf } from "./_planes.ts";
import { readClouds } from "./_samples.ts";
import {
  checkSliced,
  type Logged,
  logged,
  meanOf,
  rootOf,
  SLICED_OPTIONS,
  slicedCosts,
  type SlicedLog,
  type SlicedSphereOptions,
} from "./_sliced.ts";

export type { SlicedSphereOptions };

/**
 * The sliced Wasserstein distance between two weighted clouds on the unit sphere.
 *
 * `(mean_U W_p^p(π_U x, π_U y))^(1/p)` over planes `U`, where `π_U` projects to the plane and from there to its unit
 * circle, whose circumference counts as 1, and `W_p` is the Wasserstein distance along this circle.
 *
 * Shapes, weights and options are those of {@linkcode slicedWassersteinDistance}, with unit vectors in two or more
 * dimensions. Planes `[k, d, 2]` have orthonormal columns; they are drawn as in POT, which takes the factor Q of normal
 * numbers of that shape.
 *
 * Differentiable: in the points, as any points of space, and in the weights, as there. A point whose projection is the
 * centre of the circle has no angle; it counts as the angle 0, with gradient 0.
 *
 * Cost: `O(k (n + m) (d + s))` for `k` planes, where `s`, some tens, counts the cuts of a circle that are tried; threads
 * share the planes.
 *
 * @throws {TypeError} If the shapes of clouds, weights or projections do not fit, or projections are given besides a seed.
 * @throws {RangeError} If a point is off the sphere by more than 1e-4 in its squared length, a weight negative, the masses
 * differ, or an option is out of range.
 *
 * @example A quarter of a turn
 * ```ts
 * import { ot } from "@diagrad/diagrad";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * assertAlmostEquals(ot.slicedWassersteinSphere([[1, 0]], [[0, 1]], { seed: 0 }).item(), 0.25);
 * ```
 *
 * See [Bonet23], [POT].
 */
export function slicedWassersteinSphere(
  x: TensorLike,
  y: TensorLike,
  options: Logged<SlicedSphereOptions>,
): [Tensor, SlicedLog];
/** The same, without the costs of single planes. */
export function slicedWassersteinSphere(x: TensorLike, y: TensorLike, options?: SlicedSphereOptions): Tensor;
export function slicedWassersteinSphere(
  x: TensorLike,
  y: TensorLike,
  options: SlicedSphereOptions | Logged<SlicedSphereOptions> = {},
): Tensor | [Tensor, SlicedLog] {
  const action = "compute the sliced Wasserstein distance on the sphere";
  const checked = checkSliced(action, options, SLICED_OPTIONS);
  const samples = readClouds(action, x, y, checked.weights), d = samples.x.shape[1];
  checkOnSphere(action, "x", samples.x);
  checkOnSphere(action, "y", samples.y);
  const directions = circleDirections(action, checked, d);
  const found = slicedCosts(samples, directions, { ...checked, circle: true });
  const distance = rootOf("slicedWassersteinSphere", samples, meanOf(found.costs), checked.p, found);
  return checked.log ? logged(distance, planesOf(directions, d), found.costs) : distance;
}
