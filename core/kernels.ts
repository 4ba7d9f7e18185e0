/**
 * The port: everything the core asks of native code, as typed arrays in and out, and the holder of the implementation in
 * use.
 *
 * Arguments are checked by the caller; an implementation may trust them. No output aliases an input.
 *
 * @module
 */
import type { Boundary } from "./kernels/boundary.ts";
import type { BottleneckKernels } from "./kernels/bottleneck.ts";
import type { ConvolutionKernels } from "./kernels/convolution.ts";
import type { CriticalKernels } from "./kernels/critical.ts";
import type { DenseTransportKernels } from "./kernels/dense_transport.ts";
import type { GaussianKernels } from "./kernels/gaussian.ts";
import type { HausdorffKernels } from "./kernels/hausdorff.ts";
import type { Limits } from "./kernels/limits.ts";
import type { LineKernels } from "./kernels/lines.ts";
import type { ReductionKernels } from "./kernels/reduction.ts";
import type { TransportKernels } from "./kernels/transport.ts";
import type { VectorizeKernels } from "./kernels/vectorize.ts";

export type { BottleneckKernels, BottleneckPoints } from "./kernels/bottleneck.ts";
export type { Boundary } from "./kernels/boundary.ts";
export type { ConvolutionKernels, PixelDistances } from "./kernels/convolution.ts";
export type { CellOrder, CellTargets, CriticalKernels, CriticalSets, Resolution } from "./kernels/critical.ts";
export type { GaussianKernels, SparseField } from "./kernels/gaussian.ts";
export type { Limits } from "./kernels/limits.ts";
export type {
  LineColumns,
  LineCosts,
  LineKernels,
  LinePlan,
  SlicedClouds,
  SlicedSamplesRequest,
} from "./kernels/lines.ts";
export type { KindOfMoves, ReducedMatrix, ReductionKernels, ReductionRequest, Side } from "./kernels/reduction.ts";
export type {
  DiscrepancyRequest,
  SampleLosses,
  SamplePairs,
  SampleRequest,
  SinkhornLosses,
  SinkhornReport,
  SinkhornRequest,
  TransportKernels,
} from "./kernels/transport.ts";
export type { ImageGrid, Landscape, VectorizeKernels, WeightedGradients, WeightedPoints } from "./kernels/vectorize.ts";

/** A finite metric (or dissimilarity) on `count` points, given by coordinates or by all distances. */
export interface RipsInput {
  /** Coordinates `[count, dimension]`, or symmetric distances `[count, count]` with a zero diagonal. */
  readonly values: Float64Array;
  /** What `values` holds. */
  readonly kind: "points" | "distances";
  /** Number of points. */
  readonly count: number;
  /** Number of coordinates of a point; 0 for distances. */
  readonly dimension: number;
  /** Edges longer than this are left out; `undefined` means 1.00001 times the enclosing radius. */
  readonly maxDiameter: number | undefined;
}

/**
 * The finite pairs of one homology dimension whose birth and death differ, ordered by birth cell, then death cell, in the
 * filtration order.
 */
export interface RipsPairs {
  /** The homology dimension. */
  readonly dimension: number;
  /** Number of pairs. */
  readonly count: number;
  /** Vertices of the cells that give birth, ascending in each: `[count, dimension + 1]`. */
  readonly births: Uint32Array;
  /** Vertices of the cells that kill, ascending in each: `[count, dimension + 2]`. */
  readonly deaths: Uint32Array;
  /** The critical edge `u < v` of each birth cell, `[count, 2]`; `(v, v)` for a vertex. */
  readonly birthEdges: Uint32Array;
  /** The critical edge `u < v` of each death cell, `[count, 2]`. */
  readonly deathEdges: Uint32Array;
}

/** The cells of one dimension, in the filtration order. */
export interface RipsCells {
  /** Dimension of the cells. */
  readonly dimension: number;
  /** Number of cells. */
  readonly count: number;
  /** Vertices, ascending in each cell: `[count, dimension + 1]`. */
  readonly vertices: Uint32Array;
  /** The critical edge `u < v` of each cell, `[count, 2]`; `(v, v)` for a vertex. */
  readonly edges: Uint32Array;
}

