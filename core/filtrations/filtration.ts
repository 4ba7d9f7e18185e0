/**
 * The contract of a differentiable filtration.
 *
 * @module
 */
import type { Boundary, Limits, PairsEngine, PairsOf, PairsTask } from "../kernels.ts";
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
export interface DiffFiltration<Engine extends PairsEngine = PairsEngine> {
  /** The kind of complex, for messages. */
  readonly kind: string;
  /** The highest dimension of a cell. */
  readonly maxDim: number;
  /** Whether large values come first. */
  readonly negate: boolean;
  /** What computations on it may use by default. */
  readonly limits: Limits;
  /** The engine that finds its persistence pairs. */
  readonly engine: Engine;
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
  /** What its engine is given to find the persistence pairs in dimensions 0 to `maxHomology`. */
  pairsTask(maxHomology: number): PairsTask<Engine>;
  /** Birth and death values of pairs as rows, `[count, 2]`. Differentiable. */
  pairValues(pairs: PairsOf<Engine>): Tensor;
  /** The cells of pairs. */
  pairCells(pairs: PairsOf<Engine>): PointCells[];
}
