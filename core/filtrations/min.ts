/**
 * The earlier of two filtrations.
 *
 * @module
 */
import type { Boundary, Limits } from "../kernels.ts";
import { indexSelect } from "../ops/index_select.ts";
import { maximum } from "../ops/maximum.ts";
import { minimum } from "../ops/minimum.ts";
import type { Tensor } from "../tensor/tensor.ts";
import { checkTwo } from "./_check_two.ts";
import { checkCellDimension, checkPlace } from "./_checks.ts";
import { NOWHERE, placesIn } from "./_places_in.ts";
import { reorderedBoundary } from "./_reordered_boundary.ts";
import { valueOrder } from "./_value_order.ts";
import type { Cell, DiffFiltration } from "./filtration.ts";
import { ListedFiltration } from "./listed.ts";

/**
 * The filtration of a complex in which each cell enters as soon as it is in `a` or in `b`.
 *
 * A cell has the value `min(a(σ), b(σ))`, or the maximum where `negate` puts large values first: the sublevel complexes are
 * the unions of those of `a` and `b`. Both must have the same cells, known by dimension and vertices, and the same `negate`.
 * Cells are ordered by dimension, then value, then their place in `a`.
 *
 * Of two images this is not the filtration of the smaller image: there an edge between a dark pixel of one and a dark pixel of
 * the other would enter as soon as both have, here only once one image has both.
 *
 * Differentiable: where the values of a cell differ, the gradient goes to the one taken; where they are equal each gets half.
 *
 * Cost: linear in the number of cells, but for sorting them.
 *
 * @throws {TypeError} If an argument is no filtration, or one has a cell that the other has not.
 * @throws {RangeError} If `negate` differs.
 *
 * @example An edge that enters early
 * ```ts
 * import { minFiltration, simplexFiltration } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * const edge = [[0], [1], [0, 1]];
 * const sooner = minFiltration(simplexFiltration(edge, [0, 2, 3]), simplexFiltration(edge, [1, 1, 5]));
 * assertEquals(sooner.values.toArray(), [0, 1, 3]);
 * ```
 */
export function minFiltration(a: DiffFiltration, b: DiffFiltration): MinFiltration {
  const action = "take the minimum of two filtrations";
  checkTwo(action, ["first", "second"], a, b);
  const places = placesIn(a, b);
  const alone = places.indexOf(NOWHERE);
  if (alone >= 0) throw onlyIn(action, "first", a.cell(alone));
  if (a.size < b.size) throw onlyIn(action, "second", b.cell(placesIn(b, a).indexOf(NOWHERE)));
  const earlier = a.negate ? maximum : minimum;
  return new MinFiltration(a, earlier(a.values, indexSelect(b.values, places)));
}

function onlyIn(action: string, which: string, { vertices }: Cell): TypeError {
  return new TypeError(
    `Cannot ${action}: filtrations with the same cells were expected, but only the ${which} has [${
      vertices.join(", ")
    }]`,
  );
}

/**
 * A filtration of the cells of another by smaller values; {@linkcode minFiltration} makes it.
 *
 * @example The value of a cell
 * ```ts
 * import { minFiltration, simplexFiltration } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * const points = [[0], [1]];
 * const sooner = minFiltration(simplexFiltration(points, [3, 2]), simplexFiltration(points, [1, 4]));
 * assertEquals(sooner.cell(0), { dimension: 0, vertices: [0], value: 1 });
 * ```
 */
export class MinFiltration extends ListedFiltration {
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
  /** For each place of this filtration that of the same cell in `#cells`. */
  readonly #order: Uint32Array;

  /** The cells of a filtration with other values, given in its order; they must be monotone. */
  constructor(cells: DiffFiltration, values: Tensor) {
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
    return reorderedBoundary(this.#cells.boundary(), this.#order);
  }

  /** A line that names the filtration. */
  override toString(): string {
    return `MinFiltration(${this.kind}, ${this.size} cells, maxDim ${this.maxDim})`;
  }
}
