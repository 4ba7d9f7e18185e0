/**
 * Decompositions R = D·V of the matrices of complexes.
 *
 * @module
 */
import type { Boundary } from "./boundary.ts";
import type { CellOrder, CellTargets, CriticalSets, Resolution } from "./critical.ts";
import type { Limits } from "./limits.ts";

/** Which matrix of a complex is reduced. */
export type Side = "boundary" | "coboundary";

/** What {@linkcode ReductionKernels.reduceMatrices} is asked for. */
export interface ReductionRequest {
  /** The index of the first cell of each dimension, then the number of cells. */
  readonly dimOffsets: readonly number[];
  /** The facets of all cells. */
  readonly boundary: Boundary;
  /** The matrices that are reduced. */
  readonly sides: readonly Side[];
  /** The lowest dimension of cells that kill about which anything will be asked: deaths in it, and births one below. */
  readonly lowest: number;
  /** Whether columns of V will be read. */
  readonly keepsV: boolean;
  /** Whether rows of U will be read. */
  readonly keepsU: boolean;
}

/** A reduced matrix R = D·V and U = V⁻¹, indexed by places in the filtration order; all lists ascend. */
export interface ReducedMatrix extends Disposable {
  /** The pivot of each column of R, or `0xffffffff` if it is zero. */
  pivots(): Uint32Array;
  /** The places of a column of R. */
  columnOfR(place: number): Uint32Array;
  /** The places of a column of V, which must be kept. */
  columnOfV(place: number): Uint32Array;
  /** The places of a row of U, which must be kept. */
  rowOfU(place: number): Uint32Array;
  /**
   * For each move the cells that move along, from that at its place on: up to its value, the members of its column of V, if
   * they are reduced before it, or of its row of U, if they are reduced after; none if it has this value. Both must be kept.
   */
  criticalSets(order: CellOrder, moves: CellTargets): Omit<CriticalSets, "targets">;
  /** The pairs of cells of a dimension and one more whose values differ, as places, `[count, 2]`, by birth. */
  lastingPairs(values: Float64Array, dimension: number): Uint32Array;
  /** Throws if R, V and U are not what they should be; the error names what is wrong. */
  check(): void;
}

/** Moves of births or of deaths. */
export interface KindOfMoves {
  /** The reduced coboundary for births, the boundary for deaths; it keeps V and U. */
  readonly matrix: ReducedMatrix;
  /** Where they go. */
  readonly moves: CellTargets;
}

/** Reductions that keep their matrices. */
export interface ReductionKernels {
  /** Reduces the boundary, the coboundary, or both side by side; in the order of `sides`. */
  reduceMatrices(request: ReductionRequest, limits: Limits): ReducedMatrix[];
  /**
   * How far the members of the critical sets of moves are beyond the values wanted: one entry for each, as `resolveConflicts`
   * finds it, or with `"sum"` all of them, set by set.
   */
  criticalGradient(
    order: CellOrder,
    kinds: readonly KindOfMoves[],
    resolution: Resolution,
    limits: Limits,
  ): CellTargets;
}
