/**
 * Filtrations of the cells of another one.
 *
 * @module
 */
import type { Boundary, Limits } from "../kernels.ts";
import { indexSelect } from "../ops/index_select.ts";
import type { Tensor } from "../tensor/tensor.ts";
import { checkCellDimension, checkPlace } from "./_checks.ts";
import { reorderedBoundary } from "./_reordered_boundary.ts";
import { inverse, valueOrder } from "./_value_order.ts";
import type { Cell, DiffFiltration } from "./filtration.ts";
import { ListedFiltration } from "./listed.ts";

/**
 * The cells of a filtration with other values; {@linkcode minFiltration} and {@linkcode TopologyOptimizer.update} make it.
 * Cells are ordered by dimension, then value, then their place in the filtration they come from.
 *
 * @example The earlier of two values
 * ```ts
 * import { minFiltration, simplexFiltration } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * const fil = minFiltration(simplexFiltration([[0], [1]], [1, 4]), simplexFiltration([[0], [1]], [3, 2]));
 * assertEquals(fil.cell(0), { dimension: 0, vertices: [0], value: 1 });
 * ```
 */
export class RevaluedFiltration extends ListedFiltration {
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
  readonly #cells: DiffFiltration;
  /** For each place of this filtration that of the same cell in the one it comes from. */
  readonly #order: Uint32Array;
  /** The boundary of `#cells`, once somebody has asked for it. */
  #given: Boundary | undefined;

  /** The cells of a filtration with other values, given in its order, by default with its own; they must be monotone. */
  constructor(cells: DiffFiltration, values: Tensor = cells.values) {
    super();
    this.kind = cells.kind;
    this.maxDim = cells.maxDim;
    this.negate = cells.negate;
    this.limits = cells.limits;
    this.dimOffsets = cells.dimOffsets;
    this.#cells = cells;
    this.#order = valueOrder(values.data, cells.dimOffsets, cells.negate);
    this.values = indexSelect(values, this.#order);
  }

  /** The same cells with values given in the order of this filtration; ties are broken as in the one that both come from. */
  revalued(values: Tensor): RevaluedFiltration {
    const revalued = new RevaluedFiltration(this.#cells, indexSelect(values, inverse(this.#order)));
    revalued.#given = this.#given;
    return revalued;
  }

  /** The cell at place `i` of the filtration order. */
  cell(i: number): Cell {
    checkPlace(i, this.size);
    return { ...this.#cells.cell(this.#order[i]), value: this.values.data[i] };
  }

  /** The cells of dimension `d`, in filtration order. */
  cellsInDimension(d: number): Cell[] {
    checkCellDimension(d, this.maxDim);
    const [from, to] = this.dimOffsets.slice(d, d + 2), given = this.#cells.cellsInDimension(d);
    return Array.from({ length: to - from }, (_, k) => {
      const i = from + k;
      return { ...given[this.#order[i] - from], value: this.values.data[i] };
    });
  }

  /** The facets of all cells. */
  boundary(): Boundary {
    return reorderedBoundary(this.#given ??= this.#cells.boundary(), this.#order);
  }

  /** A line that names the filtration. */
  override toString(): string {
    return `RevaluedFiltration(${this.kind}, ${this.size} cells, maxDim ${this.maxDim})`;
  }
}
