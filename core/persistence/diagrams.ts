/**
 * Persistence diagrams by dimension.
 *
 * @module
 */
import type { PointCells } from "../filtrations/filtration.ts";
import { type Picture, pictureOf } from "../tensor/pictures.ts";
import type { Tensor } from "../tensor/tensor.ts";

/** The diagram of one dimension. */
export interface DiagramEntry {
  /** The homology dimension. */
  readonly dimension: number;
  /** Its points, `[n, 2]`. */
  readonly points: Tensor;
  /** Lists the cells behind the points; called when somebody asks. */
  readonly cells: () => PointCells[];
}

/**
 * The diagrams of a filtration: for each dimension a tensor `[n, 2]` of (birth, death) rows.
 *
 * Rows are ordered by birth cell, then death cell, in the filtration order. `dgms[1]` and `dgms.get(1)` are the same tensor;
 * iterating gives `[dimension, tensor]`.
 *
 * @example Components and holes of a square
 * ```ts
 * import { persistenceDiagram, vrFiltration } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * const diagrams = persistenceDiagram(vrFiltration([[0, 0], [1, 0], [1, 1], [0, 1]]));
 * assertEquals([...diagrams].map(([dimension, points]) => [dimension, points.shape[0]]), [[0, 3], [1, 1]]);
 * ```
 */
export class Diagrams implements Iterable<[number, Tensor]> {
  /** The dimensions computed, ascending. */
  readonly dims: readonly number[];
  /** The diagram of a dimension, if it was computed. */
  readonly [dimension: number]: Tensor;
  readonly #cells: ReadonlyMap<number, () => PointCells[]>;

  /** Diagrams of different dimensions. */
  constructor(entries: readonly DiagramEntry[]) {
    for (const { dimension, points } of entries) {
      Object.defineProperty(this, dimension, { value: points, enumerable: true });
    }
    this.#cells = new Map(entries.map(({ dimension, cells }) => [dimension, cells]));
    this.dims = [...this.#cells.keys()].sort((a, b) => a - b);
  }

  /**
   * The diagram of `dimension`.
   *
   * @throws {RangeError} If it was not computed; the message lists those that were.
   */
  get(dimension: number): Tensor {
    this.#check("get a diagram", dimension);
    return this[dimension];
  }

  /** The birth and death cells of the points of `dimension`, row by row. */
  simplices(dimension: number): PointCells[] {
    this.#check("list the cells of a diagram", dimension);
    return this.#cells.get(dimension)!();
  }

  /** Pairs of dimension and diagram, by ascending dimension. */
  *[Symbol.iterator](): Generator<[number, Tensor]> {
    for (const dimension of this.dims) yield [dimension, this[dimension]];
  }

  /** A line that counts the points of each dimension. */
  toString(): string {
    const counts = this.dims.map((d) => `H${d}: ${this[d].shape[0]} ${this[d].shape[0] === 1 ? "point" : "points"}`);
    return `Diagrams(${counts.join(", ")})`;
  }

  /** What `console.log` prints. */
  [Symbol.for("Deno.customInspect")](): string {
    return this.toString();
  }

  /** What the Jupyter kernel calls on the last value of a cell. */
  [Symbol.for("Jupyter.display")](): Promise<Picture> {
    return pictureOf("diagrams", this);
  }

  #check(action: string, dimension: number): void {
    if (!this.#cells.has(dimension)) {
      throw new RangeError(
        `Cannot ${action}: a dimension of ${this.dims.join(", ")} was expected, but is ${dimension}`,
      );
    }
  }
}
