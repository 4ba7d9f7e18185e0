/**
 * Decompositions of a complex, made as far as chains of cells are asked for, and kept.
 *
 * @module
 */
import { type Boundary, type Chains, kernels, type Limits, type ReducedMatrix, type Side } from "../kernels.ts";

/** A complex in the filtration order. */
export interface CellComplex {
  /** The index of the first cell of each dimension, then the number of cells. */
  readonly dimOffsets: readonly number[];
  /** The facets of all cells. */
  readonly boundary: Boundary;
}

/** A matrix over the first cells of a complex. */
interface Kept {
  readonly count: number;
  readonly matrix: ReducedMatrix;
}

/**
 * The decompositions of the boundary and the coboundary of a complex.
 *
 * Each is made when it is first asked for, of no more cells than are needed: a column of V, or a row of U up to some cell, is
 * what it would be in the whole complex. For the boundary this is so because columns only get earlier ones added; for the
 * coboundary because a column whose pivot is among these cells gets only such columns added.
 */
export class Matrices implements Disposable {
  readonly #complex: CellComplex;
  readonly #limits: Limits;
  readonly #kept = new Map<Side, Kept>();

  /** No decomposition yet. */
  constructor(complex: CellComplex, limits: Limits) {
    this.#complex = complex;
    this.#limits = limits;
  }

  /** Whether another complex has the same cells with the same facets, in the same order. */
  areOf({ dimOffsets, boundary: { starts, facets } }: CellComplex): boolean {
    const own = this.#complex,
      isEqual = (a: Uint32Array, b: Uint32Array) => a.length === b.length && a.every((entry, i) => entry === b[i]);
    return String(dimOffsets) === String(own.dimOffsets) && isEqual(starts, own.boundary.starts) &&
      isEqual(facets, own.boundary.facets);
  }

  /** Makes the decompositions of the first `count` cells that are not there yet, side by side. */
  prepare(sides: readonly Side[], count: number): void {
    const missing = sides.filter((side) => !(this.#kept.get(side)?.count! >= count));
    if (missing.length === 0) return;
    const request = { ...firstCells(this.#complex, count), sides: missing, keepsV: true, keepsU: true };
    const matrices = kernels().reduceMatrices(request, this.#limits);
    missing.forEach((side, k) => {
      this.#kept.get(side)?.matrix[Symbol.dispose]();
      this.#kept.set(side, { count, matrix: matrices[k] });
    });
  }

  /** Chains of one decomposition; the first `count` cells suffice for them. */
  chains(side: Side, count: number, part: "V" | "U", places: Uint32Array, last: Uint32Array): Chains {
    this.prepare([side], count);
    return this.#kept.get(side)!.matrix.chains(part, places, last);
  }

  /** The pivots of one decomposition of the first `count` cells, or of more: the cells that are paired with each other. */
  pivots(side: Side, count: number): Uint32Array {
    this.prepare([side], count);
    return this.#kept.get(side)!.matrix.pivots();
  }

  /** Frees the decompositions. */
  [Symbol.dispose](): void {
    for (const { matrix } of this.#kept.values()) matrix[Symbol.dispose]();
    this.#kept.clear();
  }
}

function firstCells({ dimOffsets, boundary: { starts, facets } }: CellComplex, count: number): CellComplex {
  return {
    dimOffsets: [...dimOffsets.filter((offset) => offset < count), count],
    boundary: { starts: starts.subarray(0, count + 1), facets: facets.subarray(0, starts[count]) },
  };
}
