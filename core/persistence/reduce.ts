/**
 * From a filtration to its decomposition R = D·V.
 *
 * @module
 */
import type { DiffFiltration } from "../filtrations/filtration.ts";
import { checkLimits, LIMIT_OPTIONS, type LimitOptions } from "../filtrations/limits.ts";
import { kernels } from "../kernels.ts";
import { asOptions } from "../tensor/as_options.ts";
import { checkFlag } from "../tensor/check_flag.ts";
import { checkFiltration } from "./_diagram_request.ts";
import { Decomposition } from "./decomposition.ts";

/** Options of {@linkcode reduce}; those that limit it have the filtration's as defaults. */
export interface ReduceOptions extends LimitOptions {
  /** Whether the coboundary is reduced instead of the boundary; default `false`. */
  dualize?: boolean;
  /** Whether columns of V can be read; default `true`. */
  computeV?: boolean;
  /** Whether rows of U = V⁻¹ can be read; default `false`. */
  computeU?: boolean;
}

/**
 * Decomposes the boundary matrix D of a filtration over Z/2 into R = D·V: V upper triangular with ones on the diagonal, R
 * reduced, which means that no two of its columns have the same pivot.
 *
 * Column `i` of D has a one in the rows of the facets of cell `i`, in the filtration order, all dimensions together. With
 * `dualize`, D is the coboundary matrix: column `i` has a one in the rows of the cofaces of cell `i` that are one dimension
 * higher, and columns are reduced from the last cell to the first, so that all said of order is reversed. Rows and columns
 * keep the places of their cells; in upstream's anti-transposed matrix, place `i` is index `size − 1 − i`.
 *
 * V is in the canonical form of Edelsbrunner, Letscher and Zomorodian: of all V it is the one whose column `i` contains,
 * besides `i`, only `j` with a column of R that is not zero and, unless that of `i` is, has a later pivot. So neither V nor
 * U depends on the number of threads.
 *
 * Differentiable: the matrices only depend on the order of cells. {@linkcode Decomposition.diagrams} are differentiable.
 *
 * Cost: worst case cubic in the number of cells, typically near linear: columns that are pivots of others are cleared.
 * Where cells of the highest dimension outnumber their facets, the coboundary first tells which of them kill. What is kept
 * for V are the lists of what was added to what, with `n` cells `8 n` bytes and four for each addition; a column of V is put
 * together when it is read, and a row of U is solved for, which needs R and D by rows from the first one on.
 *
 * @throws {TypeError} If `filtration` is none, or an option is unknown or of the wrong kind.
 * @throws {RangeError} If a limit is out of range, or more memory would be needed than is allowed.
 *
 * @example A filled triangle
 * ```ts
 * import { reduce, simplexFiltration } from "@diagrad/diagrad";
 * import { assert, assertEquals } from "@std/assert";
 *
 * const triangle = simplexFiltration(
 *   [[0], [1], [2], [0, 1], [0, 2], [1, 2], [0, 1, 2]],
 *   [0.2, 0.1, 0.3, 0.9, 0.5, 0.8, 1],
 * );
 * using decomposition = reduce(triangle, { computeU: true });
 * assertEquals([...decomposition.columnOfR(4)], [0, 1]); // edge 12, to which edge 02 was added
 * assertEquals([...decomposition.columnOfV(4)], [3, 4]);
 * assertEquals([...decomposition.rowOfU(3)], [3, 4]);
 * assertEquals([...decomposition.columnOfV(5)], [3, 4, 5]); // the edges of the triangle are a cycle
 * assert(decomposition.sanityCheck());
 * ```
 *
 * See [CohenSteiner06], [Edelsbrunner02], [ChenKerber11], [deSilva11].
 */
export function reduce(filtration: DiffFiltration, options: ReduceOptions = {}): Decomposition {
  const action = "reduce the filtration";
  checkFiltration(action, filtration);
  const { dualize = false, computeV = true, computeU = false, nThreads, maxMemory } = asOptions(action, options, [
    "dualize",
    "computeV",
    "computeU",
    ...LIMIT_OPTIONS,
  ]);
  checkFlag(action, "dualize", dualize);
  checkFlag(action, "computeV", computeV);
  checkFlag(action, "computeU", computeU);
  const limits = checkLimits(action, { nThreads, maxMemory }, filtration.limits);
  const boundary = filtration.boundary(), { dimOffsets } = filtration;
  const sides = [dualize ? "coboundary" : "boundary"] as const;
  const request = { dimOffsets, boundary, sides, lowest: 0, keepsV: computeV, keepsU: computeU };
  const [matrix] = kernels().reduceMatrices(request, limits);
  return new Decomposition(filtration, matrix, { dualize, computeV, computeU });
}
