/**
 * What filtrations that list their cells have in common.
 *
 * @module
 */
import { record } from "../autodiff/recording.ts";
import type { Boundary, Limits, PairsTask, PlacePairs } from "../kernels.ts";
import { indexSelect } from "../ops/index_select.ts";
import { reshape } from "../ops/reshape.ts";
import type { Tensor } from "../tensor/tensor.ts";
import { interleaved } from "./_interleaved.ts";
import type { Cell, DiffFiltration, PointCells, Spread } from "./filtration.ts";

/**
 * A filtration that lists its cells: pairs are places in the filtration order, found by reducing the boundary, and their
 * values are picked from those of all cells.
 *
 * @example One of them
 * ```ts
 * import { ListedFiltration, simplexFiltration } from "@diagrad/diagrad";
 * import { assert, assertEquals } from "@std/assert";
 *
 * const edge = simplexFiltration([[0], [1], [0, 1]], [0, 1, 2]);
 * assert(edge instanceof ListedFiltration);
 * assertEquals([...edge.boundary().facets], [0, 1]);
 * ```
 */
export abstract class ListedFiltration implements DiffFiltration<"complex"> {
  /** The engine that finds its persistence pairs. */
  readonly engine = "complex";
  /** The kind of complex. */
  abstract readonly kind: string;
  /** The highest dimension of a cell. */
  abstract readonly maxDim: number;
  /** Whether large values come first. */
  abstract readonly negate: boolean;
  /** What computations on it may use by default. */
  abstract readonly limits: Limits;
  /** The values of all cells in filtration order, `[size]`. */
  abstract readonly values: Tensor;
  /** The index of the first cell of each dimension, then `size`. */
  abstract readonly dimOffsets: readonly number[];

  /** The cell at place `i` of the filtration order. */
  abstract cell(i: number): Cell;
  /** The cells of dimension `d`, in filtration order. */
  abstract cellsInDimension(d: number): Cell[];
  /** The facets of all cells. */
  abstract boundary(): Boundary;
  /** A line that names the filtration. */
  abstract toString(): string;

  /** Number of cells. */
  get size(): number {
    return this.dimOffsets[this.maxDim + 1];
  }

  /** What its engine is given to find the persistence pairs in dimensions 0 to `maxHomology`. */
  pairsTask(maxHomology: number): PairsTask<"complex"> {
    const { dimOffsets, values } = this;
    return { input: { dimOffsets, values: values.data, boundary: this.boundary() }, maxHomology };
  }

  /** The values that cells are ordered by. */
  levels(): Float64Array {
    return this.values.data.slice();
  }

  /** Places of the birth and death cells of pairs, `[count, 2]`. */
  pairPlaces({ births, deaths }: PlacePairs): Uint32Array {
    return interleaved(births, deaths);
  }

  /** Birth and death values of pairs, `[count, 2]`; their gradient goes to these cells, or to those that `spread` says. */
  pairValues(found: PlacePairs, spread?: Spread): Tensor {
    const pairs = this.pairPlaces(found), shape = [found.count, 2];
    if (spread === undefined) return reshape(indexSelect(this.values, pairs), shape);
    const data = Float64Array.from(pairs, (place) => this.values.data[place]);
    return record("filtration values", [this.values], data, shape, () => {
      const values = this.levels(), points = data.slice();
      const { dimension } = found, { dimOffsets } = this;
      const list = () => ({ dimension, cells: { dimOffsets, values, boundary: () => this.boundary() }, pairs });
      return (gradient) => [spread(points, gradient, list)];
    });
  }

  /** The cells of pairs. */
  pairCells({ births, deaths }: PlacePairs): PointCells[] {
    return Array.from(births, (birth, k) => ({
      birth: this.cell(birth).vertices,
      death: this.cell(deaths[k]).vertices,
    }));
  }

  /** What `console.log` prints. */
  [Symbol.for("Deno.customInspect")](): string {
    return this.toString();
  }
}
