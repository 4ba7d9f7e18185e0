/**
 * Barycenters of images.
 *
 * @module
 */
import { reshape } from "../../ops/reshape.ts";
import type { Tensor, TensorLike } from "../../tensor/tensor.ts";
import { barycenterOf } from "./_barycenter.ts";
import { type ImageBarycenterOptions, readBarycenter } from "./_barycenter_input.ts";
import { run } from "./_steps.ts";

export type { ImageBarycenterOptions };

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
 * not depend on who asks for a gradient.
 *
 * Differentiable: in images and weights, through the last `backwardIterations` steps; more of them bring the gradient nearer to
 * that of the barycenter itself.
 *
 * Cost: `O(N^(d + 1))` per step for `N^d` pixels, four convolutions along each axis for every image. Results are the same
 * bits for every number of threads.
 *
 * @throws {TypeError} If the shapes do not fit.
 * @throws {RangeError} If a pixel is negative or not finite, masses differ, weights do not sum to 1, or an option is out of
 * range.
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
  const { problem, shape } = readBarycenter("find a barycenter of images", measures, weights, options);
  return reshape(run(barycenterOf(problem), problem.limits), shape);
}
