/**
 * Drawing positions with given probabilities, as both of NumPy's generators do.
 *
 * @module
 */
import { formatShape } from "../tensor/shape.ts";
import type { Tensor } from "../tensor/tensor.ts";

/** How far from 1 the sum of probabilities may be: the square root of the spacing of doubles at 1. */
const TOLERANCE = Math.sqrt(Number.EPSILON);

/** The values of `p` if they are the probabilities of `population` entries; `action` opens the error if they are not. */
export function checkProbabilities(action: string, p: Tensor, population: number): Float64Array {
  if (p.ndim !== 1 || p.size !== population) {
    throw new TypeError(
      `Cannot ${action}: p must have shape ${formatShape([population])}, but has shape ${formatShape(p.shape)}`,
    );
  }
  const wrong = p.data.find((value) => !(value >= 0));
  if (wrong !== undefined) throw new RangeError(`Cannot ${action}: p must not be negative, but holds ${wrong}`);
  let sum = 0, lost = 0;
  for (const value of p.data) {
    // Kahan's summation: what the sum rounds away is kept for the next term.
    const term = value - lost, next = sum + term;
    lost = next - sum - term;
    sum = next;
  }
  if (population > 0 && !(Math.abs(sum - 1) <= TOLERANCE)) {
    throw new RangeError(`Cannot ${action}: p must sum to 1, but sums to ${sum}`);
  }
  return p.data;
}

/** `count` positions with probabilities `weights`, by inversion of their cumulative sums. */
export function weightedChoice(
  weights: Float64Array,
  count: number,
  replace: boolean,
  nextUniform: () => number,
): Float64Array {
  if (replace) {
    const bounds = cumulativeShares(weights);
    return Float64Array.from({ length: count }, () => firstAbove(bounds, nextUniform()));
  }
  const left = weights.slice(), found = new Set<number>();
  while (found.size < count) {
    const bounds = cumulativeShares(left);
    // The round ends before what it found is struck out, so that repetitions are dropped and drawn again.
    const round = Array.from({ length: count - found.size }, () => firstAbove(bounds, nextUniform()));
    for (const position of round) {
      found.add(position);
      left[position] = 0;
    }
  }
  return Float64Array.from(found);
}

function cumulativeShares(weights: Float64Array): Float64Array {
  const sums = new Float64Array(weights.length);
  let sum = 0;
  for (let i = 0; i < weights.length; i++) sums[i] = sum += weights[i];
  return sums.map((partial) => partial / sum);
}

/** The first position whose bound is above `x`, by bisection. */
function firstAbove(bounds: Float64Array, x: number): number {
  let low = 0, high = bounds.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (bounds[middle] > x) high = middle;
    else low = middle + 1;
  }
  return low;
}
