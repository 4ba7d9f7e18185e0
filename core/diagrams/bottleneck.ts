/**
 * Bottleneck distances of persistence diagrams, and the matchings that attain them.
 *
 * @module
 */
import { checkLimits, LIMIT_OPTIONS, type LimitOptions } from "../filtrations/limits.ts";
import { type BottleneckPoints, kernels, type Limits } from "../kernels.ts";
import { asOptions } from "../tensor/as_options.ts";
import { checkFlag } from "../tensor/check_flag.ts";
import type { TensorLike } from "../tensor/tensor.ts";
import { type Diagram, readDiagram } from "./_diagram.ts";
import { essentialCorrespond, type EssentialFamily, type EssentialPair, matchEssential } from "./_essential.ts";
import { checkDelta } from "./_exponent.ts";
import { type DiagramMatching, matchedRows } from "./diagram_matching.ts";

/** Options of {@linkcode bottleneckDistance} and {@linkcode bottleneckMatching}. */
export interface BottleneckOptions extends LimitOptions {
  /** The relative error allowed, at least 0; default 0. What is found is exact, which is within any. */
  delta?: number;
  /** Leave out points with an infinite coordinate; default `false` for distances and `true` for matchings, as upstream. */
  ignoreInfPoints?: boolean;
}

const OPTIONS = ["delta", "ignoreInfPoints", ...LIMIT_OPTIONS] as const;

/** A longest edge between finite points, or from one to the diagonal. */
export interface FiniteLongestEdge {
  /** Its length in the maximum norm, which is the distance of the diagrams. */
  readonly length: number;
  /** The row of `a` at its end, or `null` for the diagonal. */
  readonly idxA: number | null;
  /** The row of `b` at its other end, or `null` for the diagonal. */
  readonly idxB: number | null;
  /** Birth and death at its end in `a`, or the middle of those in `b` twice, on the diagonal. */
  readonly pointA: readonly [number, number];
  /** The same for `b`. */
  readonly pointB: readonly [number, number];
}

/** A longest edge between essential points. */
export interface EssentialLongestEdge {
  /** The difference of their finite coordinates, which is the distance of the diagrams. */
  readonly length: number;
  /** The row of `a`. */
  readonly idxA: number;
  /** The row of `b`. */
  readonly idxB: number;
  /** The finite coordinate of the point of `a`. */
  readonly coordA: number;
  /** That of the point of `b`. */
  readonly coordB: number;
}

/** A matching of two persistence diagrams whose longest edge is as short as can be; its cost is its distance. */
export interface BottleneckMatching extends DiagramMatching {
  /** All its edges of that length: by row of `a`, then those from the diagonal by row of `b`. None at distance 0. */
  readonly longest: {
    readonly finite: readonly FiniteLongestEdge[];
    readonly essential: Readonly<Record<EssentialFamily, readonly EssentialLongestEdge[]>>;
  };
}

/**
 * The bottleneck distance of two persistence diagrams: how far the farthest pair of the best matching must be.
 *
 * `min_γ max(max_(x, y) ∈ γ ‖x − y‖_∞, max_(x not in γ) (death_x − birth_x)/2)`, where `γ` matches points of `a` and `b`
 * one to one. Unless ignored, points with one infinite coordinate are matched among those with the same infinity by the
 * rank of the other; where these are not equally many, the distance is `Infinity`.
 *
 * `a: [n, 2]` and `b: [m, 2]` hold (birth, death) in rows, in the unit of the filtration; an empty diagram is `[0, 2]` or
 * `[]`. The result is a number in that unit: one of the lengths above, exact to the last bit.
 *
 * Differentiable: no; {@linkcode bottleneckCost} is.
 *
 * Cost: as that of {@linkcode bottleneckMatching}.
 *
 * @throws {TypeError} If a diagram is not `[n, 2]`.
 * @throws {RangeError} If a coordinate is NaN, a death comes before its birth, an option is out of range, or more memory
 * would be needed than is allowed.
 *
 * @example The short bar goes to the diagonal
 * ```ts
 * import { bottleneckDistance } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(bottleneckDistance([[0, 4], [1, 2]], [[0.25, 4.75]]), 0.75);
 * assertEquals(bottleneckDistance([[0, Infinity]], []), Infinity);
 * ```
 *
 * See [EfratItaiKatz01] and [Kerber17].
 */
export function bottleneckDistance(a: TensorLike, b: TensorLike, options: BottleneckOptions = {}): number {
  const action = "compute the bottleneck distance";
  const { limits, ignoreInfPoints = false } = checkedOptions(action, options);
  const first = readDiagram(action, "a", a), second = readDiagram(action, "b", b);
  if (!ignoreInfPoints && !essentialCorrespond(action, first, second)) return Infinity;
  const essential = ignoreInfPoints ? [] : matchEssential(action, first, second);
  return matchBottleneck(first, second, essential, limits).distance;
}

