/**
 * One step towards a Fréchet mean: every point moves to where it costs least with the partners that it has.
 *
 * @module
 */
import type { Sample } from "./_frechet_start.ts";

/** The partner of a point that is matched to the diagonal. */
const DIAGONAL = 0xffffffff;

/** A point of a diagram that is matched to a point of the mean. */
export interface Member {
  /** Index of the diagram. */
  readonly diagram: number;
  /** Index of the point among the finite ones. */
  readonly row: number;
}

/** The members of each of the `count` points, given for each diagram the partners of the points; `undefined`: all diagonal. */
export function membersOf(count: number, partners: readonly (Uint32Array | undefined)[]): Member[][] {
  const members: Member[][] = Array.from({ length: count }, () => []);
  partners.forEach((rows, diagram) =>
    rows?.forEach((row, k) => {
      if (row !== DIAGONAL) members[k].push({ diagram, row });
    })
  );
  return members;
}

/** The points of each diagram that are members of none, as flags. */
export function unmatched({ points }: Sample, members: readonly (readonly Member[])[]): Uint8Array[] {
  const flags = points.map((diagram) => new Uint8Array(diagram.length / 2).fill(1));
  for (const { diagram, row } of members.flat()) flags[diagram][row] = 0;
  return flags;
}

/**
 * How birth and death of a mean depend on those of its members, for the Euclidean norm and a sum of weights 1: each is
 * `Σ_i w_i (same · own coordinate + other · other coordinate)`. What is not in `weight` pulls to the diagonal.
 */
export function shares(weight: number): { same: number; other: number } {
  return { same: (1 + weight) / 2 / weight, other: (1 - weight) / 2 / weight };
}

/** The sum of the weights of the members; rounding does not take it beyond 1. */
export function weightOf(members: readonly Member[], { weights }: Sample): number {
  return Math.min(1, members.reduce((sum, { diagram }) => sum + weights[diagram], 0));
}

/**
 * The point that minimises `Σ_i w_i ‖x − p_i‖_p² + (1 − Σ_i w_i) dist_p(x, diagonal)²` over the members.
 *
 * In closed form for `p = 2`. Otherwise by two nested searches, which end with about half of the digits; if that is no
 * better than `before`, this is kept.
 */
export function bestPoint(
  members: readonly Member[],
  sample: Sample,
  p: number,
  before: readonly [number, number],
): [number, number] {
  const weight = weightOf(members, sample);
  const { same, other } = shares(weight);
  let births = 0, deaths = 0;
  for (const { diagram, row } of members) {
    births += sample.weights[diagram] * sample.points[diagram][2 * row];
    deaths += sample.weights[diagram] * sample.points[diagram][2 * row + 1];
  }
  const birth = same * births + other * deaths, death = other * births + same * deaths;
  const mean: [number, number] = [birth, Math.max(birth, death)];
  if (p === 2) return mean;
  const cost = (x: number, y: number) => costOf(members, sample, p, x, y);
  let low = Infinity, high = -Infinity;
  for (const { diagram, row } of members) {
    low = Math.min(low, sample.points[diagram][2 * row]);
    high = Math.max(high, sample.points[diagram][2 * row + 1]);
  }
  const bestDeath = (x: number) => leastAt(x, high, (y) => cost(x, y));
  const x = leastAt(low, high, (x) => cost(x, bestDeath(x)));
  const candidates: [number, number][] = [mean, [x, bestDeath(x)]];
  const better = (one: readonly [number, number], other: readonly [number, number]) =>
    cost(...other) < cost(...one) * (1 - 1e-12) ? other : one;
  const [chosenBirth, chosenDeath] = candidates.reduce(better, before);
  return [chosenBirth, chosenDeath];
}

/** What {@linkcode bestPoint} minimises, at `(birth, death)`. */
export function costOf(
  members: readonly Member[],
  { points, weights }: Sample,
  p: number,
  birth: number,
  death: number,
) {
  let weight = 0, sum = 0;
  for (const { diagram, row } of members) {
    weight += weights[diagram];
    sum += weights[diagram] * norm(birth - points[diagram][2 * row], death - points[diagram][2 * row + 1], p) ** 2;
  }
  const toDiagonal = Math.abs(death - birth) * 2 ** (1 / p - 1);
  return sum + Math.max(0, 1 - weight) * toDiagonal ** 2;
}

function norm(x: number, y: number, p: number): number {
  const larger = Math.max(Math.abs(x), Math.abs(y));
  if (larger === 0 || p === Infinity) return larger;
  return larger * ((Math.abs(x) / larger) ** p + (Math.abs(y) / larger) ** p) ** (1 / p);
}

const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** Where a convex function on an interval is least: golden sections, forty of them, leave 4e-9 of the interval. */
function leastAt(low: number, high: number, f: (x: number) => number): number {
  let from = low, to = high;
  let left = to - GOLDEN * (to - from), right = from + GOLDEN * (to - from);
  let atLeft = f(left), atRight = f(right);
  for (let round = 0; round < 40 && to > from; round++) {
    if (atLeft <= atRight) {
      [to, right, atRight] = [right, left, atLeft];
      left = to - GOLDEN * (to - from);
      atLeft = f(left);
    } else {
      [from, left, atLeft] = [left, right, atRight];
      right = from + GOLDEN * (to - from);
      atRight = f(right);
    }
  }
  return atLeft <= atRight ? left : right;
}