/** Vietoris–Rips filtrations. */
export interface RipsKernels {
  /** The cells in dimensions 0 to `maxDim`, one entry each, whose edges are no longer than `upTo`. */
  ripsCells(input: RipsInput, maxDim: number, upTo: number, limits: Limits): RipsCells[];
}

/** The partner of a point that is matched to the diagonal. */
export const DIAGONAL = 0xffffffff;

/** A matching of the points of two diagrams, some of them to the diagonal. */
export interface MatchedPoints {
  /** For each point of the first diagram the index of its partner in the second, or {@linkcode DIAGONAL}. */
  readonly partners: Uint32Array;
  /** Sum of the `q`-th powers of the distances, those to the diagonal included. */
  readonly cost: number;
  /** What no matching undercuts, by the dual programme; differs from the cost by rounding, or by what `delta` allows. */
  readonly bound: number;
  /** The worth of each point of the second diagram as a partner, not negative: the solution of the dual programme. */
  readonly prices: Float64Array;
}

/** Options of {@linkcode DiagramKernels.matchDiagrams}. */
export interface MatchRequest {
  /** The exponent of the cost, at least 1. */
  readonly q: number;
  /** The norm of the plane, in `[1, ∞]`. */
  readonly internalP: number;
  /** The allowed relative error of the cost; 0 asks for the optimum. */
  readonly delta: number;
  /** The prices of a similar matching, for as many points, to begin with; they change the time, not the cost. */
  readonly prices?: Float64Array | undefined;
  /** What it may use; by default one thread. */
  readonly limits?: Limits;
}

/** A sliced loss between diagrams with its gradients. */
export interface SlicedResult {
  /** The loss. */
  readonly value: number;
  /** Its gradient at the first diagram, `[n, 2]`. */
  readonly gradientA: Float64Array;
  /** Its gradient at the second diagram, `[m, 2]`. */
  readonly gradientB: Float64Array;
}

/** Options of {@linkcode DiagramKernels.slicedWasserstein}. */
export interface SlicedRequest {
  /** Makes the directions `[k, 2]`, not normalised; asked only by a library that is ready, so that a missing one draws none. */
  readonly directions: () => Float64Array;
  /** The exponent of the cost, at least 1. */
  readonly q: number;
  /** Charge a point matched to a projection of the other diagram with its distance to its own projection. */
  readonly diagonalCorrected: boolean;
  /** What it may use. */
  readonly limits: Limits;
}

/** Losses between persistence diagrams of finite points `[n, 2]`. */
export interface DiagramKernels {
  /** A cheapest matching. */
  matchDiagrams(a: Float64Array, b: Float64Array, request: MatchRequest): MatchedPoints;
  /** The mean over directions of the one-dimensional cost, without essential points. */
  slicedWasserstein(a: Float64Array, b: Float64Array, request: SlicedRequest): SlicedResult;
}

/** Distances between the rows of clouds. */
export interface DistanceKernels {
  /** `sqrt(|x_i − x_j|² + eps)` for all pairs of the `n` rows of `x`, `[n, n]`. */
  pairwiseDistances(x: Float64Array, n: number, d: number, eps: number): Float64Array;
  /** Gradient at `x` of the above, given its result and the gradient at it; coincident points contribute 0. */
  pairwiseDistancesBackward(
    x: Float64Array,
    n: number,
    d: number,
    distances: Float64Array,
    gradient: Float64Array,
  ): Float64Array;
  /** The `p`-norms `|x_i − y_j|_p` for the `n` rows of `x` and `m` rows of `y`, `[n, m]`. */
  cdist(x: Float64Array, n: number, y: Float64Array, m: number, d: number, p: number): Float64Array;
  /** Gradients at `x` and `y` of the above; coincident points contribute 0. */
  cdistBackward(
    x: Float64Array,
    n: number,
    y: Float64Array,
    m: number,
    d: number,
    p: number,
    distances: Float64Array,
    gradient: Float64Array,
  ): [Float64Array, Float64Array];
}

