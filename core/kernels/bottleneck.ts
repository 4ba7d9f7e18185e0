/**
 * The part of the port for bottleneck matchings.
 *
 * @module
 */
import type { Limits } from "./limits.ts";

/** A matching of the points of two diagrams whose longest edge is as short as can be. */
export interface BottleneckPoints {
  /** For each point of the first diagram the index of its partner in the second, or `0xffffffff` for the diagonal. */
  readonly partners: Uint32Array;
  /** The length of its longest edge. */
  readonly value: number;
  /**
   * An edge of that length which must become shorter for the distance to do so: a point of the first diagram, or
   * `0xffffffff` for the diagonal, and one of the second. Both are the diagonal if the distance is 0.
   */
  readonly critical: readonly [number, number];
}

/** Bottleneck matchings of persistence diagrams of finite points `[n, 2]`, in the maximum norm. */
export interface BottleneckKernels {
  /** A bottleneck matching. Its value is exact. */
  bottleneck(a: Float64Array, b: Float64Array, limits: Limits): BottleneckPoints;
}
