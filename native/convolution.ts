/**
 * Convolutions of images in logarithms.
 *
 * @module
 */
import type { ConvolutionKernels, Limits, PixelDistances } from "../core/kernels.ts";
import { call, callAsync, inputArray, nativeLimits } from "./call.ts";
import { library } from "./library.ts";

const ACTION = "convolve images";

/** The kernels of convolutions of the native library. */
export const convolutionKernels: ConvolutionKernels = {
  logConvolve(images, distances, limits) {
    const out = new Float64Array(images.length), input = question(images, distances, limits, null, out);
    call(ACTION, (...error) => library().dg_log_convolve(...input, ...error));
    return out;
  },

  async logConvolveAsync(images, distances, limits, watch) {
    const out = new Float64Array(images.length), input = question(images, distances, limits, watch, out);
    await callAsync(ACTION, (...error) => library().dg_log_convolve_async(...input, ...error));
    return out;
  },
};

function question(
  images: Float64Array,
  { shape, slope, p }: PixelDistances,
  limits: Limits,
  watch: Int32Array<ArrayBuffer> | null,
  out: Float64Array<ArrayBuffer>,
) {
  const lengths = Uint32Array.from(shape);
  return [
    inputArray(images),
    images.length,
    lengths,
    shape.length,
    slope,
    p,
    ...nativeLimits(limits),
    watch,
    out,
  ] as const;
}
