/**
 * Barycenters of images, computed on another thread.
 *
 * @module
 */
import { checkWatch, WATCH_OPTIONS, watched, type WatchOptions } from "../../filtrations/watched.ts";
import { reshape } from "../../ops/reshape.ts";
import { asOptions } from "../../tensor/as_options.ts";
import type { Tensor, TensorLike } from "../../tensor/tensor.ts";
import { barycenterOf } from "./_barycenter.ts";
import { IMAGE_BARYCENTER_OPTIONS, type ImageBarycenterOptions, readBarycenter } from "./_barycenter_input.ts";
import { runAsync } from "./_steps.ts";

/** Options of {@linkcode imageBarycenterAsync}. */
export interface AsyncImageBarycenterOptions extends ImageBarycenterOptions, WatchOptions {}

/**
 * The debiased Wasserstein barycenter of images as {@linkcode imageBarycenter}, whose convolutions are computed on
 * another thread: the event loop stays free meanwhile.
 *
 * Images and weights must not be assigned new values before the promise is settled.
 *
 * Differentiable: as there.
 *
 * Cost: as there, and some tenths of a millisecond for each step.
 *
 * @throws {TypeError} If `signal` is no `AbortSignal`, `onProgress` is no function, or as there.
 * @throws {RangeError} As there.
 *
 * @example Half-way between two pixels
 * ```ts
 * import { imageBarycenterAsync } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * const left = [0, 1, 0, 0, 0, 0, 0, 0], right = [0, 0, 0, 0, 0, 1, 0, 0];
 * const middle = await imageBarycenterAsync([left, right], [0.5, 0.5], { signal: AbortSignal.timeout(60_000) });
 * assertEquals(middle.argmax().item(), 3);
 * ```
 *
 * See [JanatiCuturiGramfort20], [Feydy19].
 */
export async function imageBarycenterAsync(
  measures: TensorLike,
  weights: TensorLike,
  options: AsyncImageBarycenterOptions = {},
): Promise<Tensor> {
  const action = "find a barycenter of images";
  const { signal, onProgress, ...rest } = asOptions(action, options, [...IMAGE_BARYCENTER_OPTIONS, ...WATCH_OPTIONS]);
  checkWatch(action, { signal, onProgress });
  const { problem, shape } = readBarycenter(action, measures, weights, rest);
  return await watched(
    { signal, onProgress },
    (watch) => runAsync(barycenterOf(problem), problem.limits, watch),
    (found) => reshape(found, shape),
  );
}
