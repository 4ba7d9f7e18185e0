/**
 * The search for a Fréchet mean of finite points.
 *
 * @module
 */
import { kernels, type Limits } from "../kernels.ts";
import type { Sample } from "./_frechet_start.ts";
import { bestPoint, costOf, type Member, membersOf, unmatched, weightOf } from "./_frechet_step.ts";

/** Options of {@linkcode searchMean}. */
export interface SearchOptions {
  /** The most steps. */
  readonly maxIter: number;
  /** The least move that counts, and the least length of a bar. */
  readonly tol: number;
  /** The relative error allowed in the costs of matchings. */
  readonly delta: number;
  /** The norm of the plane. */
  readonly internalP: number;
  /** Whether points of the mean may come forth and be merged. */
  readonly adaptSupport: boolean;
  /** What matchings may use. */
  readonly limits: Limits;
}

/** What a search found. */
export interface SearchResult {
  /** The points of the mean, `[k, 2]`. */
  readonly points: Float64Array;
  /** The points that are matched to each of them. */
  readonly members: readonly (readonly Member[])[];
  /** The objective at the start and after each step. */
  readonly objectives: readonly number[];
  /** The number of steps. */
  readonly iterations: number;
  /** Whether nothing moves any more. */
  readonly converged: boolean;
}

/** Points with the points of the diagrams that are matched to them, and the objective. */
interface Matched {
  readonly points: Float64Array;
  readonly members: Member[][];
  readonly objective: number;
}

/**
 * Alternates between matchings and steps, from the points `start`, until nothing moves or the objective does not fall; then
 * merges points where this lowers the objective, and goes on.
 */
export function searchMean(start: Float64Array, sample: Sample, options: SearchOptions): SearchResult {
  let current: Matched = matchAll(start, sample, options);
  const objectives = [current.objective];
  let atRest = false, converged = false;
  while (true) {
    const merged = atRest && options.adaptSupport ? mergedPoints(current, sample, options) : undefined;
    converged = atRest && merged === undefined;
    if (converged || objectives.length > options.maxIter) break;
    const points: Float64Array = merged ?? step(current, sample, options);
    const next = matchAll(points, sample, options);
    if (next.objective <= current.objective) {
      atRest = movedBy(current.points, points) <= options.tol;
      current = next;
      objectives.push(current.objective);
    } else {
      // No step raises the objective but by rounding, or by matchings that are not exact.
      objectives.push(current.objective);
      converged = true;
      break;
    }
  }
  const iterations = objectives.length - 1;
  return { points: current.points, members: current.members, objectives, iterations, converged };
}

function matchAll(points: Float64Array, sample: Sample, { delta, internalP, limits }: SearchOptions): Matched {
  let objective = 0;
  const partners = sample.points.map((diagram, i) => {
    if (sample.weights[i] === 0) return undefined;
    const matching = kernels().matchDiagrams(points, diagram, { q: 2, internalP, delta, limits });
    objective += sample.weights[i] * matching.cost;
    return matching.partners;
  });
  return { points, members: membersOf(points.length / 2, partners), objective };
}

/** The points after a step: those that have partners moved, then new ones. */
function step({ points, members }: Matched, sample: Sample, options: SearchOptions): Float64Array {
  const moved: number[] = [];
  members.forEach((own, k) => {
    if (own.length === 0) return;
    const [birth, death] = bestPoint(own, sample, options.internalP, [points[2 * k], points[2 * k + 1]]);
    if (death - birth > options.tol) moved.push(birth, death);
  });
  if (options.adaptSupport) moved.push(...newborn(members, sample, options));
  return Float64Array.from(moved);
}

/**
 * Points for those of the diagrams that have no partner.
 *
 * A point alone against the diagonal is best met at its weight's share of the way from its projection, in every norm. What
 * one diagram brings forth is offered to the next ones, so that points close together get one partner and not several.
 */
