/**
 * What Fréchet means of persistence diagrams minimise.
 *
 * @module
 */
import { checkLimits, LIMIT_OPTIONS } from "../filtrations/limits.ts";
import { add } from "../ops/add.ts";
import { checkNormExponent } from "../ops/_exponent.ts";
import { mul } from "../ops/mul.ts";
import { checkFinite } from "../random/_checks.ts";
import { asOptions } from "../tensor/as_options.ts";
import { checkFlag } from "../tensor/check_flag.ts";
import type { Tensor, TensorLike } from "../tensor/tensor.ts";
import { readDiagram } from "./_diagram.ts";
import { matchEssential } from "./_essential.ts";
import { readDiagrams, readWeights } from "./_frechet_input.ts";
import type { FrechetMeanOptions } from "./frechet_mean.ts";
import { wassersteinCost } from "./wasserstein_cost.ts";

/** Options of {@linkcode frechetMeanObjective}, as those of {@linkcode frechetMean}. */
export type FrechetMeanObjectiveOptions = Pick<
  FrechetMeanOptions,
  "weights" | "delta" | "internalP" | "ignoreInfPoints" | "nThreads" | "maxMemory"
>;

/**
 * What a Fréchet mean minimises: the weighted sum of squared Wasserstein distances of a diagram to others.
 *
 * `Σ_i w_i W(barycenter, D_i)²` as in `frechetMean`, in the square of the unit of the filtration; diagrams are
 * `[n, 2]`. Essential points must correspond unless they are ignored.
 *
 * Differentiable: in the barycenter and in the diagrams, with the matchings kept fixed; see {@linkcode wassersteinCost}. At
 * ties of the maximum norm birth and death get half each.
 *
 * Cost: a matching for each diagram.
 *
 * @throws {TypeError} If `diagrams` is not a list of diagrams `[n, 2]`, or weights have another shape.
 * @throws {RangeError} If there is no diagram, weights do not sum to a positive number, a coordinate is NaN, a death comes
 * before its birth, essential points do not correspond, or an option is out of range.
 *
 * @example A bar in the middle of two
 * ```ts
 * import { frechetMeanObjective } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(frechetMeanObjective([[[0, 20]], [[2, 22]]], [[1, 21]]).item(), 2);
 * ```
 *
 * See [Turner14].
 */
export function frechetMeanObjective(
  diagrams: readonly TensorLike[],
  barycenter: TensorLike,
  options: FrechetMeanObjectiveOptions = {},
): Tensor {
  const action = "compute the objective of a Fréchet mean";
  const known = ["weights", "delta", "internalP", "ignoreInfPoints", ...LIMIT_OPTIONS] as const;
  const { weights, delta = 0, internalP = 2, ignoreInfPoints = false, ...limits } = asOptions(action, options, known);
  checkLimits(action, limits);
  checkFinite(action, "delta", delta, 0);
  checkNormExponent(action, "internalP", internalP);
  checkFlag(action, "ignoreInfPoints", ignoreInfPoints);
  const read = readDiagrams(action, diagrams);
  const shares = readWeights(action, weights, read.length);
  const middle = readDiagram(action, "barycenter", barycenter);
  if (!ignoreInfPoints) { for (const diagram of read) matchEssential(action, middle, diagram); }
  const cost = {
    ...limits,
    wassersteinQ: 2,
    wassersteinDelta: delta,
    internalP,
    ignoreInfPoints,
    ties: "symmetric",
  } as const;
  return read
    .map(({ tensor }, i) => mul(wassersteinCost(middle.tensor, tensor, cost), shares[i]))
    .reduce((sum, term) => add(sum, term));
}
