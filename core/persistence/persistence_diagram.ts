/**
 * From a filtration to its persistence diagrams.
 *
 * @module
 */
import type { CriticalPairs, DiffFiltration } from "../filtrations/filtration.ts";
import { asOptions } from "../tensor/as_options.ts";
import { checkChoice } from "../tensor/check_choice.ts";
import { checkFlag } from "../tensor/check_flag.ts";
import { describe } from "../tensor/describe.ts";
import { Diagrams } from "./diagrams.ts";

/** Options of {@linkcode persistenceDiagram}. */
export interface PersistenceOptions {
  /**
   * Whether cohomology is reduced, as upstream lets one choose. The diagrams do not depend on it, and no notice is taken
   * of it.
   */
  dualize?: boolean;
  /** Points at infinity are not differentiable: only `false`, the default, is accepted. */
  includeInfPoints?: boolean;
  /** How gradients reach the filtration: `"dgm-loss"`, the default, through the values of the critical cells. */
  gradientMethod?: "dgm-loss";
  /** Number of threads; the result does not depend on it. Default: that of the filtration. */
  nThreads?: number;
  /** The homology dimensions wanted; default all from 0 to `maxDim − 1`. */
  dims?: readonly number[];
}

const GRADIENT_METHODS = ["dgm-loss"] as const;

/**
 * The persistence diagrams of a filtration, as tensors through which gradients flow.
 *
 * A row `(b, d)` of `diagrams[k]` is a class of degree-`k` homology with coefficients in Z/2 that lives in the sublevel
 * complexes from `b` to `d`, in the superlevel ones if the filtration is negated; then `b > d`. Classes of zero persistence
 * and classes that never die are left out.
 *
 * Differentiable: where the order of the filtration values is locally constant; birth and death then are the values of two
 * fixed cells, and gradients flow to these. At ties it is the gradient of one of the orders possible, the documented one.
 *
 * Cost: for Vietoris–Rips filtrations of `n` points `O(n²)` in dimension 0; in dimension 1 from the lunes of the edges,
 * typically a few words of bits per vertex for each edge; above, implicit cohomology with clearing and apparent pairs, worst
 * case cubic in the number of cells, typically near linear in the number of edges. No cells are enumerated. For all other
 * filtrations the columns of the boundary are reduced one by one with clearing, worst case cubic in the number of cells.
 *
 * @throws {TypeError} If `filtration` is none, `dims` is no list, or an option is unknown.
 * @throws {RangeError} If `includeInfPoints` is true, a dimension is not one of the filtration, or an option is out of range.
 *
 * @example The hole of a square
 * ```ts
 * import { persistenceDiagram, vrFiltration } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * const square = vrFiltration([[0, 0], [1, 0], [1, 1], [0, 1]], { maxDim: 2, eps: 0 });
 * const diagrams = persistenceDiagram(square);
 * assertEquals(diagrams[1].toArray(), [[1, Math.SQRT2]]);
 * assertEquals(diagrams.simplices(1)[0].death, [0, 1, 2]);
 * ```
 *
 * See [EdelsbrunnerHarer10], [Bauer21], [Koyama23].
 */
export function persistenceDiagram<Pairs extends CriticalPairs>(
  filtration: DiffFiltration<Pairs> & { readonly nThreads?: number },
  options: PersistenceOptions = {},
): Diagrams {
  const action = "compute the persistence diagram";
  if (typeof filtration?.pairs !== "function") {
    throw new TypeError(`Cannot ${action}: a filtration was expected, but ${describe(filtration)} was found`);
  }
  const {
    includeInfPoints = false,
    gradientMethod = "dgm-loss",
    nThreads = filtration.nThreads ?? 1,
    dims = Array.from({ length: filtration.maxDim }, (_, d) => d),
  } = asOptions(action, options, ["dualize", "includeInfPoints", "gradientMethod", "nThreads", "dims"]);
  checkFlag(action, "includeInfPoints", includeInfPoints);
  if (includeInfPoints) {
    throw new RangeError(
      `Cannot ${action}: includeInfPoints must be false, because a point at infinity has no death cell that a gradient ` +
        "could reach, but is true; leave it out, and raise maxDiameter if a class should die",
    );
  }
  checkChoice(action, "gradientMethod", gradientMethod, GRADIENT_METHODS);
  if (!Number.isSafeInteger(nThreads) || nThreads < 1) {
    throw new RangeError(`Cannot ${action}: nThreads must be an integer of at least 1, but is ${nThreads}`);
  }
  if (!Array.isArray(dims)) {
    throw new TypeError(`Cannot ${action}: dims must be a list of dimensions, but is ${describe(dims)}`);
  }
  for (const dim of dims) {
    if (!Number.isInteger(dim) || dim < 0 || dim >= filtration.maxDim) {
      throw new RangeError(
        `Cannot ${action}: dims from 0 to ${filtration.maxDim - 1} were expected, because the filtration has maxDim ` +
          `${filtration.maxDim}, but ${dim} was found`,
      );
    }
  }
  const wanted = new Set(dims);
  if (wanted.size === 0) return new Diagrams([]);
  const pairs = filtration.pairs(Math.max(...wanted), nThreads).filter(({ dimension }) => wanted.has(dimension));
  return new Diagrams(pairs.map((part) => ({
    dimension: part.dimension,
    points: filtration.pairValues(part),
    cells: () => filtration.pairCells(part),
  })));
}
