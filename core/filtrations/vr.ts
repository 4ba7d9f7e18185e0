/**
 * Vietoris–Rips filtrations.
 *
 * @module
 */
import { record } from "../autodiff/recording.ts";
import type { Boundary, Limits, PairsTask, RipsCells, RipsInput, RipsPairs } from "../kernels.ts";
import { indexSelect } from "../ops/index_select.ts";
import { reshape } from "../ops/reshape.ts";
import { asOptions } from "../tensor/as_options.ts";
import { checkFlag } from "../tensor/check_flag.ts";
import { asTensor } from "../tensor/create.ts";
import type { Tensor, TensorLike } from "../tensor/tensor.ts";
import {
  checkCellDimension,
  checkDistances,
  checkInteger,
  checkNonNegative,
  checkPlace,
  checkPoints,
} from "./_checks.ts";
import { edgeValues, lengths, pullLengths } from "./_edge_values.ts";
import { lasting } from "./_lasting.ts";
import { LazyValues } from "./_lazy_values.ts";
import { RipsListing } from "./_rips_listing.ts";
import type { Cell, DiffFiltration, PointCells, Spread } from "./filtration.ts";
import { checkLimits, LIMIT_OPTIONS, type LimitOptions } from "./limits.ts";

/** Far above the dimension of any cell that could be listed; it bounds arrays with an entry for each dimension. */
const HIGHEST_DIMENSION = 65534;

/** Options of {@linkcode vrFiltration}. */
export interface VrOptions extends LimitOptions {
  /** The input is a matrix of distances; default `false`: it is a cloud of points. */
  fromPwdists?: boolean;
  /** The highest dimension of a cell, from 1 to 65534: diagrams go up to `maxDim − 1`. Default: the dimension of the points. */
  maxDim?: number;
  /** Edges longer than this are left out; default 1.00001 times the enclosing radius, beyond which nothing changes. */
  maxDiameter?: number;
  /** Added to squared distances under the root, for points only; default 1e-6. `0` gives plain distances. */
  eps?: number;
}

/**
 * The Vietoris–Rips filtration of a cloud of points, or of a matrix of distances.
 *
 * A simplex enters with its longest edge `(u, v)`, its critical edge: at `sqrt(|x_u − x_v|² + eps)` for points, at `D[u, v]`
 * for distances; a vertex enters at `sqrt(eps)`, or at `D[v, v]`, which is 0. Values are diameters: lengths, neither squared
 * nor halved.
 *
 * Shapes: points `[n, d]`, or distances `[n, n]`, symmetric, with a zero diagonal.
 *
 * Differentiable: everywhere for `eps > 0`; for `eps = 0` the gradient at coincident points is 0. Among several longest
 * edges the lexicographically first one is critical. The gradient at a matrix of distances is shared evenly by both
 * triangles; births of components reach the diagonal.
 *
 * Cost: nothing is enumerated before `values`, `size` or a cell is read; then time and memory grow with the number of
 * cells, of which there are up to `n^(maxDim + 1) / (maxDim + 1)!`. Diagrams list none. In dimension 0 they take
 * a spanning tree, for points of up to six coordinates about `O(n log n)`; in dimension 1 the edges up to the length at
 * which the last hole closes, or up to `maxDiameter`.
 *
 * @throws {TypeError} If the input is ragged, not `[n, d]`, or not square where distances are expected.
 * @throws {RangeError} If there is no point, a value or a squared distance is not finite, distances are negative,
 * asymmetric or not zero on the diagonal, or an option is out of range.
 *
 * @example A square
 * ```ts
 * import { vrFiltration } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * const square = vrFiltration([[0, 0], [1, 0], [1, 1], [0, 1]], { maxDim: 2, eps: 0 });
 * assertEquals(square.size, 14);
 * assertEquals(square.cell(8), { dimension: 1, vertices: [0, 2], value: Math.SQRT2 });
 * ```
 *
 * See [Bauer21].
 */
