/**
 * Barycenters by projections, with pauses for others.
 *
 * @module
 */
import { checkWatch, WATCH_OPTIONS, type WatchOptions } from "../../filtrations/watched.ts";
import type { Measure } from "../../optimize/_barycenter_input.ts";
import { asOptions } from "../../tensor/as_options.ts";
import {
  readSlicedProblem,
  SLICED_BARYCENTER_OPTIONS,
  type SlicedBarycenter,
  type SlicedBarycenterOptions,
  slicedSteps,
} from "./_sliced_barycenter.ts";

/** Options of {@linkcode slicedBarycenterAsync}. */
export interface AsyncSlicedBarycenterOptions extends SlicedBarycenterOptions, WatchOptions {}

/** How long it computes before it lets others run, in milliseconds. */
const SLICE = 10;

/**
 * The barycenter as {@linkcode slicedBarycenter} finds it, with pauses between steps in which timers, displays and signals have
 * their turn.
 *
 * `onProgress` is told the share of `maxiter`; few searches take all.
 *
 * Differentiable: as there.
 *
 * Cost: as there.
 *
 * @throws {TypeError} If `signal` is no `AbortSignal`, `onProgress` is no function, or as there.
 * @throws {RangeError} As there.
 *
 * @example Half-way between two clouds
 * ```ts
 * import { ot } from "@diagrad/diagrad";
 * import { assert } from "@std/assert";
 *
 * const clouds = [[[0, 0], [1, 0]], [[0, 2], [3, 2]]];
 * const { success } = await ot.slicedBarycenterAsync(clouds, { seed: 0, signal: AbortSignal.timeout(60_000) });
 * assert(success);
 * ```
 *
 * See [Bonneel15].
 */
export async function slicedBarycenterAsync(
  measures: readonly Measure[],
  options: AsyncSlicedBarycenterOptions = {},
): Promise<SlicedBarycenter> {
  const action = "find the sliced barycenter";
  const { signal, onProgress, ...rest } = asOptions(action, options, [...SLICED_BARYCENTER_OPTIONS, ...WATCH_OPTIONS]);
  checkWatch(action, { signal, onProgress });
  const steps = slicedSteps(readSlicedProblem(action, measures, rest));
  let last = performance.now();
  while (true) {
    signal?.throwIfAborted();
    const turn = steps.next();
    if (turn.done) {
      onProgress?.(1);
      return turn.value;
    }
    if (turn.value < 1) onProgress?.(turn.value);
    if (performance.now() - last > SLICE) {
      await new Promise((resolve) => setTimeout(resolve));
      last = performance.now();
    }
  }
}
