/**
 * Persistent entropy.
 *
 * @module
 */
import { record } from "../autodiff/recording.ts";
import { asOptions } from "../tensor/as_options.ts";
import { checkChoice } from "../tensor/check_choice.ts";
import { checkFlag } from "../tensor/check_flag.ts";
import type { Tensor, TensorLike } from "../tensor/tensor.ts";
import { finitePoints } from "./_points.ts";
import { type Shares, sharesOf } from "./_shares.ts";
import { gridOf, SAMPLE_OPTIONS, type SampleOptions } from "./sample_grid.ts";

/** What {@linkcode entropy} gives: a number, or the entropy summary function. */
export type EntropyMode = "scalar" | "vector";

/** Options of {@linkcode entropy}; those of the grid count in the mode `"vector"` only. */
export interface EntropyOptions extends SampleOptions {
  /** A number, or a function on a grid; default `"scalar"`. */
  mode?: EntropyMode;
  /** Whether the samples of the function are divided by their sum; default `true`. Not used for a number. */
  normalized?: boolean;
}

const OPTIONS = ["mode", "normalized", ...SAMPLE_OPTIONS] as const;

/**
 * The entropy of the lifetimes in a diagram, as a number or as a function.
 *
 * With the lifetimes `l_i = death_i − birth_i` and `p_i = l_i / Σ_j l_j`,
 *
 * - `mode: "scalar"`: `−Σ_i p_i ln p_i`, from 0 for a single point to `ln n` for `n` equal lifetimes;
 * - `mode: "vector"`: the entropy summary function `−Σ p_i ln p_i` over those `i` with `birth_i ≤ x < death_i`, at each place `x`
 *   of a grid; with `normalized`, divided by the sum over the grid.
 *
 * `dgm: [n, 2]` holds (birth, death) in rows; the result is a single number, or `[resolution]`, without unit. For the grid see
 * {@linkcode sampleGrid}. Points with an infinite coordinate are left out; points on the diagonal add nothing. Without any
 * other all is 0.
 *
 * GUDHI gives the same numbers as a number and wherever both ends of its range are given or kept. Where it trims an end that it
 * has found, its samples are those at the places before, one step to the left of its `grid_`; here they are at the grid.
 *
 * Differentiable: in the lifetimes, where they are not 0; there the gradient is taken as 0 instead of infinite. The function
 * jumps where a point is born or dies at a place of the grid; that it would jump elsewhere is no part of the gradient, and nor
 * is the grid.
 *
 * Cost: `O(n)`, `O(n r)` for a grid of `r` places.
 *
 * @throws {TypeError} If `dgm` is not `[n, 2]`, or an option is of the wrong kind or unknown.
 * @throws {RangeError} If a coordinate is NaN, a death comes before its birth, `mode` is another word, `resolution` is below 1, or
 * `sampleRange` or `predefinedGrid` does not ascend.
 *
 * @example Two equal lifetimes, and the function drawn
 * ```ts
 * import { entropy, sampleGrid, subplots } from "@diagrad/diagrad";
 * import { assertAlmostEquals, assertEquals } from "@std/assert";
 *
 * const dgm = [[0, 2], [1, 3]];
 * assertAlmostEquals(entropy(dgm).item(), Math.log(2));
 *
 * const predefinedGrid = sampleGrid([dgm], { resolution: 4, keepEndpoints: true }); // 0, 1, 2, 3
 * const summary = entropy(dgm, { mode: "vector", predefinedGrid });
 * assertEquals(summary.toArray(), [0.25, 0.5, 0.25, 0]);
 *
 * const [, ax] = subplots();
 * ax.plot(predefinedGrid, summary);
 * ```
 *
 * See [Atienza20], [GUDHI].
 */
export function entropy(dgm: TensorLike, options: EntropyOptions = {}): Tensor {
  const action = "compute an entropy";
  const { mode = "scalar", normalized = true, ...sampling } = asOptions(action, options, OPTIONS);
  checkChoice(action, "mode", mode, ["scalar", "vector"]);
  checkFlag(action, "normalized", normalized);
  const { tensor, data } = finitePoints(action, dgm);
  const shares = sharesOf(data), { parts } = shares;
  if (mode === "vector") return summary(tensor, data, shares, gridOf(action, sampling, [data]), normalized);
  const value = Float64Array.of(parts.reduce((sum, part) => sum + part, 0));
  return record("entropy", [tensor], value, [], () => ([slope]) => {
    return [atEnds(shares.pulledBack(parts.map(() => slope)))];
  });
}

function summary(
  tensor: Tensor,
  points: Float64Array,
  shares: Shares,
  grid: Float64Array,
  normalized: boolean,
): Tensor {
  const { parts } = shares, ranges = points.map((end) => placesBefore(grid, end));
  const sums = new Float64Array(grid.length);
  parts.forEach((part, i) => {
    for (let k = ranges[2 * i]; k < ranges[2 * i + 1]; k++) sums[k] += part;
  });
  const total = normalized ? sums.reduce((total, sum) => total + sum, 0) : 1;
  const values = sums.map((sum) => total > 0 ? sum / total : 0);
  return record("entropy", [tensor], values, [grid.length], () => {
    const copy = values.slice();
    return (gradient) => {
      const common = normalized ? gradient.reduce((sum, slope, k) => sum + slope * copy[k], 0) : 0;
      const slopes = parts.map((_, i) => {
        let slope = 0;
        for (let k = ranges[2 * i]; k < ranges[2 * i + 1]; k++) slope += gradient[k] - common;
        return total > 0 ? slope / total : 0;
      });
      return [atEnds(shares.pulledBack(slopes))];
    };
  });
}

/** Number of places of an ascending grid that come before `x`. */
function placesBefore(grid: Float64Array, x: number): number {
  let [low, high] = [0, grid.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (grid[middle] < x) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A gradient at lifetimes as one at births and deaths, `[n, 2]`; nowhere −0. */
function atEnds(atLifetimes: Float64Array): Float64Array {
  const gradient = new Float64Array(2 * atLifetimes.length);
  atLifetimes.forEach((slope, i) => gradient.set([0 - slope, slope + 0], 2 * i));
  return gradient;
}