function newborn(
  members: readonly Member[][],
  sample: Sample,
  { tol, delta, internalP, limits }: SearchOptions,
): number[] {
  const found: number[] = [];
  unmatched(sample, members).forEach((flags, i) => {
    const weight = sample.weights[i], diagram = sample.points[i];
    const rows = [...flags.keys()].filter((row) => flags[row] === 1);
    if (weight === 0 || rows.length === 0) return;
    const points = Float64Array.from(rows.flatMap((row) => [diagram[2 * row], diagram[2 * row + 1]]));
    const taken = new Uint8Array(rows.length);
    if (found.length > 0) {
      const { partners } = kernels().matchDiagrams(Float64Array.from(found), points, {
        q: 2,
        internalP,
        delta,
        limits,
      });
      for (const row of partners) if (row < taken.length) taken[row] = 1;
    }
    taken.forEach((isTaken, k) => {
      const own = [{ diagram: i, row: rows[k] }];
      const [birth, death] = bestPoint(own, sample, 2, [0, 0]);
      if (!isTaken && death - birth > tol) found.push(birth, death);
    });
  });
  return found;
}

/** Points of the mean that may be merged with others, and what is known of them. */
interface Cluster {
  readonly members: readonly Member[];
  readonly weight: number;
  readonly birth: number;
  readonly death: number;
  readonly cost: number;
}

/**
 * The points after merging pairs where one point costs less than two, those that gain most first; `undefined` if there are
 * none. No two points of a diagram may end at one.
 */
function mergedPoints(matched: Matched, sample: Sample, { internalP }: SearchOptions): Float64Array | undefined {
  const clusters = matched.members.map((members, k) => clusterOf(members, sample, matched.points, k, internalP));
  // The spread of two sums of members, which no place of a common point avoids; in other norms at least half of it.
  const spread = (one: Cluster, other: Cluster) =>
    one.weight * other.weight / (one.weight + other.weight) *
    ((one.birth - other.birth) ** 2 + (one.death - other.death) ** 2) / (internalP > 2 ? 2 : 1);
  const pairs: { i: number; j: number; point: [number, number]; gain: number }[] = [];
  clusters.forEach((one, i) => {
    for (let j = 0; j < i; j++) {
      const other = clusters[j], separate = one.cost + other.cost;
      if (!(spread(one, other) < separate) || shareDiagram(one.members, other.members)) continue;
      const members = [...one.members, ...other.members];
      const point = bestPoint(members, sample, internalP, [matched.points[2 * i], matched.points[2 * i + 1]]);
      const gain = separate - costOf(members, sample, internalP, ...point);
      if (gain > 1e-12 * separate) pairs.push({ i, j, point, gain });
    }
  });
  if (pairs.length === 0) return undefined;
  pairs.sort((x, y) => y.gain - x.gain || x.i - y.i || x.j - y.j);
  const points = Array.from(clusters, (_, k) => [matched.points[2 * k], matched.points[2 * k + 1]]);
  const isTaken = clusters.map(() => false), isGone = clusters.map(() => false);
  for (const { i, j, point } of pairs) {
    if (isTaken[i] || isTaken[j]) continue;
    isTaken[i] = isTaken[j] = isGone[i] = true;
    points[j] = point;
  }
  return Float64Array.from(points.filter((_, k) => !isGone[k]).flat());
}

function clusterOf(
  members: readonly Member[],
  sample: Sample,
  points: Float64Array,
  k: number,
  internalP: number,
): Cluster {
  const weight = weightOf(members, sample);
  let birth = 0, death = 0;
  for (const { diagram, row } of members) {
    birth += sample.weights[diagram] / weight * sample.points[diagram][2 * row];
    death += sample.weights[diagram] / weight * sample.points[diagram][2 * row + 1];
  }
  const cost = costOf(members, sample, internalP, points[2 * k], points[2 * k + 1]);
  return { members, weight, birth, death, cost };
}

/** Whether two lists of members, ordered by diagram, have points of the same diagram. */
function shareDiagram(one: readonly Member[], other: readonly Member[]): boolean {
  for (let i = 0, j = 0; i < one.length && j < other.length;) {
    const order = one[i].diagram - other[j].diagram;
    if (order === 0) return true;
    if (order < 0) i++;
    else j++;
  }
  return false;
}

/** How far any coordinate moved; points that come or go have moved infinitely far. */
function movedBy(before: Float64Array, after: Float64Array): number {
  if (before.length !== after.length) return Infinity;
  return after.reduce((most, x, k) => Math.max(most, Math.abs(x - before[k])), 0);
}