export function vrFiltration(pointsOrDistances: TensorLike, options: VrOptions = {}): VrFiltration {
  const action = "build the Vietoris–Rips filtration";
  const source = asTensor(action, pointsOrDistances);
  const {
    fromPwdists = false,
    maxDim = fromPwdists ? undefined : source.shape[1],
    maxDiameter,
    eps = 1e-6,
    ...rest
  } = asOptions(action, options, ["fromPwdists", "maxDim", "maxDiameter", "eps", ...LIMIT_OPTIONS]);
  checkFlag(action, "fromPwdists", fromPwdists);
  if (fromPwdists) checkDistances(action, source);
  else checkPoints(action, source);
  if (maxDim === undefined) {
    throw new TypeError(`Cannot ${action}: maxDim was expected with a matrix of distances, but is undefined`);
  }
  checkInteger(action, "maxDim", maxDim, 1, HIGHEST_DIMENSION);
  const limits = checkLimits(action, rest);
  checkNonNegative(action, "eps", eps);
  if (!Number.isFinite(eps)) throw new RangeError(`Cannot ${action}: eps must be finite, but is ${eps}`);
  if (maxDiameter !== undefined) checkNonNegative(action, "maxDiameter", maxDiameter);
  const input: RipsInput = {
    values: source.data.slice(),
    kind: fromPwdists ? "distances" : "points",
    count: source.shape[0],
    dimension: fromPwdists ? 0 : source.shape[1],
    maxDiameter,
  };
  return new VrFiltration(source, input, maxDim, eps, limits);
}

/**
 * A Vietoris–Rips filtration; {@linkcode vrFiltration} makes it. Its cells exist only once somebody reads them.
 *
 * @example The cells of two points
 * ```ts
 * import { vrFiltration } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * const segment = vrFiltration([[0], [2]], { eps: 0 });
 * assertEquals(segment.dimOffsets, [0, 2, 3]);
 * assertEquals(segment.values.toArray(), [0, 0, 2]);
 * assertEquals(segment.cellsInDimension(1), [{ dimension: 1, vertices: [0, 1], value: 2 }]);
 * ```
 */
export class VrFiltration implements DiffFiltration<"rips"> {
  /** The engine that finds its persistence pairs. */
  readonly engine = "rips";
  /** The kind of complex. */
  readonly kind = "Vietoris–Rips";
  /** Short edges come first. */
  readonly negate = false;
  /** The highest dimension of a cell. */
  readonly maxDim: number;
  /** What computations on it may use by default. */
  readonly limits: Limits;
  readonly #source: Tensor;
  readonly #input: RipsInput;
  readonly #eps: number;
  readonly #values: LazyValues;
  #listed: RipsListing | undefined;

