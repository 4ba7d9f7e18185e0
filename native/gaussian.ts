/**
 * Fields made of Gaussians.
 *
 * @module
 */
import type { GaussianKernels, Limits, SparseField } from "../core/kernels.ts";
import { call, inputArray, nativeLimits } from "./call.ts";
import { type Library, library } from "./library.ts";

/** The kernels of fields made of Gaussians of the native library. */
export const gaussianKernels: GaussianKernels = {
  gaussianMean(points, field, limits) {
    return extended("average a field", "dg_gaussian_mean", points, field, limits);
  },

  gaussianInterpolation(points, field, limits) {
    return extended("interpolate a field", "dg_gaussian_interpolation", points, field, limits);
  },
};

/** The values at the points of the field that a symbol makes. */
function extended(
  action: string,
  symbol: keyof Library & `dg_gaussian_${string}`,
  points: Float64Array,
  { dimension, anchors, values, sigma }: SparseField,
  limits: Limits,
): Float64Array {
  const width = values.length / (anchors.length / dimension);
  const out = new Float64Array(points.length / dimension * width);
  call(action, (error, size) =>
    library()[symbol](
      inputArray(points),
      points.length,
      inputArray(anchors),
      anchors.length,
      dimension,
      inputArray(values),
      values.length,
      sigma,
      ...nativeLimits(limits),
      out,
      out.length,
      error,
      size,
    ));
  return out;
}
