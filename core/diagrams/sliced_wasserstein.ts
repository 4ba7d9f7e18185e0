/**
 * Sliced Wasserstein distances of persistence diagrams.
 *
 * @module
 */
import { record } from "../autodiff/recording.ts";
import { checkLimits, LIMIT_OPTIONS, type LimitOptions } from "../filtrations/limits.ts";
import { kernels } from "../kernels.ts";
import { asOptions } from "../tensor/as_options.ts";
import type { Tensor, TensorLike } from "../tensor/tensor.ts";
import { readDiagram, spreadGradient } from "./_diagram.ts";
import { type DirectionOptions, directionSource } from "./_directions.ts";
import { addEssentialGradients, essentialCost, matchEssential } from "./_essential.ts";
import { checkExponent } from "./_exponent.ts";

/** Options of {@linkcode slicedWassersteinDistance} and {@linkcode slicedWassersteinDistanceDiagCorrected}. */
export interface SlicedWassersteinOptions extends DirectionOptions, LimitOptions {
  /** Leave out points with an infinite coordinate; default `false`. */
  ignoreInfPoints?: boolean;
  /** The exponent `q` of the cost, at least 1; default 1. */
  q?: number;
}

const OPTIONS = ["nDirections", "ignoreInfPoints", "seed", "generator", "directions", "q", ...LIMIT_OPTIONS] as const;

/**
 * The mean cost over directions of matching two persistence diagrams on a line.
 *
 * `mean_u Σ_k |s_k(u) − t_k(u)|^q` over directions `u`, where `s(u)` are the sorted products with `u` of the points of `a`
 * and of the projections to the diagonal of the points of `b`, and `t(u)` those of `b` and the projections of `a`. No root
 * is taken and nothing else normalised. Unless ignored, points with one infinite coordinate are matched among those with
 * the same infinity by the rank of the other coordinate, and `|difference|^q` is added once.
 *
 * `a: [n, 2]` and `b: [m, 2]` hold (birth, death) in rows, in the unit of the filtration; an empty diagram is `[0, 2]` or
 * `[]`. The result is a single number in the `q`-th power of that unit.
 *
 * Directions are `(cos θ, sin θ)`. Without `seed` and `generator` the `nDirections` angles are one draw from the stream that
 * `manualSeed` starts, as with torch; with a `seed` they are those of NumPy's `default_rng`, as upstream. If neither diagram
 * has a finite point, nothing is drawn.
 *
 * Differentiable: in both diagrams, also through the projections, not in the directions; where no two products are
 * equal. Equal ones stay in the order of the rows, points before projections; a difference of 0 pulls at nobody.
 *
 * Cost: `O(k (n + m))` for `k` directions, by radix sorting; with a further logarithm for small diagrams, and where most
 * points crowd in a tiny part of the range. Value and gradients are one native call, whose threads share the directions;
 * results are the same bits for every number of threads.
 *
 * @throws {TypeError} If a diagram is not `[n, 2]`, `directions` is not `[k, 2]`, or directions are given in two ways.
 * @throws {RangeError} If a coordinate is NaN, a death comes before its birth, essential points do not correspond, or an
 * option is out of range.
 *
 * @example Along three directions
 * ```ts
 * import { slicedWassersteinDistance, tensor } from "@diagrad/diagrad";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const a = tensor([[1, 2]], { requiresGrad: true });
 * const distance = slicedWassersteinDistance(a, [], { directions: [[1, 0], [0, 1], [0.6, 0.8]] });
 * assertAlmostEquals(distance.item(), 1.1 / 3);
 * distance.backward();
 * assertAlmostEquals(a.grad!.data[1], 1.1 / 3);
 * ```
 *
 * See [CarriereCuturiOudot17].
 */
export function slicedWassersteinDistance(
  a: TensorLike,
  b: TensorLike,
  options: SlicedWassersteinOptions = {},
): Tensor {
  return sliced("slicedWassersteinDistance", "compute the sliced Wasserstein distance", a, b, options, false);
}

/**
 * The sliced Wasserstein distance in which a point that meets a projection is charged with the way to its own.
 *
 * As {@linkcode slicedWassersteinDistance}, with the same directions and the same sorting, but where a point `x` is matched
 * with the projection of another, it costs `|x·u − πx·u|^q` for its own projection `πx`, and two projections that are
 * matched cost nothing. Shapes, units, directions and essential points are as there.
 *
 * Differentiable: in both diagrams, with the projections taken as constants, not in the directions; where no two
 * products are equal. The value itself jumps where the order of the products changes.
 *
 * Cost: as there.
 *
 * @throws {TypeError} If a diagram is not `[n, 2]`, `directions` is not `[k, 2]`, or directions are given in two ways.
 * @throws {RangeError} If a coordinate is NaN, a death comes before its birth, essential points do not correspond, or an
 * option is out of range.
 *
 * @example Two equal diagrams
 * ```ts
 * import { slicedWassersteinDistanceDiagCorrected } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * const dgm = [[0, 1], [0.5, 2]];
 * assertEquals(slicedWassersteinDistanceDiagCorrected(dgm, dgm, { directions: [[0, 1]] }).item(), 0);
 * ```
 *
 * See [CarriereCuturiOudot17] for the distance that is corrected.
 */
export function slicedWassersteinDistanceDiagCorrected(
  a: TensorLike,
  b: TensorLike,
  options: SlicedWassersteinOptions = {},
): Tensor {
  const action = "compute the corrected sliced Wasserstein distance";
  return sliced("slicedWassersteinDistanceDiagCorrected", action, a, b, options, true);
}

function sliced(
  name: string,
  action: string,
  a: TensorLike,
  b: TensorLike,
  options: SlicedWassersteinOptions,
  diagonalCorrected: boolean,
): Tensor {
  const { ignoreInfPoints = false, q = 1, nThreads, maxMemory, ...directionOptions } = asOptions(
    action,
    options,
    OPTIONS,
  );
  checkExponent(action, "q", q);
  const limits = checkLimits(action, { nThreads, maxMemory });
  const directions = directionSource(action, directionOptions);
  const first = readDiagram(action, "a", a), second = readDiagram(action, "b", b);
  const essential = ignoreInfPoints ? [] : matchEssential(action, first, second);
  const { finitePoints: pointsA } = first, { finitePoints: pointsB } = second;
  const isEmpty = pointsA.length === 0 && pointsB.length === 0;
  const { value, gradientA, gradientB } = isEmpty
    ? { value: 0, gradientA: pointsA, gradientB: pointsB }
    : kernels().slicedWasserstein(pointsA, pointsB, { directions, q, diagonalCorrected, limits });
  const total = Float64Array.of(value + essentialCost(essential, q));
  return record(name, [first.tensor, second.tensor], total, [], () => ([scale]) => {
    const gradients = [spreadGradient(first, gradientA, scale), spreadGradient(second, gradientB, scale)] as const;
    addEssentialGradients(essential, q, scale, ...gradients);
    return gradients;
  });
}