  /** A filtration of `input`, a copy of the values of `source`. */
  constructor(source: Tensor, input: RipsInput, maxDim: number, eps: number, limits: Limits) {
    this.#source = source;
    this.#input = input;
    this.maxDim = maxDim;
    this.#eps = input.kind === "points" ? eps : 0;
    this.limits = limits;
    this.#values = new LazyValues(source, () => {
      const { edges } = this.#listing;
      return edgeValues(source, input, this.#eps, edges, [this.size]);
    });
  }

  /** The values of all cells in filtration order, `[size]`; the first read enumerates the cells. */
  get values(): Tensor {
    return this.#values.read();
  }

  /** Number of cells. */
  get size(): number {
    return this.#listing.offsets[this.maxDim + 1];
  }

  /** The index of the first cell of each dimension, then `size`. */
  get dimOffsets(): readonly number[] {
    return this.#listing.offsets;
  }

  /** The cell at place `i` of the filtration order. */
  cell(i: number): Cell {
    const { offsets, cells } = this.#listing;
    checkPlace(i, this.size);
    const dimension = cells.findIndex((_, d) => i < offsets[d + 1]);
    return this.#decode(cells[dimension], i - offsets[dimension]);
  }

  /** The cells of dimension `d`, in filtration order. */
  cellsInDimension(d: number): Cell[] {
    checkCellDimension(d, this.maxDim);
    const cells = this.#listing.cells[d];
    return Array.from({ length: cells.count }, (_, k) => this.#decode(cells, k));
  }

  /** The facets of the first `count` cells, by default of all. */
  boundary(count: number = this.size): Boundary {
    return this.#listing.boundary(count);
  }

  /** What its engine is given to find the persistence pairs in dimensions 0 to `maxHomology`; no cells are listed. */
  pairsTask(maxHomology: number): PairsTask<"rips"> {
    this.#values.checkFresh("compute the persistence diagram");
    return { input: this.#input, maxHomology };
  }

  /** Lengths of the critical edges of all cells, without `eps`. */
  levels(): Float64Array {
    return lengths(this.#input, 0, this.#listing.edges);
  }

  /** Places of the birth and death cells of pairs, `[count, 2]`. */
  pairPlaces(pairs: RipsPairs): Uint32Array {
    return this.#listing.placesOf(pairs);
  }

  /**
   * Birth and death values of those pairs whose values differ, `[count, 2]`.
   *
   * One step from the critical edges to the input, those of the pairs, or of the cells that `spread` says; if somebody has read
   * `values` and gradients flow through them, from these instead, so that `values.grad` can be filled.
   */
  pairValues(found: RipsPairs, spread?: Spread): Tensor {
    this.#values.checkFresh("read the values of persistence pairs");
    const pairs = lasting(found, this.#input, this.#eps), shape = [pairs.count, 2];
    const values = this.#values.recorded;
    if (values !== undefined && spread === undefined) {
      return reshape(indexSelect(values, this.pairPlaces(pairs)), shape);
    }
    const edges = new Uint32Array(4 * pairs.count);
    for (let k = 0; k < pairs.count; k++) {
      edges.set(pairs.birthEdges.subarray(2 * k, 2 * k + 2), 4 * k);
      edges.set(pairs.deathEdges.subarray(2 * k, 2 * k + 2), 4 * k + 2);
    }
    if (spread !== undefined) return this.#spreadPairValues(pairs, edges, spread);
    return edgeValues(this.#source, this.#input, this.#eps, edges, shape);
  }

  /** The cells of those pairs whose values differ. */
  pairCells(found: RipsPairs): PointCells[] {
    const { dimension, count, births, deaths } = lasting(found, this.#input, this.#eps);
    const row = (flat: Uint32Array, k: number, width: number) => [...flat.subarray(k * width, (k + 1) * width)];
    return Array.from({ length: count }, (_, k) => ({
      birth: row(births, k, dimension + 1),
      death: row(deaths, k, dimension + 2),
    }));
  }

  /** A line that names the filtration without enumerating it. */
  toString(): string {
    return `VrFiltration(${this.#input.count} points, maxDim ${this.maxDim})`;
  }

  /** What `console.log` prints. */
  [Symbol.for("Deno.customInspect")](): string {
    return this.toString();
  }

  get #listing(): RipsListing {
    if (this.#listed === undefined) {
      this.#values.checkFresh("list the cells of the filtration");
      this.#listed = new RipsListing(this.#input, this.maxDim, this.limits);
    }
    return this.#listed;
  }

  /** The values of pairs with a gradient that goes elsewhere; only as many cells are listed as it needs. */
  #spreadPairValues(pairs: RipsPairs, edges: Uint32Array, spread: Spread): Tensor {
    const input = this.#input, eps = this.#eps, recorded = this.#values.recorded;
    const data = lengths(input, eps, edges);
    return record("filtration values", [recorded ?? this.#source], data, [pairs.count, 2], () => {
      const points = data.slice();
      return (gradient) => {
        let listed = this.#listed;
        const { at, values } = spread(points, gradient, (upTo) => {
          const found = listed ??= new RipsListing(input, pairs.dimension + 1, this.limits, upTo);
          return {
            dimension: pairs.dimension,
            cells: {
              dimOffsets: found.offsets,
              values: lengths(input, eps, found.edges),
              boundary: (count) => found.boundary(count),
            },
            pairs: found.placesOf(pairs),
          };
        });
        if (recorded !== undefined || listed === undefined) return [{ at, values }];
        const moved = new Uint32Array(2 * at.length);
        at.forEach((place, k) => moved.set(listed!.edges.subarray(2 * place, 2 * place + 2), 2 * k));
        return [pullLengths(input, moved, lengths(input, eps, moved), values)];
      };
    });
  }

  #decode({ dimension, vertices, edges }: RipsCells, k: number): Cell {
    const value = lengths(this.#input, this.#eps, edges.subarray(2 * k, 2 * k + 2))[0];
    return { dimension, vertices: [...vertices.subarray(k * (dimension + 1), (k + 1) * (dimension + 1))], value };
  }
}
