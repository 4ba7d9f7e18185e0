/**
 * Filtrations that hold their simplices.
 *
 * @module
 */
import type { Boundary, Limits } from "../kernels.ts";
import type { Tensor } from "../tensor/tensor.ts";
import { checkCellDimension, checkPlace } from "./_checks.ts";
import type { Cell } from "./filtration.ts";
import { ListedFiltration } from "./listed.ts";

/** What a {@linkcode SimplicialFiltration} is made of. */
export interface SimplicialParts {
  /** The kind of complex, for messages. */
  readonly kind: string;
  /** Whether large values come first; default `false`. */
  readonly negate?: boolean;
  /** What computations on it may use by default. */
  readonly limits: Limits;
  /** The `d`-simplices in filtration order, `[count, d + 1]`, vertices ascending in each, for `d` from 0 to `maxDim`. */
  readonly vertices: readonly Uint32Array[];
  /** The facets of all simplices, as places. */
  readonly boundary: Boundary;
  /** The values of all simplices in filtration order. */
  readonly values: Tensor;
}

/**
 * A filtration of simplices, held as flat arrays of vertices; {@linkcode simplexFiltration} makes it.
 *
 * @example The cells of an edge
 * ```ts
 * import { simplexFiltration } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * const edge = simplexFiltration([[0], [1], [0, 1]], [0, 1, 2]);
 * assertEquals(edge.dimOffsets, [0, 2, 3]);
 * assertEquals(edge.cell(2), { dimension: 1, vertices: [0, 1], value: 2 });
 * ```
 */
export class SimplicialFiltration extends ListedFiltration {
  /** The kind of complex. */
  readonly kind: string;
  /** The highest dimension of a cell. */
  readonly maxDim: number;
  /** Whether large values come first. */
  readonly negate: boolean;
  /** What computations on it may use by default. */
  readonly limits: Limits;
  /** The values of all cells in filtration order, `[size]`. */
  readonly values: Tensor;
  /** The index of the first cell of each dimension, then `size`. */
  readonly dimOffsets: readonly number[];
  readonly #vertices: readonly Uint32Array[];
  readonly #boundary: Boundary;

  /** A filtration of parts that fit each other: closed under faces, values monotone, sorted. */
  constructor({ kind, negate = false, limits, vertices, boundary, values }: SimplicialParts) {
    super();
    this.kind = kind;
    this.maxDim = vertices.length - 1;
    this.negate = negate;
    this.limits = limits;
    this.values = values;
    this.#vertices = vertices;
    this.#boundary = boundary;
    const offsets = [0];
    vertices.forEach((part, d) => offsets.push(offsets[d] + part.length / (d + 1)));
    this.dimOffsets = Object.freeze(offsets);
  }

  /** The cell at place `i` of the filtration order. */
  cell(i: number): Cell {
    checkPlace(i, this.size);
    const dimension = this.dimOffsets.findIndex((_, d) => i < this.dimOffsets[d + 1]);
    const k = i - this.dimOffsets[dimension], width = dimension + 1;
    const vertices = [...this.#vertices[dimension].subarray(k * width, (k + 1) * width)];
    return { dimension, vertices, value: this.values.data[i] };
  }

  /** The cells of dimension `d`, in filtration order. */
  cellsInDimension(d: number): Cell[] {
    checkCellDimension(d, this.maxDim);
    const [from, to] = this.dimOffsets.slice(d, d + 2);
    return Array.from({ length: to - from }, (_, k) => this.cell(from + k));
  }

  /** The facets of all cells. */
  boundary(): Boundary {
    const { starts, facets } = this.#boundary;
    return { starts: starts.slice(), facets: facets.slice() };
  }

  /** A line that names the filtration. */
  override toString(): string {
    return `SimplicialFiltration(${this.kind}, ${this.size} cells, maxDim ${this.maxDim})`;
  }
}
