/**
 * The Wasserstein cost of two persistence diagrams.
 *
 * @module
 */
import { record } from "../autodiff/recording.ts";
import { checkLimits, LIMIT_OPTIONS, type LimitOptions } from "../filtrations/limits.ts";
import type { Limits } from "../kernels.ts";
import { checkNormExponent } from "../ops/_exponent.ts";
import { asOptions } from "../tensor/as_options.ts";
import { checkChoice } from "../tensor/check_choice.ts";
import { checkFlag } from "../tensor/check_flag.ts";
import type { Tensor, TensorLike } from "../tensor/tensor.ts";
import { readDiagram, spreadGradient } from "./_diagram.ts";
import { checkDelta, checkExponent } from "./_exponent.ts";
import { addEssentialGradients, essentialCost, matchEssential } from "./_essential.ts";
import { type CostModel, matchingGradients, type TieRule } from "./_matching_gradients.ts";
import { matchFinite } from "./wasserstein.ts";
import { checkState, type WassersteinState } from "./wasserstein_state.ts";

/** Options of {@linkcode wassersteinCost}. */
export interface WassersteinCostOptions extends LimitOptions {
  /** The exponent `q` of the cost, at least 1; default 1. */
  wassersteinQ?: number;
  /** The relative error allowed, at least 0; default 0.05. The cost found is exact, which is within any. */
  wassersteinDelta?: number;
  /** The norm `p` of the plane, in `[1, ∞]`; default `Infinity`. */
  internalP?: number;
  /** Leave out points with an infinite coordinate; default `true`. */
  ignoreInfPoints?: boolean;
  /**
   * Where the gradient of the maximum norm goes when both coordinates attain it, as they always do between a point and the
   * diagonal: all to birth, or half to each; default `"birth"`. As upstream, `"birth"` looks at rounded coordinates, and of a
   * point matched to the diagonal it chooses death where rounding makes that the farther one.
   */
  ties?: TieRule;
  /** Return the distance `cost^(1/q)`; default `false`. */
  root?: boolean;
  /** Prices of an earlier matching with the same second diagram, to begin with: one state for all steps of a descent. */
  state?: WassersteinState;
}

const OPTIONS = [
  "wassersteinQ",
  "wassersteinDelta",
  "internalP",
  "ignoreInfPoints",
  "ties",
  "root",
  "state",
  ...LIMIT_OPTIONS,
] as const;

const TIES: readonly TieRule[] = ["birth", "symmetric"];

/**
 * The cost of the cheapest matching of two persistence diagrams, in which any point may be matched to the diagonal.
 *
 * `min_γ Σ_(x, y) ∈ γ ‖x − y‖_p^q + Σ_(x not in γ) ‖x − πx‖_p^q`, where `γ` matches points of `a` and `b` one to one and
 * `π(birth, death) = ((birth + death)/2, (birth + death)/2)`, so that `‖x − πx‖_p = 2^(1/p) (death − birth)/2`. Unless
 * ignored, points with one infinite coordinate are matched among those with the same infinity by the rank of the other
 * coordinate, for `|difference|^q`.
 *
 * `a: [n, 2]` and `b: [m, 2]` hold (birth, death) in rows, in the unit of the filtration; an empty diagram is `[0, 2]` or
 * `[]`. The result is a single number in the `q`-th power of that unit, with `root` in the unit itself.
 *
 * Differentiable: in both diagrams, with the matching kept fixed, which is right wherever the cheapest matching is
 * unique. At ties between matchings it is the gradient of one of them, always the same; for `p = ∞` see `ties`; points at
 * distance 0 pull at nobody, and neither does a root of 0. The diagonal projection counts as a constant, which changes
 * nothing, as it is the nearest point, except for `ties: "birth"`. Ignored points get 0.
 *
 * Cost: exact, that of {@linkcode wassersteinMatching}; a `state` makes the steps of a descent cheaper.
 *
 * @throws {TypeError} If a diagram is not `[n, 2]`.
 * @throws {RangeError} If a coordinate is NaN, a death comes before its birth, essential points do not correspond, or an
 * option is out of range.
 *
 * @example The gradient moves a bar towards its partner
 * ```ts
 * import { tensor, wassersteinCost } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * const a = tensor([[0, 4], [1, 2]], { requiresGrad: true });
 * const cost = wassersteinCost(a, [[0, 7]], { wassersteinQ: 2, ties: "symmetric" });
 * assertEquals(cost.item(), 3 ** 2 + 0.5 ** 2);
 * cost.backward();
 * assertEquals(a.grad?.toArray(), [[0, -6], [-0.5, 0.5]]);
 * ```
 *
 * See [Kerber17].
 */
export function wassersteinCost(a: TensorLike, b: TensorLike, options: WassersteinCostOptions = {}): Tensor {
  const action = "compute the Wasserstein cost";
  const { q, p, ties, ignoreInfPoints, root, state, limits } = checkedOptions(action, options);
  const first = readDiagram(action, "a", a), second = readDiagram(action, "b", b);
  const essential = ignoreInfPoints ? [] : matchEssential(action, first, second);
  const matching = matchFinite(first, second, { q, p, delta: 0, state, limits });
  const cost = matching.cost + essentialCost(essential, q);
  const value = root ? cost ** (1 / q) : cost;
  return record("wassersteinCost", [first.tensor, second.tensor], Float64Array.of(value), [], () => (gradient) => {
    const scale = gradient[0] * (root ? slopeOfRoot(cost, q) : 1);
    const [atA, atB] = matchingGradients(first.finitePoints, second.finitePoints, matching.partners, { q, p, ties });
    const gradients = [spreadGradient(first, atA, scale), spreadGradient(second, atB, scale)] as const;
    addEssentialGradients(essential, q, scale, ...gradients);
    return gradients;
  });
}

/** The derivative of `cost^(1/q)`, taken as 0 at 0. */
function slopeOfRoot(cost: number, q: number): number {
  return cost === 0 ? 0 : cost ** (1 / q - 1) / q;
}

type CheckedOptions = CostModel & {
  ignoreInfPoints: boolean;
  root: boolean;
  state: WassersteinState | undefined;
  limits: Limits;
};

function checkedOptions(action: string, options: WassersteinCostOptions): CheckedOptions {
  const {
    wassersteinQ = 1,
    wassersteinDelta = 0.05,
    internalP = Infinity,
    ignoreInfPoints = true,
    ties = "birth",
    root = false,
    state,
    ...rest
  } = asOptions(action, options, OPTIONS);
  checkExponent(action, "wassersteinQ", wassersteinQ, "; its limit is the bottleneck distance, see bottleneckCost");
  checkDelta(action, "wassersteinDelta", wassersteinDelta);
  checkNormExponent(action, "internalP", internalP);
  checkChoice(action, "ties", ties, TIES);
  checkFlag(action, "ignoreInfPoints", ignoreInfPoints);
  checkFlag(action, "root", root);
  checkState(action, state);
  return { q: wassersteinQ, p: internalP, ties, ignoreInfPoints, root, state, limits: checkLimits(action, rest) };
}
