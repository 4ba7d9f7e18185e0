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

/** How much of the matrices is needed. */
export interface Extent {
  /** The first so many cells. */
  readonly count: number;
  /** Of the boundary, columns from this dimension on. */
  readonly lowest: number;
}

/** A matrix that was reduced. */
interface Kept extends Extent {
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
    const own = this.#complex;
    return areEqual(dimOffsets, own.dimOffsets) && areEqual(starts, own.boundary.starts) &&
      areEqual(facets, own.boundary.facets);
  }

  /** Makes the decompositions that are not there yet, side by side. */
  prepare(sides: readonly Side[], extent: Extent): void {
    const missing = sides.filter((side) => !reaches(this.#kept.get(side), extent));
    if (missing.length === 0) return;
    const before = missing.map((side) => this.#kept.get(side) ?? extent);
    const count = Math.max(extent.count, ...before.map((kept) => kept.count));
    const lowest = Math.min(extent.lowest, ...before.map((kept) => kept.lowest));
    const request = { ...firstCells(this.#complex, count), sides: missing, lowest, keepsV: true, keepsU: true };
    kernels().reduceMatrices(request, this.#limits).forEach((matrix, k) => {
      this.#kept.get(missing[k])?.matrix[Symbol.dispose]();
      this.#kept.set(missing[k], { count, lowest, matrix });
    });
  }

  /** Chains of one decomposition, for which the extent suffices. */
  chains(side: Side, extent: Extent, places: Uint32Array, last: Uint32Array): Chains {
    this.prepare([side], extent);
    return this.#kept.get(side)!.matrix.chains(places, last);
  }

  /** The pivots of one decomposition of the extent, or of more: the cells that are paired with each other. */
  pivots(side: Side, extent: Extent): Uint32Array {
    this.prepare([side], extent);
    return this.#kept.get(side)!.matrix.pivots();
  }

  /** Frees the decompositions. */
  [Symbol.dispose](): void {
    for (const { matrix } of this.#kept.values()) matrix[Symbol.dispose]();
    this.#kept.clear();
  }
}

function reaches(kept: Kept | undefined, { count, lowest }: Extent): boolean {
  return kept !== undefined && kept.count >= count && kept.lowest <= lowest;
}

function firstCells({ dimOffsets, boundary: { starts, facets } }: CellComplex, count: number): CellComplex {
  return {
    dimOffsets: [...dimOffsets.filter((offset) => offset < count), count],
    boundary: { starts: starts.subarray(0, count + 1), facets: facets.subarray(0, starts[count]) },
  };
}

function areEqual(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
