/**
 * Barycenters of images.
 *
 * @module
 */
import { checkWatch, WATCH_OPTIONS, watched, type WatchOptions } from "../../filtrations/watched.ts";
import { asOptions } from "../../tensor/as_options.ts";
import type { Tensor, TensorLike } from "../../tensor/tensor.ts";
import { barycenterOf } from "./_barycenter.ts";
import {
  IMAGE_BARYCENTER_OPTIONS,
  type ImageBarycenterOptions,
  readBarycenter,
  resultOf,
} from "./_barycenter_input.ts";
import { run, runAsync } from "./_steps.ts";

export type { ImageBarycenterOptions };

/** Options of {@linkcode imageBarycenterAsync}. */
export interface AsyncImageBarycenterOptions extends ImageBarycenterOptions, WatchOptions {}

const ACTION = "find a barycenter of images";

/**
 * The debiased Wasserstein barycenter of images, whose pixels are masses.
 *
 * The image whose weighted sum `Σ_k w_k S_ε(a_k, ·)` of Sinkhorn divergences to the others is least, `ε = blur^p`. Distances are
 * those of {@linkcode imageSinkhornDivergence}: for `p = 1` along the axes, not straight.
 *
 * `measures: [K, …]` holds images of the same mass with one to three axes, and `weights: [K]` sum to 1; the result has the
 * shape of an image. With a batch, `[B, K, …]` and `[B, K]`, it is `[B, 1, …]`. Images have any shape, and their longest side the
 * length 1.
 *
 * As in GeomLoss, `scalingN` steps are taken on images of each size, from two pixels a side to all, while the blur is halved.
 * `backwardIterations` more follow at the least blur, there only where a gradient is wanted, here always: the value does
 * not depend on who asks for a gradient. `onReport` is told how far from right the marginals of the plans between images and
 * barycenter are then.
 *
 * Differentiable: in images and weights, through the last `backwardIterations` steps; more of them bring the gradient nearer to
 * that of the barycenter itself.
 *
 * Cost: `O(N^(d + 1))` per step for `N^d` pixels, four convolutions along each axis for every image. Results are the same
 * bits for every number of threads.
 *
 * @throws {TypeError} If the shapes do not fit.
 * @throws {RangeError} If a pixel is negative or not finite, masses differ, weights do not sum to 1, an option is out of
 * range, or with `strict` the marginals are not right up to `tol`.
 *
 * @example Half-way between two pixels
 * ```ts
 * import { imageBarycenter } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * const left = [0, 1, 0, 0, 0, 0, 0, 0], right = [0, 0, 0, 0, 0, 1, 0, 0];
 * const middle = imageBarycenter([left, right], [0.5, 0.5]);
 * assertEquals(middle.argmax().item(), 3);
 * ```
 *
 * See [JanatiCuturiGramfort20], [Feydy19].
 */
export function imageBarycenter(
  measures: TensorLike,
  weights: TensorLike,
  options: ImageBarycenterOptions = {},
): Tensor {
  const checked = readBarycenter(ACTION, measures, weights, options), { problem } = checked;
  return resultOf(checked, run(barycenterOf(problem), problem.limits));
}

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
  const { signal, onProgress, ...rest } = asOptions(ACTION, options, [...IMAGE_BARYCENTER_OPTIONS, ...WATCH_OPTIONS]);
  checkWatch(ACTION, { signal, onProgress });
  const checked = readBarycenter(ACTION, measures, weights, rest), { problem } = checked;
  return await watched(
    { signal, onProgress },
    (watch) => runAsync(barycenterOf(problem), problem.limits, watch),
    (found) => resultOf(checked, found),
  );
}
