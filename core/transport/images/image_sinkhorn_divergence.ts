/**
 * The Sinkhorn divergence between images.
 *
 * @module
 */
import type { Tensor, TensorLike } from "../../tensor/tensor.ts";
import { divergenceOf, type ImageSinkhornOptions, readImages } from "./_image_pair.ts";
import { potentialsOf } from "./_potentials.ts";
import { run } from "./_steps.ts";

export type { ImageSinkhornOptions };

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
 * coarse images first, then iterations go on until the error of the marginals is below `tol`. Results are the same bits for
 * every number of threads.
 *
 * @throws {TypeError} If the shapes differ, or are not those of images.
 * @throws {RangeError} If a pixel is negative or not finite, an image is empty, masses differ and there is no `reach`, an
 * option is out of range, or with `strict` iterations do not converge.
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
  const action = "compute the Sinkhorn divergence of images", pair = readImages(action, a, b, options);
  const found = run(potentialsOf(pair.problem), pair.limits);
  return divergenceOf(action, "imageSinkhornDivergence", pair, found);
}
