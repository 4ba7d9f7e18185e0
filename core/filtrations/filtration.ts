/**
 * The contract of a differentiable filtration.
 *
 * @module
 */
import type { Boundary } from "../kernels.ts";
import type { Tensor } from "../tensor/tensor.ts";

/** One cell of a filtration. */
export interface Cell {
  /** Its dimension: 0 for a vertex, 1 for an edge. */
  readonly dimension: number;
  /** Its vertices, ascending. */
  readonly vertices: readonly number[];
  /** Its filtration value. */
  readonly value: number;
}

/** The finite persistence pairs of one dimension, in the filtration order of birth cell, then death cell. */
export interface CriticalPairs {
  /** The homology dimension. */
  readonly dimension: number;
  /** Number of pairs. */
  readonly count: number;
}

/** The cells behind one point of a diagram. */
export interface PointCells {
  /** Vertices of the cell that gives birth. */
  readonly birth: readonly number[];
  /** Vertices of the cell that kills. */
  readonly death: readonly number[];
}

/**
 * A complex whose cells have values through which gradients flow to the input.
 *
 * Cells are ordered by dimension, then value, then their place in a fixed enumeration, so that the order is total and the
 * same in every run.
 */
export interface DiffFiltration<Pairs extends CriticalPairs = CriticalPairs> {
  /** The kind of complex, for messages. */
  readonly kind: string;
  /** The highest dimension of a cell. */
  readonly maxDim: number;
  /** Whether large values come first. */
  readonly negate: boolean;
  /** The values of all cells in filtration order, `[size]`. */
  readonly values: Tensor;
  /** Number of cells. */
  readonly size: number;
  /** The index of the first cell of each dimension, then `size`: `[maxDim + 2]`. */
  readonly dimOffsets: readonly number[];
  /** The cell at place `i` of the filtration order. */
  cell(i: number): Cell;
  /** The cells of dimension `d`, in filtration order. */
  cellsInDimension(d: number): Cell[];
  /** The facets of all cells. */
  boundary(): Boundary;
  /** The persistence pairs in dimensions 0 to `maxHomology`, one entry each, without those of zero persistence. */
  pairs(maxHomology: number, threads: number): Pairs[];
  /** Birth and death values of pairs as rows, `[count, 2]`. Differentiable. */
  pairValues(pairs: Pairs): Tensor;
  /** The cells of pairs. */
  pairCells(pairs: Pairs): PointCells[];
}
