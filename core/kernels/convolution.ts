/**
 * The part of the port for convolutions of images.
 *
 * @module
 */
import type { Limits } from "./limits.ts";

/** How far pixels are from each other. */
export interface PixelDistances {
  /** The lengths of the axes of an image, one to three. */
  readonly shape: readonly number[];
  /** What is taken off for neighbours along an axis, positive. */
  readonly slope: number;
  /** The power of the distance along an axis, at least 1. */
  readonly p: number;
}

/** Convolutions of images, in logarithms. */
export interface ConvolutionKernels {
  /**
   * `log Σ_j exp(x_j − slope·Σ_k |i_k − j_k|^p)` at all pixels `i` of images of one shape, one after the other; entries are
   * finite or −∞.
   */
  logConvolve(images: Float64Array, distances: PixelDistances, limits: Limits): Float64Array;
  /** The same on another thread; `watch` is that of the persistence engines. */
  logConvolveAsync(
    images: Float64Array,
    distances: PixelDistances,
    limits: Limits,
    watch: Int32Array<ArrayBuffer>,
  ): Promise<Float64Array>;
}
