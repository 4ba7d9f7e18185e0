/**
 * Cells in the filtration order, searched by value.
 *
 * Where large values come first, a *later* value is a smaller one.
 *
 * @module
 */
import type { ListedCells } from "../filtrations/filtration.ts";
import type { Boundary } from "../kernels.ts";
import type { CellComplex } from "./_matrices.ts";

/** A complex in the filtration order, with the values of its cells. */
export class OrderedCells implements CellComplex {
  /** The index of the first cell of each dimension, then the number of cells. */
  readonly dimOffsets: readonly number[];
  /** The values of all cells. */
  readonly values: Float64Array;
  /** Whether large values come first. */
  readonly negate: boolean;
  readonly #list: ListedCells["boundary"];
  /** The facets of the first cells, as far as they were asked for. */
  #facets: Boundary | undefined;

  /** The cells listed. */
  constructor({ dimOffsets, boundary, values }: ListedCells, negate: boolean) {
    this.dimOffsets = dimOffsets;
    this.#list = boundary;
    this.values = values;
    this.negate = negate;
  }

  /** The facets of the first `count` cells, or of more. */
  boundary(count: number): Boundary {
    if (this.#facets === undefined || this.#facets.starts.length <= count) this.#facets = this.#list(count);
    return this.#facets;
  }

  /** The later one of two values. */
  later(a: number, b: number): number {
    return this.#key(a) > this.#key(b) ? a : b;
  }

  /** The dimension of the cell at a place. */
  dimension(place: number): number {
    let dimension = 0;
    while (this.dimOffsets[dimension + 1] <= place) dimension++;
    return dimension;
  }

  /** How many cells there are: all of dimensions below `dimension`, and of this those up to a value. */
  countUpTo(dimension: number, value: number): number {
    let from = this.dimOffsets[dimension], to = this.dimOffsets[dimension + 1];
    while (from < to) {
      const middle = (from + to) >>> 1;
      if (this.#key(this.values[middle]) > this.#key(value)) to = middle;
      else from = middle + 1;
    }
    return to;
  }

  #key(value: number): number {
    return this.negate ? -value : value;
  }
}