/** A complex in the filtration order: by dimension, then value, then place in a fixed enumeration. */
export interface OrderedComplex {
  /** The index of the first cell of each dimension, then the number of cells. */
  readonly dimOffsets: readonly number[];
  /** The values of all cells; pairs of equal value are left out. */
  readonly values: Float64Array;
  /** The facets of all cells; where they begin need not be said if all cells are simplices. */
  readonly boundary: Pick<Boundary, "facets"> & Partial<Boundary>;
}

/** Finite pairs of one homology dimension, ordered by birth cell, then death cell, in the filtration order. */
export interface PlacePairs {
  /** The homology dimension. */
  readonly dimension: number;
  /** Number of pairs. */
  readonly count: number;
  /** Places of the cells that give birth, in the filtration order. */
  readonly births: Uint32Array;
  /** Places of the cells that kill. */
  readonly deaths: Uint32Array;
}

/** A facet that is not in its complex. */
export interface MissingFacet {
  /** Dimension of the cell that has it. */
  readonly dimension: number;
  /** Index of this cell among those of its dimension. */
  readonly cell: number;
  /** Which of its vertices the facet leaves out. */
  readonly skipped: number;
}

/** Complexes listed cell by cell. */
export interface ComplexKernels {
  /**
   * The facets of all simplices, or the first one that is missing.
   *
   * `vertices[d]` holds the `d`-simplices `[count, d + 1]`, in any order, vertices ascending in each; none is there twice.
   */
  simplexBoundary(vertices: readonly Uint32Array[]): Boundary | MissingFacet;
}

/** What gives a Delaunay simplex its value: a squared radius or, for `"weakAlpha"`, a squared length. */
export type DelaunayValue = "alpha" | "cechDelaunay" | "weakAlpha";

/** The Delaunay complex of a cloud of points in the filtration order; any two facets of a simplex have all its vertices. */
export interface DelaunayCells {
  /** How many simplices there are of each dimension from 0 to that of the space. */
  readonly counts: Uint32Array;
  /** Places of the facets of all cells but points, ascending in each cell. */
  readonly facets: Uint32Array;
  /** The values of all cells. */
  readonly values: Float64Array;
  /** For each cell the place of the cell whose smallest circumsphere gives the value: itself, a face, or a coface. */
  readonly owners: Uint32Array;
}

/** Delaunay complexes in 1, 2 and 3 dimensions. */
export interface DelaunayKernels {
  /**
   * The cells of the Delaunay complex of the points `[count, dimension]`.
   *
   * A point equal to an earlier one hangs at the first such by an edge of value 0.
   */
  delaunayCells(points: Float64Array, dimension: number, value: DelaunayValue, limits: Limits): DelaunayCells;
  /**
   * Gradient at the points, given the one at the births and deaths of `pairs`, `[count, 2]`, or at the values of all cells if
   * no pairs are given.
   */
  delaunayBackward(
    points: Float64Array,
    cells: DelaunayCells,
    value: DelaunayValue,
    pairs: Pick<PlacePairs, "births" | "deaths"> | undefined,
    gradient: Float64Array,
    limits: Limits,
  ): Float64Array;
}

/** A complex on a grid of numbers. */
export interface GridInput {
  /** The numbers, row-major. */
  readonly values: Float64Array;
  /** The shape of `values`, one to four axes. */
  readonly shape: readonly number[];
  /** Freudenthal simplices or cubes. */
  readonly cells: "simplices" | "cubes";
  /** Whether `values` are those of vertices, or of cubes of full dimension. */
  readonly valuesOn: "vertices" | "cells";
  /** Whether large values come first. */
  readonly negate: boolean;
  /** Whether opposite sides are glued. */
  readonly wrap: boolean;
  /** The index of the first cell of each dimension, then the number of cells; the shape and the options determine it. */
  readonly dimOffsets: readonly number[];
}

/**
 * The cells of a grid in the filtration order, each by its code: its place in the fixed enumeration of its dimension, which
 * is anchor times number of patterns plus pattern.
 */
