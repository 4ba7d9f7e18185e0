/**
 * Wasserstein distances of persistence diagrams, and the matchings that attain them.
 *
 * @module
 */
import { checkLimits, LIMIT_OPTIONS, type LimitOptions } from "../filtrations/limits.ts";
import { kernels, type Limits, type MatchedPoints } from "../kernels.ts";
import { checkNormExponent } from "../ops/_exponent.ts";
import { asOptions } from "../tensor/as_options.ts";
import { checkFlag } from "../tensor/check_flag.ts";
import type { TensorLike } from "../tensor/tensor.ts";
import { type Diagram, readDiagram } from "./_diagram.ts";
import { essentialCorrespond, essentialCost, matchEssential } from "./_essential.ts";
import { checkDelta, checkExponent } from "./_exponent.ts";
import { type DiagramMatching, matchedRows } from "./diagram_matching.ts";
import { checkState, keepPrices, startPrices, type WassersteinState } from "./wasserstein_state.ts";

/** Options of {@linkcode wassersteinDistance} and {@linkcode wassersteinMatching}. */
export interface WassersteinOptions extends LimitOptions {
  /** The exponent `q` of the cost, at least 1; default 1. */
  wassersteinQ?: number;
  /** The norm `p` of the plane, in `[1, ∞]`; default `Infinity`. */
  internalP?: number;
  /** The relative error of the cost that is allowed, at least 0; default 0, which asks for a cheapest matching. */
  delta?: number;
  /** Leave out points with an infinite coordinate; default `false` for distances and `true` for matchings, as upstream. */
  ignoreInfPoints?: boolean;
  /** Prices of an earlier matching with the same second diagram, to begin with. */
  state?: WassersteinState;
}

const OPTIONS = ["wassersteinQ", "internalP", "delta", "ignoreInfPoints", "state", ...LIMIT_OPTIONS] as const;

/** What proves how cheap a matching is. */
export interface MatchingCertificate {
  /** What the matching costs. */
  readonly primal: number;
  /** What no matching undercuts: the value of a feasible solution of the dual programme. */
  readonly dual: number;
  /** `primal − dual`: 0 but for rounding of what the diagonal would cost, or what `delta` allows. */
  readonly gap: number;
}

/** A cheapest matching of two persistence diagrams. */
export interface WassersteinMatching extends DiagramMatching {
  /** What proves it cheapest. */
  readonly certificate: MatchingCertificate;
}

/**
 * The Wasserstein distance of two persistence diagrams: the root of what the cheapest matching costs.
 *
 * `min_γ (Σ_(x, y) ∈ γ ‖x − y‖_p^q + Σ_(x not in γ) ‖x − πx‖_p^q)^(1/q)`, where `γ` matches points of `a` and `b` one to
 * one and `πx` is the middle of birth and death on the diagonal. Unless ignored, points with one infinite coordinate are
 * matched among those with the same infinity by the rank of the other; where these are not equally many, the distance is
 * `Infinity`.
 *
 * `a: [n, 2]` and `b: [m, 2]` hold (birth, death) in rows, in the unit of the filtration; an empty diagram is `[0, 2]` or
 * `[]`. The result is a number in that unit.
 *
 * Differentiable: no; {@linkcode wassersteinCost} is.
 *
 * Cost: that of {@linkcode wassersteinMatching}.
 *
 * @throws {TypeError} If a diagram is not `[n, 2]`.
 * @throws {RangeError} If a coordinate is NaN, a death comes before its birth, an option is out of range, or more memory
 * would be needed than is allowed.
 *
 * @example Three points against one
 * ```ts
 * import { wassersteinDistance } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(wassersteinDistance([[0, 4], [1, 2], [3, 5]], [[0, 7]]), 3 + 0.5 + 1);
 * ```
 *
 * See [Kerber17].
 */
export function wassersteinDistance(a: TensorLike, b: TensorLike, options: WassersteinOptions = {}): number {
  const action = "compute the Wasserstein distance";
  const request = checkedOptions(action, options);
  const first = readDiagram(action, "a", a), second = readDiagram(action, "b", b);
  const { q, ignoreInfPoints = false } = request;
  if (!ignoreInfPoints && !essentialCorrespond(action, first, second)) return Infinity;
  const essential = ignoreInfPoints ? [] : matchEssential(action, first, second);
  return (matchFinite(first, second, request).cost + essentialCost(essential, q)) ** (1 / q);
}

