/**
 * The sliced Wasserstein distance between two clouds.
 *
 * @module
 */
import type { Tensor, TensorLike } from "../../tensor/tensor.ts";
import { readClouds, type Samples } from "./_samples.ts";
import {
  type CheckedOptions,
  checkSliced,
  givenProjections,
  type Logged,
  logged,
  meanOf,
  rootOf,
  scaledPoints,
  SLICED_OPTIONS,
  slicedCosts,
  type SlicedLog,
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
 * `a: [n]` and `b: [m]` are given, which must have the same sum. Directions are those of {@linkcode getRandomProjections}. With
 * `log: true` the result is `[distance, { projections, projectedEmds }]`: the directions, and the costs along them as constants.
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
  options: Logged<SlicedWassersteinOptions>,
): [Tensor, SlicedLog];
/** The same, without the costs along single directions. */
export function slicedWassersteinDistance(x: TensorLike, y: TensorLike, options?: SlicedWassersteinOptions): Tensor;
export function slicedWassersteinDistance(
  x: TensorLike,
  y: TensorLike,
  options: SlicedWassersteinOptions | Logged<SlicedWassersteinOptions> = {},
): Tensor | [Tensor, SlicedLog] {
  const sliced = readSliced("compute the sliced Wasserstein distance", x, y, options), { samples, checked } = sliced;
  const found = slicedCosts(samples, transposed(sliced.projections), { ...checked, circle: false });
  const distance = rootOf("slicedWassersteinDistance", samples, meanOf(found.costs), checked.p, found);
  return checked.log ? logged(distance, sliced.projections, found.costs) : distance;
}

/** Clouds, the directions that they are projected to, `[d, k]`, and what else was asked for. */
export interface Sliced {
  readonly samples: Samples;
  readonly projections: Tensor;
  readonly checked: CheckedOptions;
}

/** Checks clouds and options of distances along lines; `action` opens errors. */
export function readSliced(
  action: string,
  x: TensorLike,
  y: TensorLike,
  options: SlicedWassersteinOptions | Logged<SlicedWassersteinOptions>,
): Sliced {
  const checked = checkSliced(action, options, [...SLICED_OPTIONS, "scaler"]), { nProjections, seed, scaler } = checked;
  const [first, second] = [x, y].map((points) => scaledPoints(action, points, scaler));
  const samples = readClouds(action, first, second, checked.weights), d = samples.x.shape[1];
  const projections = checked.projections === undefined
    ? getRandomProjections(d, nProjections, { seed })
    : givenProjections(action, checked.projections, [d, null]);
  return { samples, projections, checked };
}