export interface GridCells {
  /** Codes of the cells. */
  readonly codes: Uint32Array;
  /** For each cell the index of the number that gives its value. */
  readonly sources: Uint32Array;
}

/** The finite pairs of one homology dimension of a grid; the order is that of {@linkcode PlacePairs}. */
export interface GridPairs {
  /** The homology dimension. */
  readonly dimension: number;
  /** Number of pairs. */
  readonly count: number;
  /** Codes of the cells that give birth. */
  readonly births: Uint32Array;
  /** Codes of the cells that kill. */
  readonly deaths: Uint32Array;
  /** For each birth the index of the number that gives its value. */
  readonly birthSources: Uint32Array;
  /** For each death the index of the number that gives its value. */
  readonly deathSources: Uint32Array;
}

/** Freudenthal and cubical complexes on grids. */
export interface GridKernels {
  /** The cells of all dimensions, one after the other. */
  gridCells(input: GridInput, limits: Limits): GridCells;
  /**
   * The vertices of cells of one dimension, ascending in each: `[count, dimension + 1]`, for cubes `[count, 2^dimension]`.
   */
  gridVertices(input: GridInput, dimension: number, codes: Uint32Array): Uint32Array;
  /** The facets of all cells, whose codes are given in the filtration order. */
  gridBoundary(input: GridInput, codes: Uint32Array, limits: Limits): Boundary;
}

/** The persistence engines by name: what each is given, and the pairs of one dimension that it finds. */
export interface PairsEngines {
  /** Vietoris–Rips filtrations, of which no cells are listed. */
  readonly rips: { readonly input: RipsInput; readonly pairs: RipsPairs };
  /** Grids, of which no cells are listed. */
  readonly grid: { readonly input: GridInput; readonly pairs: GridPairs };
  /** Complexes listed cell by cell. */
  readonly complex: { readonly input: OrderedComplex; readonly pairs: PlacePairs };
}

/** The name of a persistence engine. */
export type PairsEngine = keyof PairsEngines;

/** The pairs of one dimension that an engine finds. */
export type PairsOf<E extends PairsEngine> = PairsEngines[E]["pairs"];

/** What an engine is asked for: the pairs in dimensions 0 to `maxHomology`. */
export interface PairsTask<E extends PairsEngine> {
  /** The filtration. */
  readonly input: PairsEngines[E]["input"];
  /** The highest homology dimension wanted. */
  readonly maxHomology: number;
}

/** Persistence pairs of batches of filtrations. */
export interface PairsKernels {
  /** The pairs of each task, one entry for each dimension. Essential classes are left out. Threads take whole tasks first. */
  pairs<E extends PairsEngine>(engine: E, tasks: readonly PairsTask<E>[], limits: Limits): PairsOf<E>[][];
  /**
   * The same on another thread.
   *
   * `watch` has two cells: the caller writes 1 into the first to ask for an end, whereupon the promise is rejected by an
   * `AbortError`; the second tells how much is done, in millionths.
   */
  pairsAsync<E extends PairsEngine>(
    engine: E,
    tasks: readonly PairsTask<E>[],
    limits: Limits,
    watch: Int32Array<ArrayBuffer>,
  ): Promise<PairsOf<E>[][]>;
}

/** Everything the core asks of native code. */
export interface Kernels
  extends
    RipsKernels,
    BottleneckKernels,
    ComplexKernels,
    ConvolutionKernels,
    CriticalKernels,
    DelaunayKernels,
    DenseTransportKernels,
    HausdorffKernels,
    GridKernels,
    PairsKernels,
    ReductionKernels,
    DiagramKernels,
    DistanceKernels,
    GaussianKernels,
    LineKernels,
    TransportKernels,
    VectorizeKernels {}

let inUse: Kernels | undefined;

/** Puts `kernels` in use; `mod.ts` does it once. */
export function useKernels(kernels: Kernels): void {
  inUse = kernels;
}

/** The kernels in use. */
export function kernels(): Kernels {
  if (inUse === undefined) {
    throw new Error("Cannot run a kernel: an implementation was expected, but none is in use; import mod.ts");
  }
  return inUse;
}