/**
 * The cheapest matching of two persistence diagrams, in which any point may be matched to the diagonal, and its proof.
 *
 * What it minimises is said at {@linkcode wassersteinDistance}. The result names points by their rows. Where several
 * matchings are cheapest, it is always the same one of them. The certificate holds the value of the dual programme
 * (prices `v ≥ 0` of the points of `b` and what they leave the points of `a`), which no matching can undercut. Rounding is
 * relative to what the diagonal would cost, so that where the least cost is a tiny part of that, as for a large `q`, the gap
 * may be a large part of it.
 *
 * Differentiable: no; {@linkcode wassersteinCost} is.
 *
 * Cost: exact, without copies of the diagonal. Few pairs gain on the diagonal where most points are close to it: these are
 * listed, and shortest augmenting paths searched among them. Where many do, an auction lists none: memory `O(n + m)`, and
 * about `(n + m)^1.5` time. When all births are equal, `O(nm)` time. With a positive `delta` the auction stops when its
 * certificate shows that the cost is at most `1 + delta` times the least; the other two are exact all the same.
 *
 * @throws {TypeError} If a diagram is not `[n, 2]`.
 * @throws {RangeError} If a coordinate is NaN, a death comes before its birth, essential points do not correspond, an
 * option is out of range, or more memory would be needed than is allowed.
 *
 * @example Who goes where
 * ```ts
 * import { wassersteinMatching } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * const matching = wassersteinMatching([[0, 1], [0.5, 2], [1.5, 3]], [[0.5, 2.5], [0, 1]], { wassersteinQ: 2 });
 * assertEquals(matching.finiteToFinite, [[0, 1], [1, 0]]);
 * assertEquals(matching.aToDiagonal, [2]);
 * assertEquals(matching.cost, 0.5 ** 2 + 0.75 ** 2);
 * assertEquals(matching.certificate.gap, 0);
 * ```
 *
 * See [Kerber17] for the cost and the auction, [JonkerVolgenant87] for the paths.
 */
export function wassersteinMatching(
  a: TensorLike,
  b: TensorLike,
  options: WassersteinOptions = {},
): WassersteinMatching {
  const action = "match two diagrams";
  const request = checkedOptions(action, options);
  const first = readDiagram(action, "a", a), second = readDiagram(action, "b", b);
  const { q, ignoreInfPoints = true } = request;
  const essential = ignoreInfPoints ? [] : matchEssential(action, first, second);
  const { partners, cost, bound } = matchFinite(first, second, request);
  const certain = essentialCost(essential, q), primal = cost + certain, dual = bound + certain;
  return {
    ...matchedRows(first, second, partners, essential),
    cost: primal,
    distance: primal ** (1 / q),
    certificate: { primal, dual, gap: primal - dual },
  };
}

/** What a matching of finite points is asked for. */
export interface FiniteRequest {
  readonly q: number;
  readonly p: number;
  readonly delta: number;
  readonly state: WassersteinState | undefined;
  readonly limits: Limits;
}

/** Matches the finite points, from the prices of the state and on to those that it keeps. */
export function matchFinite(a: Diagram, b: Diagram, { q, p, delta, state, limits }: FiniteRequest): MatchedPoints {
  const prices = startPrices(state, b.finiteRows.length);
  const matched = kernels().matchDiagrams(a.finitePoints, b.finitePoints, { q, internalP: p, delta, prices, limits });
  keepPrices(state, matched);
  return matched;
}

function checkedOptions(
  action: string,
  options: WassersteinOptions,
): FiniteRequest & { ignoreInfPoints: boolean | undefined } {
  const { wassersteinQ: q = 1, internalP: p = Infinity, delta = 0, ignoreInfPoints, state, ...rest } = asOptions(
    action,
    options,
    OPTIONS,
  );
  checkExponent(action, "wassersteinQ", q, "; its limit is the bottleneck distance, see bottleneckDistance");
  checkNormExponent(action, "internalP", p);
  checkDelta(action, "delta", delta);
  if (ignoreInfPoints !== undefined) checkFlag(action, "ignoreInfPoints", ignoreInfPoints);
  checkState(action, state);
  return { q, p, delta, ignoreInfPoints, state, limits: checkLimits(action, rest) };
}
