/**
 * The Sinkhorn divergence between images.
 *
 * @module
 */
import { checkWatch, WATCH_OPTIONS, watched, type WatchOptions } from "../../filtrations/watched.ts";
import { asOptions } from "../../tensor/as_options.ts";
import type { Tensor, TensorLike } from "../../tensor/tensor.ts";
import { divergenceOf, IMAGE_SINKHORN_OPTIONS, type ImageSinkhornOptions, readImages } from "./_image_pair.ts";
import { potentialsOf } from "./_potentials.ts";
import { run, runAsync } from "./_steps.ts";

export type { ImageSinkhornOptions };

/** Options of {@linkcode imageSinkhornDivergenceAsync}. */
export interface AsyncImageSinkhornOptions extends ImageSinkhornOptions, WatchOptions {}

const ACTION = "compute the Sinkhorn divergence of images";

/**
 * The Sinkhorn divergence between images, whose pixels are masses.
 *
 * `OT_ε(a, b) − ½ OT_ε(a, a) − ½ OT_ε(b, b)`, where `OT_ε` is the least cost of a plan plus `ε = blur^p` times its relative
 * entropy to `a ⊗ b`. Moving mass costs `Σ_k |x_k − y_k|^p / p`: half the squared distance for `p = 2`, and for `p = 1` the
 * distance along the axes, not the straight one. The longest side of an image has the length 1, pixels are square.
 *
 * Images are `[n]`, `[n, m]` or `[n, m, l]`, and the result is a single number; with one or two axes before, `[B, …]` or
 * `[B, C, …]`, it is `[B]`, the sum over channels. Three axes are a batch of plane images unless `axes: 3` says that they are one
 * of space. Images have any shape and the same mass, unless there is a `reach`.
 *
 * Differentiable: in the pixels, everywhere; as all potentials are defined up to a constant, so is the gradient of the balanced
 * loss: a change that keeps the mass does not see it.
 *
 * Cost: `O(N^(d + 1))` per iteration for `N^d` pixels, since convolutions go along one axis after the other; blurs shrink on
 * coarse images first, then iterations go on until the error of the marginals is below `tol`, the longer the smaller the blur
 * is next to a pixel. Memory for some forty copies of an image. Results are the same bits for every number of threads.
 *
 * @throws {TypeError} If the shapes differ, or are not those of images.
 * @throws {RangeError} If a pixel is negative or not finite, an image is empty, masses differ and there is no `reach`, an
 * option is out of range, or with `strict` iterations do not converge.
 *
 * @example How it converged
 * ```ts
 * import { type ImageReport, imageSinkhornDivergence } from "@diagrad/diagrad";
 * import { assert } from "@std/assert";
 *
 * const seen: ImageReport[] = [];
 * imageSinkhornDivergence([[1, 2, 0, 3]], [[3, 0, 2, 1]], { onReport: (report) => seen.push(report) });
 * assert(seen[0].marginalError <= 1e-6 && seen[0].warning === undefined);
 * ```
 *
 * @example A pixel that moves by a quarter
 * ```ts
 * import { imageSinkhornDivergence } from "@diagrad/diagrad";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const divergence = imageSinkhornDivergence([[1, 0, 0, 0]], [[0, 1, 0, 0]], { blur: 0.01 });
 * assertAlmostEquals(divergence.item(), 0.25 ** 2 / 2);
 * ```
 *
 * See [Feydy19], [Sejourne19].
 */
export function imageSinkhornDivergence(a: TensorLike, b: TensorLike, options: ImageSinkhornOptions = {}): Tensor {
  const pair = readImages(ACTION, a, b, options);
  const found = run(potentialsOf(pair.problem), pair.limits);
  return divergenceOf("imageSinkhornDivergence", pair, found);
}

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
  const { signal, onProgress, ...rest } = asOptions(ACTION, options, [...IMAGE_SINKHORN_OPTIONS, ...WATCH_OPTIONS]);
  checkWatch(ACTION, { signal, onProgress });
  const pair = readImages(ACTION, a, b, rest);
  return await watched(
    { signal, onProgress },
    (watch) => runAsync(potentialsOf(pair.problem), pair.limits, watch),
    (found) => divergenceOf("imageSinkhornDivergenceAsync", pair, found),
  );
}
