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

/** Cells listed in the filtration order. */
export interface ListedCells {
  /** The index of the first cell of each dimension, then the number of cells. */
  readonly dimOffsets: readonly number[];
  /** The values of all cells. */
  readonly values: Float64Array;
  /** Lists the facets of the first `count` cells, or of more. */
  readonly boundary: (count: number) => Boundary;
}

/** Pairs of one homology dimension among listed cells. */
export interface ListedPairs {
  /** The homology dimension. */
  readonly dimension: number;
  /** The cells. */
  readonly cells: ListedCells;
  /** Places of birth and death cells of the pairs, `[count, 2]`; see {@linkcode DiffFiltration.pairPlaces}. */
  readonly pairs: Uint32Array | undefined;
}

/**
 * From the gradient at births and deaths of pairs, `[count, 2]`, to one at cells.
 *
 * `points` are the births and deaths, `list` lists the cells up to a value, or more. The result holds places in this list,
 * and the gradients there; a place may be named more than once.
 */
export type Spread = (
  points: Float64Array,
  gradient: Float64Array,
  list: (upTo: number) => ListedPairs,
) => { readonly at: Uint32Array; readonly values: Float64Array };

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
  /** The facets of all cells; where it costs time to list them, of no more than the first `count`. */
  boundary(count?: number): Boundary;
  /** What its engine is given to find the persistence pairs in dimensions 0 to `maxHomology`. */
  pairsTask(maxHomology: number): PairsTask<Engine>;
  /** The values that cells are ordered by, in filtration order: `values`, or what these are a smoothed form of. */
  levels(): Float64Array;
  /**
   * Places of the birth and death cells of pairs in the filtration order, `[count, 2]`; `undefined` if the engine breaks ties
   * otherwise, so that only the values are those of pairs in this order.
   */
  pairPlaces(pairs: PairsOf<Engine>): Uint32Array | undefined;
  /**
   * Birth and death values of pairs as rows, `[count, 2]`. Differentiable: a gradient goes to the cells of the pairs, or to those
   * that `spread` says.
   */
  pairValues(pairs: PairsOf<Engine>, spread?: Spread): Tensor;
  /** The cells of pairs. */
  pairCells(pairs: PairsOf<Engine>): PointCells[];
}
