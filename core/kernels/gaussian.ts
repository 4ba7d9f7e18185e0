/**
 * The part of the port for fields made of Gaussians.
 *
 * @module
 */
import type { Limits } from "./limits.ts";

/** A field given at some places, to be extended by the Gaussian `K(x, y) = exp(−|x − y|²/(2 sigma²))`. */
export interface SparseField {
  /** Number of coordinates of a point, at least 1. */
  readonly dimension: number;
  /** Where it is given, `[m, dimension]`, at least one. */
  readonly anchors: Float64Array;
  /** Its values there, `[m, width]`. */
  readonly values: Float64Array;
  /** The width of the Gaussian. */
  readonly sigma: number;
}

/** Fields made of Gaussians, at the points `[n, dimension]`: `[n, width]`. */
export interface GaussianKernels {
  /** The mean of the values, weighted by the Gaussians at the anchors. */
  gaussianMean(points: Float64Array, field: SparseField, limits: Limits): Float64Array;
  /** The smallest sum of Gaussians at the anchors that has the values there. */
  gaussianInterpolation(points: Float64Array, field: SparseField, limits: Limits): Float64Array;
}
