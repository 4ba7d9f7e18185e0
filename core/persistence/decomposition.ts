/**
 * Decompositions R = D·V, read piece by piece.
 *
 * @module
 */
import { interleaved } from "../filtrations/_interleaved.ts";
import type { DiffFiltration } from "../filtrations/filtration.ts";
import type { PlacePairs, ReducedMatrix } from "../kernels.ts";
import { Diagrams } from "./diagrams.ts";

/** What was computed of a {@linkcode Decomposition}. */
export interface DecompositionParts {
  /** Whether D is the coboundary. */
  readonly dualize: boolean;
  /** Whether columns of V can be read. */
  readonly computeV: boolean;
  /** Whether rows of U can be read. */
  readonly computeU: boolean;
}

/** Stands for no cell. */
const NONE = 0xffffffff;

/**
 * The decomposition R = D·V of the boundary or coboundary matrix of a filtration; {@linkcode reduce} makes it.
 *
 * Rows, columns and pivots are places of cells in the filtration order, whether dualized or not. Columns and rows are copied
 * out one at a time, when they are asked for; the rest stays in the native library until nobody holds the decomposition any
 * more, or until it is disposed of, which `using` does at the end of a block.
 *
 * @example Which cell kills which class
 * ```ts
 * import { reduce, vrFiltration } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * const square = vrFiltration([[0, 0], [1, 0], [1, 1], [0, 1]], { maxDim: 2, eps: 0 });
 * using decomposition = reduce(square);
 * const { births, deaths } = decomposition.pairs(1);
 * assertEquals(square.cell(births[0]).vertices, [2, 3]); // the last side closes the loop
 * assertEquals(square.cell(deaths[0]).vertices, [0, 1, 2]);
 * assertEquals([...decomposition.columnOfR(deaths[0])], [4, 5, 6, 7]); // the four sides
 * assertEquals(decomposition.diagrams()[1].toArray(), [[1, Math.SQRT2]]);
 * ```
 */
export class Decomposition implements Disposable {
  /** What was decomposed. */
  readonly filtration: DiffFiltration;
  /** Whether D is the coboundary matrix. */
  readonly dualize: boolean;
  /** Number of cells. */
  readonly size: number;
  /** The place of the first cell of each dimension, then `size`. */
  readonly dimOffsets: readonly number[];
  readonly #matrix: ReducedMatrix;
  readonly #parts: DecompositionParts;
  #pivots: Uint32Array | undefined;
  #partners: Uint32Array | undefined;

  /** The decomposition that `matrix` holds. */
  constructor(filtration: DiffFiltration, matrix: ReducedMatrix, parts: DecompositionParts) {
    this.filtration = filtration;
    this.dualize = parts.dualize;
    this.size = filtration.size;
    this.dimOffsets = filtration.dimOffsets;
    this.#matrix = matrix;
    this.#parts = parts;
  }

  /**
   * The places of column `i` of R, ascending.
   *
   * @throws {RangeError} If there is no cell at `i`.
   */
  columnOfR(i: number): Uint32Array {
    this.#checkPlace("read a column of R", i);
    return this.#matrix.columnOfR(i);
  }

  /**
   * The places of column `i` of V, ascending; `i` is one of them.
   *
   * Cost: what was added to each of these places is read, but for those that are cleared: column `i` is reduced first then.
   *
   * @throws {RangeError} If there is no cell at `i`.
   * @throws {Error} If V was not computed.
   */
  columnOfV(i: number): Uint32Array {
    const action = "read a column of V";
    this.#checkPlace(action, i);
    this.#checkComputed(action, "computeV");
    return this.#matrix.columnOfV(i);
  }

  /**
   * The places of row `i` of U = V⁻¹, ascending; `i` is one of them.
   *
   * @throws {RangeError} If there is no cell at `i`.
   * @throws {Error} If U was not computed.
   */
  rowOfU(i: number): Uint32Array {
    const action = "read a row of U";
    this.#checkPlace(action, i);
    this.#checkComputed(action, "computeU");
    return this.#matrix.rowOfU(i);
  }

  /**
   * The pivot of column `i` of R, which is its last place, of a coboundary its first; `undefined` if the column is zero.
   *
   * @throws {RangeError} If there is no cell at `i`.
   */
  pivot(i: number): number | undefined {
    this.#checkPlace("read a pivot", i);
    const pivot = this.#readPivots()[i];
    return pivot === NONE ? undefined : pivot;
  }

  /**
   * Whether the cell at place `i` gives birth to a class. For boundaries, column `i` of R is zero then.
   *
   * @throws {RangeError} If there is no cell at `i`.
   */
  isPositive(i: number): boolean {
    this.#checkPlace("tell whether a cell gives birth", i);
    return this.#readPartners()[i] > i; // if it has no partner as well
  }

  /**
   * Whether the cell at place `i` kills a class.
   *
   * @throws {RangeError} If there is no cell at `i`.
   */
  isNegative(i: number): boolean {
    this.#checkPlace("tell whether a cell kills", i);
    return this.#readPartners()[i] < i;
  }

