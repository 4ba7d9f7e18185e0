/**
 * The part of the port for vectors and images made of diagrams.
 *
 * @module
 */
import type { Limits } from "./limits.ts";

/** A diagram whose points count differently. */
export interface WeightedPoints {
  /** Finite points, `[n, 2]`: (birth, death), death not before birth. */
  readonly points: Float64Array;
  /** Their weights, `[n]`. */
  readonly weights: Float64Array;
}

/** The pixels of a persistence image. */
export interface ImageGrid {
  /** The births at its columns. */
  readonly columns: Float64Array;
  /** The persistences at its rows. */
  readonly rows: Float64Array;
  /** The width of the Gaussians, from 1e-150 to 1e150. */
  readonly bandwidth: number;
}

/** A gradient at the input of a kernel. */
export interface WeightedGradients {
  /** At the points, `[n, 2]`. */
  readonly atPoints: Float64Array;
  /** At the weights, `[n]`. */
  readonly atWeights: Float64Array;
}

/** The highest tents at each place of a grid, highest first. */
export interface Landscape {
  /** Their heights, `[levels, grid]`; 0 where there are fewer. */
  readonly heights: Float64Array;
  /** The rows of their points, `[levels, grid]`; `0xffffffff` where there are fewer. */
  readonly rows: Uint32Array;
}

/** Vectors and images made of diagrams. The tent over a point is `min(x − birth, death − x)`, 0 outside. */
export interface VectorizeKernels {
  /** The weighted sum of Gaussians around (birth, persistence), `[rows, columns]`. */
  persistenceImage(diagram: WeightedPoints, grid: ImageGrid, limits: Limits): Float64Array;
  /** What a gradient at the pixels is at the diagram. */
  persistenceImageGradient(
    diagram: WeightedPoints,
    grid: ImageGrid,
    gradient: Float64Array,
    limits: Limits,
  ): WeightedGradients;
  /** The highest tents over points `[n, 2]`; of equal ones the lower row comes first. */
  persistenceLandscape(points: Float64Array, grid: Float64Array, levels: number, limits: Limits): Landscape;
  /** The weighted sum of the tents, `[grid]`. */
  tents(diagram: WeightedPoints, grid: Float64Array, limits: Limits): Float64Array;
  /** What a gradient at that sum is at the diagram; the grid ascends. */
  tentsGradient(
    diagram: WeightedPoints,
    grid: Float64Array,
    gradient: Float64Array,
    limits: Limits,
  ): WeightedGradients;
}
