/**
 * The part of the port for transport on lines and circles, and between projections to them.
 *
 * @module
 */
import type { Limits } from "./limits.ts";

/** Two weighted samples; no weights stand for uniform ones. */
interface WeightedSamples {
  /** Where the points of the first one are. */
  readonly x: Float64Array;
  /** Their weights. */
  readonly a: Float64Array | undefined;
  /** Where the points of the second one are. */
  readonly y: Float64Array;
  /** Their weights. */
  readonly b: Float64Array | undefined;
}

/** What transport on lines is asked for. */
interface LineRequest {
  /** Whether lines are circles of circumference 1. */
  readonly circle: boolean;
  /** The exponent of the cost, finite and at least 1. */
  readonly p: number;
  /** Whether the gradients at the weights are wanted. */
  readonly atWeights: boolean;
  /** What it may use. */
  readonly limits: Limits;
}

/** Pairs of one-dimensional samples, `[count, n]` and `[count, m]`; weights as long, or `[n]` and `[m]` for all of them. */
export interface LineColumns extends WeightedSamples {
  /** Number of pairs, at least 1; samples are not empty. */
  readonly count: number;
}

/** Costs, and their gradients. */
export interface LineCosts {
  /** The costs. */
  readonly costs: Float64Array;
  /** The gradients at the first samples. */
  readonly atX: Float64Array;
  /** Those at the second samples. */
  readonly atY: Float64Array;
  /** Those at the first weights, as long as the samples: potentials, 0 at the last point; empty if not wanted. */
  readonly atA: Float64Array;
  /** Those at the second weights. */
  readonly atB: Float64Array;
}

/** Two clouds, `[n, dimension]` and `[m, dimension]`, with weights `[n]` and `[m]`; none is empty. */
export interface SlicedClouds extends WeightedSamples {
  /** Number of coordinates of a point, at least 1. */
  readonly dimension: number;
}

/** What sliced transport is asked for. */
export interface SlicedSamplesRequest extends LineRequest {
  /** The directions, `[k, dimension]`; two belong to a circle, and are orthonormal. */
  readonly directions: Float64Array;
  /** Whether the gradients at the points are wanted. */
  readonly atPoints: boolean;
}

/** What goes where. */
export interface LinePlan {
  /** Rows of the first sample. */
  readonly rows: Uint32Array;
  /** Rows of the second sample. */
  readonly columns: Uint32Array;
  /** How much goes from the one to the other, positive. */
  readonly masses: Float64Array;
}

/** Transport on lines and circles. */
export interface LineKernels {
  /** The costs of all pairs. */
  lineCosts(columns: LineColumns, request: LineRequest): LineCosts;
  /** The costs of all projections, and the gradients of their mean; those that are not wanted are empty. */
  slicedCosts(clouds: SlicedClouds, request: SlicedSamplesRequest): LineCosts;
  /** A cheapest plan on a line, in order. */
  linePlan(samples: WeightedSamples): LinePlan;
}
