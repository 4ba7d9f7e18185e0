/**
 * Decompositions of a complex, made as far as chains of cells are asked for, and kept.
 *
 * @module
 */
import { type Boundary, kernels, type Limits, type ReducedMatrix, type Side } from "../kernels.ts";

/** A complex in the filtration order. */
export interface CellComplex {
  /** The index of the first cell of each dimension, then the number of cells. */
  readonly dimOffsets: readonly number[];
  /** The facets of the first `count` cells, or of more. */
  boundary(count: number): Boundary;
}

/** How much of the matrices is needed. */
export interface Extent {
  /** The first so many cells. */
  readonly count: number;
  /** Deaths in this dimension and above, births one below. */
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
  #complex: CellComplex;
  readonly #limits: Limits;
  readonly #kept = new Map<Side, Kept>();

  /** No decomposition yet. */
  constructor(complex: CellComplex, limits: Limits) {
    this.#complex = complex;
    this.#limits = limits;
  }

  /**
   * Goes on with another complex. Decompositions are kept if the cells that they reach to have the same facets, in the same
   * order; if not, they are made afresh: to repair them takes longer, as docs/decisions/0017-no-warm-start.md tells.
   */
  update(next: CellComplex): void {
    const count = Math.max(0, ...[...this.#kept.values()].map((kept) => kept.count));
    if (count > 0 && !startEqually(this.#complex, next, count)) this[Symbol.dispose]();
    this.#complex = next;
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

  /** One decomposition of the extent, or of more. */
  of(side: Side, extent: Extent): ReducedMatrix {
    this.prepare([side], extent);
    return this.#kept.get(side)!.matrix;
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

function firstCells(complex: CellComplex, count: number): { dimOffsets: number[]; boundary: Boundary } {
  const { dimOffsets } = complex, { starts, facets } = complex.boundary(count);
  return {
    dimOffsets: [...dimOffsets.filter((offset) => offset < count), count],
    boundary: { starts: starts.subarray(0, count + 1), facets: facets.subarray(0, starts[count]) },
  };
}

function startEqually(a: CellComplex, b: CellComplex, count: number): boolean {
  if (!areEqual(a.dimOffsets, b.dimOffsets)) return false;
  const [one, other] = [a, b].map((complex) => firstCells(complex, count).boundary);
  return areEqual(one.starts, other.starts) && areEqual(one.facets, other.facets);
}

function areEqual(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
