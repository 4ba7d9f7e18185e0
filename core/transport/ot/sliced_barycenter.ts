/**
 * Barycenters by projections.
 *
 * @module
 */
import type { Measure } from "../../optimize/_barycenter_input.ts";
import {
  readSlicedProblem,
  type SlicedBarycenter,
  type SlicedBarycenterOptions,
  type SlicedBarycenterReport,
  slicedSteps,
} from "./_sliced_barycenter.ts";

export type { SlicedBarycenter, SlicedBarycenterOptions, SlicedBarycenterReport };

/**
 * Points whose weighted mean of squared sliced Wasserstein distances to measures is least: `argmin_x Σ_k w_k SW_2²(x, μ_k)`.
 *
 * `SW_2²` is the mean of the costs `W_2²` along directions `θ` that are drawn once, so that the cost is one function of the
 * points. In each step every projected point is told where, along its direction, the mean of its partners lies, and takes the
 * place that fits all these best, `x + H⁻¹ · mean θ (t_θ(x) − ⟨θ, x⟩)` with `H = mean θθᵀ`. What goes where then
 * changes, for the better: the cost never rises. The result is a local minimum and may depend on `start`.
 *
 * Measures are points `[n, d]`, of mass `1/n` each, or points with masses, all of the same sum. A measure of weight 0 plays no
 * part. For other losses, and for masses that change instead of points, see `barycenter`; for new directions in each step, as
 * in POT's example, `gradientFlow`.
 *
 * Differentiable: no; the result is given, not computed, as far as gradients go.
 *
 * Cost: for each step and measure `O(k (n + m) d)` with `k` directions. Results are the same bits for every number of threads.
 *
 * @throws {TypeError} If there is no list of measures, shapes do not fit, projections are given besides a seed, or an option is
 * of the wrong kind or unknown.
 * @throws {RangeError} If there is no measure, a coordinate is not finite, masses differ or are negative, weights do not sum to
 * 1, directions do not span the space, or an option is out of range.
 *
 * @example Half-way between two clouds
 * ```ts
 * import { ot } from "@diagrad/diagrad";
 * import { assert, assertAlmostEquals } from "@std/assert";
 *
 * const { points, cost, success } = ot.slicedBarycenter([[[0, 0], [1, 0]], [[0, 2], [3, 2]]], { seed: 0 });
 * assert(success && cost < 2);
 * [0, 1, 2, 1].forEach((x, i) => assertAlmostEquals(points.data[i], x, 1e-4));
 * ```
 *
 * See [Bonneel15].
 */
export function slicedBarycenter(
  measures: readonly Measure[],
  options: SlicedBarycenterOptions = {},
): SlicedBarycenter {
  const steps = slicedSteps(readSlicedProblem("find the sliced barycenter", measures, options));
  let turn = steps.next();
  while (!turn.done) turn = steps.next();
  return turn.value;
}