  /**
   * All finite pairs of homology dimension `dim`, by place of birth; also those of zero persistence.
   *
   * @throws {RangeError} If the filtration has no cells of this dimension.
   */
  pairs(dim: number): PlacePairs {
    return this.#pairsWhere("list pairs", dim, () => true);
  }

  /**
   * The finite pairs of homology dimension `dim` that diagrams leave out, because birth and death have the same value.
   *
   * @throws {RangeError} If the filtration has no cells of this dimension.
   */
  zeroPersistence(dim: number): PlacePairs {
    const { data } = this.filtration.values;
    return this.#pairsWhere("list pairs of zero persistence", dim, (birth, death) => data[birth] === data[death]);
  }

  /**
   * The places of the cells of dimension `dim` that give birth to classes that never die, ascending.
   *
   * @throws {RangeError} If the filtration has no cells of this dimension.
   */
  essential(dim: number): Uint32Array {
    this.#checkDimension("list essential classes", dim);
    const partners = this.#readPartners(), places: number[] = [];
    for (let i = this.dimOffsets[dim]; i < this.dimOffsets[dim + 1]; i++) if (partners[i] === NONE) places.push(i);
    return Uint32Array.from(places);
  }

  /**
   * The diagrams of all homology dimensions below that of the filtration, from the pairs of this decomposition: the same as
   * {@linkcode persistenceDiagram} gives.
   *
   * Differentiable: through the values of the filtration.
   */
  diagrams(): Diagrams {
    const { values, maxDim } = this.filtration, { data } = values;
    return new Diagrams(Array.from({ length: maxDim }, (_, dimension) => {
      const isLasting = (birth: number, death: number) => data[birth] !== data[death];
      const { count, births, deaths } = this.#pairsWhere("compute diagrams", dimension, isLasting);
      return {
        dimension,
        points: values.indexSelect(interleaved(births, deaths)).reshape([count, 2]),
        cells: () =>
          Array.from(births, (birth, k) => ({
            birth: this.filtration.cell(birth).vertices,
            death: this.filtration.cell(deaths[k]).vertices,
          })),
      };
    }));
  }

  /**
   * Checks that R is reduced and, if V was computed, that R = D·V and V is upper triangular, with ones on the diagonal, and
   * in canonical form, and if U was computed, that U·V = I; `true`, or else an error that names all that does not hold.
   *
   * Cost: every column of V is put together, which may take much longer than the reduction.
   *
   * @throws {NativeError} If something does not hold, which is a defect of the library.
   */
  sanityCheck(): true {
    this.#matrix.check();
    return true;
  }

  /** A line that says what was decomposed. */
  toString(): string {
    const { dualize, computeV, computeU } = this.#parts;
    const parts = ["R", ...(computeV ? ["V"] : []), ...(computeU ? ["U"] : [])];
    const matrix = dualize ? "coboundary" : "boundary";
    return `Decomposition(${matrix} of ${this.size} ${this.size === 1 ? "cell" : "cells"}, ${parts.join(", ")})`;
  }

  /** What `console.log` prints. */
  [Symbol.for("Deno.customInspect")](): string {
    return this.toString();
  }

  /** Frees the matrices at once; they cannot be read any more. */
  [Symbol.dispose](): void {
    this.#matrix[Symbol.dispose]();
  }

  #readPivots(): Uint32Array {
    return this.#pivots ??= this.#matrix.pivots();
  }

  /** For each cell the other one of its pair, or none. */
  #readPartners(): Uint32Array {
    if (this.#partners === undefined) {
      const partners = new Uint32Array(this.size).fill(NONE);
      this.#readPivots().forEach((pivot, i) => {
        if (pivot === NONE) return;
        partners[i] = pivot;
        partners[pivot] = i;
      });
      this.#partners = partners;
    }
    return this.#partners;
  }

  #pairsWhere(action: string, dimension: number, isWanted: (birth: number, death: number) => boolean): PlacePairs {
    this.#checkDimension(action, dimension);
    const partners = this.#readPartners(), births: number[] = [];
    for (let i = this.dimOffsets[dimension]; i < this.dimOffsets[dimension + 1]; i++) {
      const partner = partners[i];
      if (partner !== NONE && partner > i && isWanted(i, partner)) births.push(i);
    }
    const deaths = Uint32Array.from(births, (birth) => partners[birth]);
    return { dimension, count: births.length, births: Uint32Array.from(births), deaths };
  }

  #checkPlace(action: string, i: number): void {
    if (!Number.isInteger(i) || i < 0 || i >= this.size) {
      throw new RangeError(`Cannot ${action}: a place from 0 to ${this.size - 1} was expected, but is ${i}`);
    }
  }

  #checkDimension(action: string, dim: number): void {
    const { maxDim } = this.filtration;
    if (!Number.isInteger(dim) || dim < 0 || dim > maxDim) {
      throw new RangeError(`Cannot ${action}: a dimension from 0 to ${maxDim} was expected, but is ${dim}`);
    }
  }

  #checkComputed(action: string, option: "computeV" | "computeU"): void {
    if (!this.#parts[option]) {
      throw new Error(
        `Cannot ${action}: a decomposition with ${option} was expected, but ${option} was false; reduce again`,
      );
    }
  }
}
