/**
 * Persistence diagrams by dimension.
 *
 * @module
 */
import type { CriticalPairs } from "../filtrations/filtration.ts";
import type { Tensor } from "../tensor/tensor.ts";

/** The cells behind one point of a diagram. */
export interface PointCells {
  /** Vertices of the cell that gives birth. */
  readonly birth: readonly number[];
  /** Vertices of the cell that kills. */
  readonly death: readonly number[];
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
  readonly #pairs: ReadonlyMap<number, CriticalPairs>;

  /** Diagrams with the pairs they come from. */
  constructor(entries: Iterable<readonly [CriticalPairs, Tensor]>) {
    const byDimension = new Map<number, CriticalPairs>();
    for (const [pairs, points] of entries) {
      byDimension.set(pairs.dimension, pairs);
      Object.defineProperty(this, pairs.dimension, { value: points, enumerable: true });
    }
    this.#pairs = byDimension;
    this.dims = [...byDimension.keys()].sort((a, b) => a - b);
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
    const { births, deaths, count } = this.#pairs.get(dimension)!;
    const row = (flat: Uint32Array, k: number, width: number) => [...flat.subarray(k * width, (k + 1) * width)];
    const [b, d] = [births.length / count, deaths.length / count];
    return Array.from({ length: count }, (_, k) => ({ birth: row(births, k, b), death: row(deaths, k, d) }));
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

  #check(action: string, dimension: number): void {
    if (!this.#pairs.has(dimension)) {
      throw new RangeError(
        `Cannot ${action}: a dimension of ${this.dims.join(", ")} was expected, but is ${dimension}`,
      );
    }
  }
}
