/**
 * Persistence landscapes.
 *
 * @module
 */
import { record } from "../autodiff/recording.ts";
import { checkLimits, LIMIT_OPTIONS, type LimitOptions } from "../filtrations/limits.ts";
import { kernels } from "../kernels.ts";
import { asOptions } from "../tensor/as_options.ts";
import { describe } from "../tensor/describe.ts";
import type { Tensor, TensorLike } from "../tensor/tensor.ts";
import { finitePoints } from "./_points.ts";
import { gridOf, SAMPLE_OPTIONS, type SampleOptions } from "./sample_grid.ts";

/** Options of {@linkcode persistenceLandscape}. */
export interface PersistenceLandscapeOptions extends SampleOptions, LimitOptions {
  /** Number of functions; default 5. */
  numLandscapes?: number;
}

const OPTIONS = ["numLandscapes", ...SAMPLE_OPTIONS, ...LIMIT_OPTIONS] as const;

/** The row where a function is 0 because there are fewer tents. */
const NOBODY = 0xffffffff;
/** Native code counts in 32 bits. */
const MOST_SAMPLES = 2 ** 31;

/**
 * The persistence landscape of a diagram: the highest tents over its points, the second highest, and so on, sampled on a grid.
 *
 * Over each point stands the tent `max(0, min(x − birth, death − x))`. Function `k` is at `x` the `k`-th largest of all tents,
 * times √2 as in GUDHI.
 *
 * `dgm: [n, 2]` holds (birth, death) in rows; the result is `[numLandscapes, resolution]` in the unit of the diagram; `reshape([-1])`
 * of it is what GUDHI gives. For the grid see {@linkcode sampleGrid}. Points with an infinite coordinate are left out, and where
 * there are fewer than `k` tents, function `k` is 0.
 *
 * Differentiable: where tents differ and `x` is not below a peak; not in the grid, which is a constant also where it is found from
 * the diagram. Of equal tents that of the first row comes first and takes the gradient of the higher function. A peak pulls half
 * at birth and half at death, and where a function is 0, it pulls at nobody.
 *
 * Cost: `O(n r)` time for a grid of `r` places, on all threads; value and rows of the tents are one native call, from which the
 * gradient is read off.
 *
 * @throws {TypeError} If `dgm` is not `[n, 2]`, or an option is of the wrong kind or unknown.
 * @throws {RangeError} If a coordinate is NaN, a death comes before its birth, `numLandscapes` or `resolution` is below 1,
 * `sampleRange` or `predefinedGrid` does not ascend, or more memory would be needed than is allowed.
 *
 * @example Two tents, drawn
 * ```ts
 * import { persistenceLandscape, sampleGrid, subplots, tensor } from "@diagrad/diagrad";
 * import { assertAlmostEquals, assertEquals } from "@std/assert";
 *
 * const dgm = tensor([[0, 4], [1, 3]], { requiresGrad: true });
 * const predefinedGrid = sampleGrid([dgm], { resolution: 5, keepEndpoints: true }); // 0, 1, 2, 3, 4
 * const landscape = persistenceLandscape(dgm, { predefinedGrid, numLandscapes: 2 });
 * assertEquals(landscape.div(Math.SQRT2).toArray(), [[0, 1, 2, 1, 0], [0, 0, 1, 0, 0]]);
 *
 * landscape.sum().backward();
 * assertAlmostEquals(dgm.grad!.data[0], -1.5 * Math.SQRT2); // 1 where the tent rises, half of the peak
 *
 * const [, ax] = subplots();
 * for (const k of [0, 1]) ax.plot(predefinedGrid, landscape.index(k), { label: `λ${k + 1}` });
 * ax.legend();
 * ```
 *
 * See [Bubenik15], [GUDHI].
 */
export function persistenceLandscape(dgm: TensorLike, options: PersistenceLandscapeOptions = {}): Tensor {
  const action = "compute a persistence landscape";
  const { numLandscapes = 5, nThreads, maxMemory, ...sampling } = asOptions(action, options, OPTIONS);
  const limits = checkLimits(action, { nThreads, maxMemory });
  const { tensor, data } = finitePoints(action, dgm);
  const grid = gridOf(action, sampling, [data]), size = numLandscapes * grid.length;
  if (!(Number.isInteger(numLandscapes) && numLandscapes >= 1 && size < MOST_SAMPLES)) {
    const found = typeof numLandscapes === "number" ? numLandscapes : describe(numLandscapes);
    throw new RangeError(
      `Cannot ${action}: numLandscapes must be a positive integer with fewer than 2^31 samples in all, but is ${found}`,
    );
  }
  const { heights, rows } = kernels().persistenceLandscape(data, grid, numLandscapes, limits);
  const values = heights.map((height) => height * Math.SQRT2);
  return record("persistenceLandscape", [tensor], values, [numLandscapes, grid.length], () => (gradient) => {
    const atPoints = new Float64Array(data.length);
    rows.forEach((row, at) => {
      if (row === NOBODY) return;
      const x = grid[at % grid.length], slope = gradient[at] * Math.SQRT2;
      const left = x - data[2 * row], right = data[2 * row + 1] - x;
      const share = left === right ? 0.5 : left < right ? 1 : 0;
      atPoints[2 * row] -= slope * share;
      atPoints[2 * row + 1] += slope * (1 - share);
    });
    return [atPoints];
  });
}
