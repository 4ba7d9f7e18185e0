/**
 * Filtrations of Delaunay complexes.
 *
 * @module
 */
import { record } from "../autodiff/recording.ts";
import {
  type Boundary,
  type DelaunayCells,
  type DelaunayValue,
  kernels,
  type Limits,
  type PairsTask,
  type PlacePairs,
} from "../kernels.ts";
import type { Tensor } from "../tensor/tensor.ts";
import { checkCellDimension, checkPlace } from "./_checks.ts";
import type { Cell, Spread } from "./filtration.ts";
import { ListedFiltration } from "./listed.ts";

/**
 * A filtration of the Delaunay complex of a cloud of points; {@linkcode alphaFiltration},
 * {@linkcode cechDelaunayFiltration} and {@linkcode weakAlphaFiltration} make it. It holds the facets of its simplices, which
 * have their vertices.
 *
 * @example The cells of a triangle
 * ```ts
 * import { weakAlphaFiltration } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * const triangle = weakAlphaFiltration([[0, 0], [3, 0], [0, 4]]);
 * assertEquals(triangle.dimOffsets, [0, 3, 6, 7]);
 * assertEquals(triangle.cell(6), { dimension: 2, vertices: [0, 1, 2], value: 25 });
 * assertEquals(triangle.cellsInDimension(1).map((edge) => edge.value), [9, 16, 25]);
 * ```
 */
export class DelaunayFiltration extends ListedFiltration {
  /** What gives the cells their values. */
  readonly kind: string;
  /** The highest dimension of a cell: that of the points. */
  readonly maxDim: number;
  /** Small values come first. */
  readonly negate = false;
  /** What computations on it may use by default. */
  readonly limits: Limits;
  /** The index of the first cell of each dimension, then `size`. */
  readonly dimOffsets: readonly number[];
  readonly #source: Tensor;
  readonly #version: number;
  readonly #coordinates: Float64Array;
  readonly #cells: DelaunayCells;
  readonly #value: DelaunayValue;
  readonly #values: Tensor;
  #isRead = false;

  /** The filtration of the points `source`, `[n, d]` with `d` from 1 to 3, by values of one kind. */
  constructor(kind: string, value: DelaunayValue, source: Tensor, limits: Limits) {
    super();
    this.kind = kind;
    this.maxDim = source.shape[1];
    this.limits = limits;
    this.#source = source;
    this.#version = source.version;
    this.#coordinates = source.data.slice();
    this.#cells = kernels().delaunayCells(this.#coordinates, this.maxDim, value, limits);
    this.#value = value;
    const offsets = [0];
    this.#cells.counts.forEach((count, d) => offsets.push(offsets[d] + count));
    this.dimOffsets = Object.freeze(offsets);
    this.#values = this.#record(this.#cells.values, [this.size]);
  }

  /** The values of all simplices in filtration order, `[size]`. */
  get values(): Tensor {
    this.#isRead = true;
    return this.#values;
  }

  /** The cell at place `i` of the filtration order. */
  cell(i: number): Cell {
    checkPlace(i, this.size);
    const dimension = this.dimOffsets.findIndex((_, d) => i < this.dimOffsets[d + 1]);
    return { dimension, vertices: this.#vertices(dimension, i), value: this.#cells.values[i] };
  }

  /** The cells of dimension `d`, in filtration order. */
  cellsInDimension(d: number): Cell[] {
    checkCellDimension(d, this.maxDim);
    const [from, to] = this.dimOffsets.slice(d, d + 2);
    return Array.from({ length: to - from }, (_, k) => this.cell(from + k));
  }

  /** The facets of all cells. */
  boundary(): Boundary {
    const { dimOffsets } = this, starts = new Uint32Array(this.size + 1);
    for (let d = 1; d <= this.maxDim; d++) {
      for (let place = dimOffsets[d]; place < dimOffsets[d + 1]; place++) starts[place + 1] = starts[place] + d + 1;
    }
    return { starts, facets: this.#cells.facets };
  }

  /** What its engine is given to find the persistence pairs in dimensions 0 to `maxHomology`. */
  override pairsTask(maxHomology: number): PairsTask<"complex"> {
    const { values, facets } = this.#cells;
    return { input: { dimOffsets: this.dimOffsets, values, boundary: { facets } }, maxHomology };
  }

  /**
   * Birth and death values of pairs, `[count, 2]`.
   *
   * One step from the points, whose gradient needs no array with an entry for each cell; if somebody has read `values`,
   * picked from these instead, so that `values.grad` can be filled. With `spread` it always is that.
   */
  override pairValues(pairs: PlacePairs, spread?: Spread): Tensor {
    const isUnchanged = this.#source.version === this.#version;
    if (this.#isRead || !isUnchanged || !this.#values.requiresGrad || spread !== undefined) {
      return super.pairValues(pairs, spread);
    }
    const { values } = this.#cells, { count, births, deaths } = pairs;
    const data = new Float64Array(2 * count);
    for (let k = 0; k < count; k++) {
      data[2 * k] = values[births[k]];
      data[2 * k + 1] = values[deaths[k]];
    }
    return this.#record(data, [count, 2], pairs);
  }

  /** A line that names the filtration. */
  toString(): string {
    return `DelaunayFiltration(${this.kind}, ${this.size} cells, maxDim ${this.maxDim})`;
  }

  /** Values as one step from the points: those of pairs, or of all cells. */
  #record(data: Float64Array, shape: readonly number[], pairs?: PlacePairs): Tensor {
    const coordinates = this.#coordinates, cells = this.#cells, value = this.#value, { limits } = this;
    return record(
      "filtration values",
      [this.#source],
      data,
      shape,
      () => (gradient) => [kernels().delaunayBackward(coordinates, cells, value, pairs, gradient, limits)],
    );
  }

  /** The vertices of the simplex at a place: those of two of its facets together. */
  #vertices(dimension: number, place: number): number[] {
    if (dimension === 0) return [place];
    const { counts, facets } = this.#cells;
    let start = (place - this.dimOffsets[dimension]) * (dimension + 1);
    for (let d = 1; d < dimension; d++) start += counts[d] * (d + 1);
    const [first, second] = facets.subarray(start, start + 2);
    if (dimension === 1) return [first, second];
    const vertices = this.#vertices(dimension - 1, first);
    const others = this.#vertices(dimension - 1, second).filter((v) => !vertices.includes(v));
    return [...vertices, ...others].sort((a, b) => a - b);
  }
}
