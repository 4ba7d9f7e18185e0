/**
 * The Sinkhorn divergence between images, computed on another thread.
 *
 * @module
 */
import { checkWatch, WATCH_OPTIONS, watched, type WatchOptions } from "../../filtrations/watched.ts";
import { asOptions } from "../../tensor/as_options.ts";
import type { Tensor, TensorLike } from "../../tensor/tensor.ts";
import { divergenceOf, IMAGE_SINKHORN_OPTIONS, type ImageSinkhornOptions, readImages } from "./_image_pair.ts";
import { potentialsOf } from "./_potentials.ts";
import { runAsync } from "./_steps.ts";

/** Options of {@linkcode imageSinkhornDivergenceAsync}. */
export interface AsyncImageSinkhornOptions extends ImageSinkhornOptions, WatchOptions {}

/**
 * The Sinkhorn divergence between images as {@linkcode imageSinkhornDivergence}, whose convolutions are computed on
 * another thread: the event loop stays free meanwhile.
 *
 * Images must not be assigned new values before the promise is settled.
 *
 * Differentiable: as there.
 *
 * Cost: as there, and some tenths of a millisecond for each iteration.
 *
 * @throws {TypeError} If `signal` is no `AbortSignal`, `onProgress` is no function, or as there.
 * @throws {RangeError} As there.
 *
 * @example With its progress
 * ```ts
 * import { imageSinkhornDivergenceAsync } from "@diagrad/diagrad";
 * import { assertAlmostEquals, assertEquals } from "@std/assert";
 *
 * const seen: number[] = [], onProgress = (fraction: number) => seen.push(fraction);
 * const divergence = await imageSinkhornDivergenceAsync([[1, 0, 0, 0]], [[0, 1, 0, 0]], { blur: 0.01, onProgress });
 * assertAlmostEquals(divergence.item(), 0.25 ** 2 / 2);
 * assertEquals(seen.at(-1), 1);
 * ```
 *
 * See [Feydy19], [Sejourne19].
 */
export async function imageSinkhornDivergenceAsync(
  a: TensorLike,
  b: TensorLike,
  options: AsyncImageSinkhornOptions = {},
): Promise<Tensor> {
  const action = "compute the Sinkhorn divergence of images";
  const { signal, onProgress, ...rest } = asOptions(action, options, [...IMAGE_SINKHORN_OPTIONS, ...WATCH_OPTIONS]);
  checkWatch(action, { signal, onProgress });
  const pair = readImages(action, a, b, rest);
  return await watched(
    { signal, onProgress },
    (watch) => runAsync(potentialsOf(pair.problem), pair.limits, watch),
    (found) => divergenceOf(action, "imageSinkhornDivergenceAsync", pair, found),
  );
}
