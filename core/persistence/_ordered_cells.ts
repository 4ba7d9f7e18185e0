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
  /** The values, negated if large ones come first: they ascend in each dimension. */
  readonly #keys: Float64Array;
  readonly #list: ListedCells["boundary"];
  /** The facets of the first cells, as far as they were asked for. */
  #facets: Boundary | undefined;

  /** The cells listed. */
  constructor({ dimOffsets, boundary, values }: ListedCells, negate: boolean) {
    this.dimOffsets = dimOffsets;
    this.#list = boundary;
    this.values = values;
    this.negate = negate;
    this.#keys = negate ? values.map((value) => -value) : values;
  }

  /** The facets of the first `count` cells, or of more. */
  boundary(count: number): Boundary {
    if (this.#facets === undefined || this.#facets.starts.length <= count) this.#facets = this.#list(count);
    return this.#facets;
  }

  /** 1 if `value` is later than that of a cell, −1 if sooner, 0 if it is the same. */
  direction(place: number, value: number): number {
    return Math.sign(this.#key(value) - this.#keys[place]);
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
    return this.#firstAfter(this.dimOffsets[dimension], this.dimOffsets[dimension + 1], this.#key(value));
  }

  /** The last cell of the dimension of that at `place`, away from it in the direction of `value`, whose value is not beyond it. */
  lastWithin(place: number, value: number): number {
    const dimension = this.dimension(place), key = this.#key(value);
    return key > this.#keys[place]
      ? this.#firstAfter(place, this.dimOffsets[dimension + 1], key) - 1
      : this.#firstFrom(this.dimOffsets[dimension], place, key);
  }

  #key(value: number): number {
    return this.negate ? -value : value;
  }

  /** The first place from `from` to `to` with a key greater than `key`; `to` if there is none. */
  #firstAfter(from: number, to: number, key: number): number {
    while (from < to) {
      const middle = (from + to) >>> 1;
      if (this.#keys[middle] > key) to = middle;
      else from = middle + 1;
    }
    return to;
  }

  /** The first place from `from` to `to` with a key of at least `key`; `to` if there is none. */
  #firstFrom(from: number, to: number, key: number): number {
    while (from < to) {
      const middle = (from + to) >>> 1;
      if (this.#keys[middle] >= key) to = middle;
      else from = middle + 1;
    }
    return to;
  }
}
