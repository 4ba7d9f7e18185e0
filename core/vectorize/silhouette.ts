/**
 * Persistence silhouettes.
 *
 * @module
 */
import { record } from "../autodiff/recording.ts";
import { checkLimits, LIMIT_OPTIONS, type LimitOptions } from "../filtrations/limits.ts";
import { kernels } from "../kernels.ts";
import { asOptions } from "../tensor/as_options.ts";
import type { Tensor, TensorLike } from "../tensor/tensor.ts";
import { finitePoints } from "./_points.ts";
import { type PointWeight, weightsOf } from "./_weights.ts";
import { gridOf, SAMPLE_OPTIONS, type SampleOptions } from "./sample_grid.ts";

/** Options of {@linkcode silhouette}. */
export interface SilhouetteOptions extends SampleOptions, LimitOptions {
  /**
   * Weights of the points, not negative: a function of births and deaths, both tensors `[n]`, to a tensor `[n]` or one number for
   * all; default 1. Gradients flow through it.
   */
  weight?: PointWeight;
}

const OPTIONS = ["weight", ...SAMPLE_OPTIONS, ...LIMIT_OPTIONS] as const;

/**
 * The silhouette of a diagram: the weighted mean of the tents over its points, sampled on a grid.
 *
 * `√2 · Σ_i w_i max(0, min(x − birth_i, death_i − x)) / Σ_i w_i` at each place `x`, as in GUDHI.
 * `weight: (birth, death) => death.sub(birth).pow(q)` gives the power-weighted silhouettes of the paper: a large `q` lets long
 * lives alone count, a small one all alike.
 *
 * `dgm: [n, 2]` holds (birth, death) in rows; the result is `[resolution]` in the unit of the diagram. For the grid see
 * {@linkcode sampleGrid}. Points with an infinite coordinate are left out; a diagram with none but points on the diagonal gives
 * zeros.
 *
 * Differentiable: in the points where no end and no peak of a tent is at a place of the grid, and through `weight`; not in the
 * grid, which is a constant also where it is found from the diagram. A peak pulls half at birth and half at death, and where a
 * tent is 0, it pulls at nobody.
 *
 * Cost: `O(n r)` time for a grid of `r` places, on all threads; value and gradient are one native call each.
 *
 * @throws {TypeError} If `dgm` is not `[n, 2]`, `weight` does not give one number for each point, or an option is of the wrong
 * kind or unknown.
 * @throws {RangeError} If a coordinate is NaN, a death comes before its birth, a weight is negative or not finite, all are 0,
 * `resolution` is below 1, or `sampleRange` or `predefinedGrid` does not ascend.
 *
 * @example Weighted by persistence, and drawn
 * ```ts
 * import { sampleGrid, silhouette, subplots, type Tensor } from "@diagrad/diagrad";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const dgm = [[0, 4], [1, 3]];
 * const weight = (birth: Tensor, death: Tensor) => death.sub(birth);
 * const predefinedGrid = sampleGrid([dgm], { resolution: 3 }); // 1, 2, 3
 * const curve = silhouette(dgm, { weight, predefinedGrid });
 * assertAlmostEquals(curve.data[1], Math.SQRT2 * (4 * 2 + 2 * 1) / (4 + 2));
 *
 * const [, ax] = subplots();
 * ax.plot(predefinedGrid, curve);
 * ```
 *
 * See [Chazal14], [GUDHI].
 */
export function silhouette(dgm: TensorLike, options: SilhouetteOptions = {}): Tensor {
  const action = "compute a silhouette";
  const { weight, nThreads, maxMemory, ...sampling } = asOptions(action, options, OPTIONS);
  const limits = checkLimits(action, { nThreads, maxMemory });
  const points = finitePoints(action, dgm), { data } = points;
  const grid = gridOf(action, sampling, [data]);
  const weights = weightsOf(action, weight, points, "death");
  const total = totalOf(action, weights.data, data);
  if (total === 0) {
    return record("silhouette", [points.tensor, weights], new Float64Array(grid.length), [grid.length], () => () => {
      return [new Float64Array(data.length), new Float64Array(weights.size)];
    });
  }
  const diagram = { points: data, weights: weights.data.map((w) => w / total) };
  const means = kernels().tents(diagram, grid, limits);
  const values = means.map((mean) => mean * Math.SQRT2);
  return record("silhouette", [points.tensor, weights], values, [grid.length], () => (gradient) => {
    const slopes = gradient.map((slope) => slope * Math.SQRT2);
    const { atPoints, atWeights } = kernels().tentsGradient(diagram, grid, slopes, limits);
    const common = slopes.reduce((sum, slope, k) => sum + slope * means[k], 0);
    return [atPoints, atWeights.map((slope) => (slope - common) / total)];
  });
}

/** The sum of the weights; 0 only where no tent is higher. */
function totalOf(action: string, weights: Float64Array, points: Float64Array): number {
  let total = 0, tents = 0;
  weights.forEach((weight, i) => {
    if (weight < 0) {
      throw new RangeError(
        `Cannot ${action}: weights must not be negative, but that of finite point ${i} is ${weight}`,
      );
    }
    total += weight;
    if (points[2 * i + 1] > points[2 * i]) tents++;
  });
  if (total === Infinity || (total === 0 && tents > 0)) {
    throw new RangeError(
      `Cannot ${action}: weights with a positive and finite sum were expected, but their sum is ${total}`,
    );
  }
  return total;
}
