/**
 * The sliced Wasserstein distance between two clouds.
 *
 * @module
 */
import type { Tensor, TensorLike } from "../../tensor/tensor.ts";
import { readClouds } from "./_samples.ts";
import {
  type CheckedOptions,
  checkSliced,
  givenProjections,
  meanOf,
  rootOf,
  slicedCosts,
  type SlicedWassersteinOptions,
  transposed,
} from "./_sliced.ts";
import { getRandomProjections } from "./random_projections.ts";

export type { SlicedWassersteinOptions };

/**
 * The sliced Wasserstein distance between two weighted clouds.
 *
 * `(mean_u W_p^p(⟨u, x⟩, ⟨u, y⟩))^(1/p)` over directions `u`, where `W_p` is the Wasserstein distance on the line of the
 * products.
 *
 * `x: [n, d]` and `y: [m, d]` hold points in rows, and the result is a single number in their unit. Weights are uniform unless
 * `a: [n]` and `b: [m]` are given, which must have the same sum. Directions are those of {@linkcode getRandomProjections}.
 *
 * Differentiable: in the points, where no two products are equal and the distance is not 0: there the gradient is 0 (that
 * of POT is not a number). In the weights up to a constant, which a change that keeps the sum does not see; where masses end
 * together, as those of equal numbers of points do, it is the mean of both sides. Not in the directions.
 *
 * Cost: `O(k (n + m) d)` for `k` directions, by radix sorting. Value and gradients are one native call whose threads share
 * the directions; results are the same bits for every number of threads.
 *
 * @throws {TypeError} If the shapes of clouds, weights or projections do not fit, or projections are given besides a seed.
 * @throws {RangeError} If a coordinate is not finite, a weight negative, the masses differ, or an option is out of range.
 *
 * @example Two clouds, apart by 5
 * ```ts
 * import { ot, tensor } from "@diagrad/diagrad";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const x = tensor([[0, 0], [1, 0]], { requiresGrad: true });
 * const distance = ot.slicedWassersteinDistance(x, [[3, 4], [4, 4]], { projections: [[1, 0], [0, 1]] });
 * assertAlmostEquals(distance.item(), Math.sqrt((3 ** 2 + 4 ** 2) / 2));
 * distance.backward();
 * assertAlmostEquals(x.grad!.data[0], -3 / (4 * distance.item()));
 * ```
 *
 * See [Bonneel15], [POT].
 */
export function slicedWassersteinDistance(
  x: TensorLike,
  y: TensorLike,
  options: SlicedWassersteinOptions = {},
): Tensor {
  const action = "compute the sliced Wasserstein distance", checked = checkSliced(action, options), { p } = checked;
  const samples = readClouds(action, x, y, checked.weights);
  const directions = lineDirections(action, checked, samples.x.shape[1]);
  const found = slicedCosts(samples, directions, { ...checked, circle: false });
  return rootOf("slicedWassersteinDistance", samples, meanOf(found.costs), p, found);
}

/** The directions that options stand for, `[k, d]`. */
export function lineDirections(
  action: string,
  { projections, nProjections, seed }: CheckedOptions,
  d: number,
): Float64Array {
  const columns = projections === undefined
    ? getRandomProjections(d, nProjections, { seed })
    : givenProjections(action, projections, [d, null]);
  return transposed(columns);
}
