/**
 * The places at which functions made of diagrams are sampled.
 *
 * @module
 */
import { asOptions } from "../tensor/as_options.ts";
import { checkFlag } from "../tensor/check_flag.ts";
import { asTensor } from "../tensor/create.ts";
import { describe } from "../tensor/describe.ts";
import { formatShape } from "../tensor/shape.ts";
import { Tensor, type TensorLike } from "../tensor/tensor.ts";
import { finitePoints } from "./_points.ts";
import { checkEnds, checkResolution, completed, isOpen, least, type RangeEnds, spaced } from "./_ranges.ts";

/** Options that say how places are found. */
export interface SampleRangeOptions {
  /** Number of places; default 100. */
  resolution?: number;
  /**
   * First and last place; default `[undefined, undefined]`. An end that is `undefined` (or NaN, as in GUDHI) is the least birth or
   * the greatest death.
   */
  sampleRange?: RangeEnds;
  /** Whether an end that is found is a place itself, and not one step outside of the first or last; default `false`. */
  keepEndpoints?: boolean;
}

/** Options that say where a function is sampled. */
export interface SampleOptions extends SampleRangeOptions {
  /** The places themselves, `[resolution]`, ascending; instead of the other options. */
  predefinedGrid?: TensorLike;
}

/** The names of {@linkcode SampleOptions}. */
export const SAMPLE_OPTIONS = ["resolution", "sampleRange", "keepEndpoints", "predefinedGrid"] as const;

/**
 * The places at which {@linkcode persistenceLandscape}, {@linkcode silhouette}, {@linkcode bettiCurve} and
 * {@linkcode entropy} sample functions made of diagrams: one grid for all of `dgms`.
 *
 * `resolution` evenly spaced numbers. Ends that are not given are found as in GUDHI, from the finite points: the least birth
 * and the greatest death of all `dgms`. There most functions are 0, so that by default these ends are left out: the grid is
 * that of one place more for each, without it. Without a point, an end that is not given is the other one, or 0.
 *
 * A list of diagrams `[n, 2]` gives a tensor `[resolution]` in the unit of the filtration, which is the option
 * `predefinedGrid` of the others, and the x-axis of their plots.
 *
 * Differentiable: no; the grid is a constant.
 *
 * @throws {TypeError} If `dgms` is not a list of diagrams `[n, 2]`, or an option is of the wrong kind.
 * @throws {RangeError} If a diagram has NaN or a death before its birth, `resolution` is not a positive integer, or
 * `sampleRange` does not ascend.
 *
 * @example A common grid
 * ```ts
 * import { persistenceLandscape, sampleGrid } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * const a = [[0, 2], [1, 4]], b = [[1, 3]];
 * const predefinedGrid = sampleGrid([a, b], { resolution: 3 });
 * assertEquals(predefinedGrid.toArray(), [1, 2, 3]);
 * assertEquals(persistenceLandscape(b, { predefinedGrid, numLandscapes: 1 }).toArray(), [[0, Math.SQRT2, 0]]);
 * ```
 *
 * See [GUDHI] for the definition.
 */
export function sampleGrid(dgms: readonly TensorLike[], options: SampleRangeOptions = {}): Tensor {
  const action = "make a grid";
  const known = asOptions(action, options, ["resolution", "sampleRange", "keepEndpoints"]);
  if (!Array.isArray(dgms)) {
    throw new TypeError(`Cannot ${action}: a list of diagrams was expected, but ${describe(dgms)} was found`);
  }
  const lists = dgms.map((dgm, k) => finitePoints(action, dgm, `dgms[${k}]`).data);
  const grid = gridOf(action, known, lists);
  return new Tensor(grid, [grid.length]);
}

/** The places that `options` ask for, where the finite points are those of `lists`. */
export function gridOf(action: string, options: SampleOptions, lists: readonly Float64Array[]): Float64Array {
  const { resolution = 100, sampleRange = [undefined, undefined], keepEndpoints = false, predefinedGrid } = options;
  if (predefinedGrid !== undefined) return givenGrid(action, predefinedGrid, options);
  checkResolution(action, "resolution", resolution);
  checkEnds(action, "sampleRange", sampleRange, 2);
  checkFlag(action, "keepEndpoints", keepEndpoints);
  const low = least(lists, (birth) => birth), high = -least(lists, (_, death) => -death);
  const range = completed(action, "sampleRange", sampleRange, low, high);
  const [before, after] = sampleRange.map((end) => isOpen(end) && !keepEndpoints ? 1 : 0);
  return spaced(range, before + resolution + after).subarray(before, before + resolution);
}

function givenGrid(action: string, predefinedGrid: TensorLike, options: SampleOptions): Float64Array {
  const other = SAMPLE_OPTIONS.find((name) => name !== "predefinedGrid" && options[name] !== undefined);
  if (other !== undefined) {
    throw new TypeError(`Cannot ${action}: predefinedGrid or ${other} was expected, but both were found`);
  }
  const { data, shape } = asTensor(action, predefinedGrid);
  if (shape.length !== 1 || shape[0] < 1) {
    throw new TypeError(
      `Cannot ${action}: predefinedGrid must have the shape [n] with n at least 1, but its shape is ${
        formatShape(shape)
      }`,
    );
  }
  for (let i = 0; i < data.length; i++) {
    if (Number.isNaN(data[i]) || data[i] < data[i - 1]) {
      throw new RangeError(
        `Cannot ${action}: predefinedGrid must ascend, but its entry ${i} is ${data[i]}` +
          (i > 0 ? ` after ${data[i - 1]}` : ""),
      );
    }
  }
  return data.slice();
}