/**
 * The matching of two persistence diagrams that attains their bottleneck distance, and its longest edges.
 *
 * What it minimises is said at {@linkcode bottleneckDistance}. Many matchings do; this is one of them, always the same.
 * Points that the distance does not force anywhere are matched one by one, by falling persistence, with the nearest that
 * is left, if that is nearer than the diagonal is for one of the two. The result names points by their rows.
 *
 * Differentiable: no; {@linkcode bottleneckCost} is.
 *
 * Cost: thresholds are tried, each by shortest augmenting paths among points that a k-d tree finds,
 * `O((n + m)^1.5 log(n + m))` for all but odd clusters, and raised only as far as a set of points without enough partners
 * demands. Memory is linear. `nThreads` up to 2 are of use, for the first bound only.
 *
 * @throws {TypeError} If a diagram is not `[n, 2]`.
 * @throws {RangeError} If a coordinate is NaN, a death comes before its birth, essential points do not correspond, an
 * option is out of range, or more memory would be needed than is allowed.
 *
 * @example Who goes where, and which edge is the longest
 * ```ts
 * import { bottleneckMatching } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * const { finiteToFinite, aToDiagonal, distance, longest } = bottleneckMatching(
 *   [[0, 1], [0.5, 2], [1.5, 3]],
 *   [[0.1, 0.9], [0.6, 1.8]],
 * );
 * assertEquals([finiteToFinite, aToDiagonal, distance], [[[0, 0], [1, 1]], [2], 0.75]);
 * assertEquals(longest.finite, [{ length: 0.75, idxA: 2, idxB: null, pointA: [1.5, 3], pointB: [2.25, 2.25] }]);
 * ```
 *
 * See [EfratItaiKatz01] and [Kerber17].
 */
export function bottleneckMatching(a: TensorLike, b: TensorLike, options: BottleneckOptions = {}): BottleneckMatching {
  const action = "match two diagrams";
  const { limits, ignoreInfPoints = true } = checkedOptions(action, options);
  const first = readDiagram(action, "a", a), second = readDiagram(action, "b", b);
  const essential = ignoreInfPoints ? [] : matchEssential(action, first, second);
  const { distance, finite } = matchBottleneck(first, second, essential, limits);
  const rows = matchedRows(first, second, finite.partners, essential);
  return {
    ...rows,
    cost: distance,
    distance,
    longest: {
      finite: longestFinite(first, second, rows, distance),
      essential: longestEssential(first, second, essential, distance),
    },
  };
}

/** What attains the distance of two diagrams. */
export interface Bottleneck {
  /** The distance, essential points included. */
  readonly distance: number;
  /** The matching of the finite points. */
  readonly finite: BottleneckPoints;
  /** The first pair of essential points that attains the distance, if no finite points do. */
  readonly farthest: EssentialPair | undefined;
}

/** Matches the finite points of two diagrams whose essential points are matched. */
export function matchBottleneck(
  a: Diagram,
  b: Diagram,
  essential: readonly EssentialPair[],
  limits: Limits,
): Bottleneck {
  const finite = kernels().bottleneck(a.finitePoints, b.finitePoints, limits);
  let distance = finite.value, farthest: EssentialPair | undefined;
  for (const pair of essential) {
    if (Math.abs(pair.difference) <= distance) continue;
    distance = Math.abs(pair.difference);
    farthest = pair;
  }
  return { distance, finite, farthest };
}

function longestFinite(
  { tensor: { data: a } }: Diagram,
  { tensor: { data: b } }: Diagram,
  rows: Pick<DiagramMatching, "finiteToFinite" | "aToDiagonal" | "bToDiagonal">,
  distance: number,
): FiniteLongestEdge[] {
  if (distance === 0) return [];
  const pairs: (readonly [number | null, number | null])[] = [
    ...[...rows.finiteToFinite, ...rows.aToDiagonal.map((row) => [row, null] as const)].sort((p, q) => p[0] - q[0]),
    ...rows.bToDiagonal.map((row) => [null, row] as const),
  ];
  return pairs.flatMap(([idxA, idxB]) => {
    const length = idxA === null
      ? b[2 * idxB! + 1] / 2 - b[2 * idxB!] / 2
      : idxB === null
      ? a[2 * idxA + 1] / 2 - a[2 * idxA] / 2
      : Math.max(Math.abs(a[2 * idxA] - b[2 * idxB]), Math.abs(a[2 * idxA + 1] - b[2 * idxB + 1]));
    if (length !== distance) return [];
    const pointA = pointOrMiddle(a, idxA, b, idxB), pointB = pointOrMiddle(b, idxB, a, idxA);
    return [{ length, idxA, idxB, pointA, pointB }];
  });
}

/** The point of a row, or the projection to the diagonal of that of the row of the other diagram. */
function pointOrMiddle(
  own: Float64Array,
  row: number | null,
  other: Float64Array,
  otherRow: number | null,
): [number, number] {
  if (row !== null) return [own[2 * row], own[2 * row + 1]];
  const middle = other[2 * otherRow!] / 2 + other[2 * otherRow! + 1] / 2;
  return [middle, middle];
}

function longestEssential(
  a: Diagram,
  b: Diagram,
  essential: readonly EssentialPair[],
  distance: number,
): Record<EssentialFamily, EssentialLongestEdge[]> {
  const longest: Record<EssentialFamily, EssentialLongestEdge[]> = {
    infDeath: [],
    negInfDeath: [],
    infBirth: [],
    negInfBirth: [],
  };
  for (const { family, rowA, rowB, axis, difference } of essential) {
    if (distance === 0 || Math.abs(difference) !== distance) continue;
    const coordA = a.tensor.data[2 * rowA + axis], coordB = b.tensor.data[2 * rowB + axis];
    longest[family].push({ length: distance, idxA: rowA, idxB: rowB, coordA, coordB });
  }
  return longest;
}

function checkedOptions(
  action: string,
  options: BottleneckOptions,
): { limits: Limits; ignoreInfPoints: boolean | undefined } {
  const { delta = 0, ignoreInfPoints, ...rest } = asOptions(action, options, OPTIONS);
  checkDelta(action, "delta", delta);
  if (ignoreInfPoints !== undefined) checkFlag(action, "ignoreInfPoints", ignoreInfPoints);
  return { limits: checkLimits(action, rest), ignoreInfPoints };
}
