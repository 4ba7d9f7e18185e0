/**
 * Filtrations of grids.
 *
 * @module
 */
import { record } from "../autodiff/recording.ts";
import {
  type Boundary,
  type GridCells,
  type GridInput,
  type GridPairs,
  kernels,
  type Limits,
  type PairsTask,
} from "../kernels.ts";
import { indexSelect } from "../ops/index_select.ts";
import { reshape } from "../ops/reshape.ts";
import { formatShape } from "../tensor/shape.ts";
import type { Tensor } from "../tensor/tensor.ts";
import { checkCellDimension, checkPlace } from "./_checks.ts";
import { gridValues, numbersAt } from "./_grid_values.ts";
import { interleaved } from "./_interleaved.ts";
import { LazyValues } from "./_lazy_values.ts";
import type { Cell, DiffFiltration, ListedCells, PointCells, Spread } from "./filtration.ts";

/**
 * A filtration of the cells of a grid; {@linkcode freudenthalFiltration} and {@linkcode cubeFiltration} make it. It holds
 * the numbers and lists its cells only once somebody reads them, each as one code.
 *
 * @example The cells of three samples
 * ```ts
 * import { freudenthalFiltration } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * const line = freudenthalFiltration([3, 1, 2]);
 * assertEquals(line.dimOffsets, [0, 3, 5]);
 * assertEquals(line.cellsInDimension(0).map((cell) => cell.vertices), [[1], [2], [0]]);
 * assertEquals(line.values.toArray(), [1, 2, 3, 2, 3]);
 * ```
 */
export class GridFiltration implements DiffFiltration<"grid"> {
  /** The engine that finds its persistence pairs. */
  readonly engine = "grid";
  /** The kind of complex. */
  readonly kind: string;
  /** The highest dimension of a cell. */
  readonly maxDim: number;
  /** Whether large values come first. */
  readonly negate: boolean;
  /** What computations on it may use by default. */
  readonly limits: Limits;
  /** The index of the first cell of each dimension, then `size`. */
  readonly dimOffsets: readonly number[];
  readonly #source: Tensor;
  readonly #input: GridInput;
  readonly #values: LazyValues;
  #listed: GridCells | undefined;
  #complex: ListedCells | undefined;
  readonly #placesByCode: Uint32Array[] = [];

  /** A filtration of `input`, whose numbers are a copy of the values of `source`. */
  constructor(kind: string, source: Tensor, limits: Limits, input: GridInput) {
    this.kind = kind;
    this.maxDim = input.dimOffsets.length - 2;
    this.negate = input.negate;
    this.limits = limits;
    this.dimOffsets = Object.freeze([...input.dimOffsets]);
    this.#source = source;
    this.#input = input;
    this.#values = new LazyValues(source, () => gridValues(source, input.values, this.#cells.sources, [this.size]));
  }

  /** The values of all cells in filtration order, `[size]`; the first read lists the cells. */
  get values(): Tensor {
    return this.#values.read();
  }

  /** Number of cells. */
  get size(): number {
    return this.dimOffsets[this.maxDim + 1];
  }

  /** The cell at place `i` of the filtration order. */
  cell(i: number): Cell {
    checkPlace(i, this.size);
    return this.#decode(this.dimOffsets.findIndex((_, d) => i < this.dimOffsets[d + 1]), i, i + 1)[0];
  }

  /** The cells of dimension `d`, in filtration order. */
  cellsInDimension(d: number): Cell[] {
    checkCellDimension(d, this.maxDim);
    return this.#decode(d, this.dimOffsets[d], this.dimOffsets[d + 1]);
  }

  /** The facets of all cells. */
  boundary(): Boundary {
    this.#values.checkFresh("list the facets of the filtration");
    return kernels().gridBoundary(this.#input, this.#cells.codes, this.limits);
  }

  /** What its engine is given to find the persistence pairs in dimensions 0 to `maxHomology`. */
  pairsTask(maxHomology: number): PairsTask<"grid"> {
    this.#values.checkFresh("compute the persistence diagram");
    return { input: this.#input, maxHomology };
  }

  /** The values of all cells. */
  levels(): Float64Array {
    return numbersAt(this.#input.values, this.#cells.sources);
  }

  /** Not known: of cells of equal value, which a grid has many of, the engine pairs others. */
  pairPlaces(): undefined {}

  /**
   * Birth and death values of pairs, `[count, 2]`.
   *
   * One step from the numbers that give them, or that give the cells that `spread` says; if somebody has read `values` and
   * gradients flow through them, from these instead, so that `values.grad` can be filled.
   */
  pairValues(pairs: GridPairs, spread?: Spread): Tensor {
    this.#values.checkFresh("read the values of persistence pairs");
    const { dimension, births, deaths } = pairs, shape = [pairs.count, 2], values = this.#values.recorded;
    const sources = interleaved(pairs.birthSources, pairs.deathSources);
    if (spread !== undefined) return this.#spreadPairValues(pairs, sources, spread);
    if (values === undefined) return gridValues(this.#source, this.#input.values, sources, shape);
    const places = interleaved(this.#placesOf(dimension, births), this.#placesOf(dimension + 1, deaths));
    return reshape(indexSelect(values, places), shape);
  }

  /** The cells of pairs. */
  pairCells({ dimension, births, deaths }: GridPairs): PointCells[] {
    const birthCells = this.#vertices(dimension, births), deathCells = this.#vertices(dimension + 1, deaths);
    return birthCells.map((birth, k) => ({ birth, death: deathCells[k] }));
  }

  /** A line that names the filtration. */
  toString(): string {
    return `GridFiltration(${this.kind}, values of shape ${formatShape(this.#input.shape)}, maxDim ${this.maxDim})`;
  }

  /** What `console.log` prints. */
  [Symbol.for("Deno.customInspect")](): string {
    return this.toString();
  }

  get #cells(): GridCells {
    if (this.#listed === undefined) {
      this.#values.checkFresh("list the cells of the filtration");
      this.#listed = kernels().gridCells(this.#input, this.limits);
    }
    return this.#listed;
  }

  /** All cells with their facets; kept, since the gradient of each dimension asks for it. */
  get #listing(): ListedCells {
    if (this.#complex === undefined) {
      const boundary = kernels().gridBoundary(this.#input, this.#cells.codes, this.limits);
      this.#complex = { dimOffsets: this.dimOffsets, values: this.levels(), boundary: () => boundary };
    }
    return this.#complex;
  }

  /** The values of pairs, which come from `sources`, with a gradient that goes elsewhere. */
  #spreadPairValues({ dimension, count }: GridPairs, sources: Uint32Array, spread: Spread): Tensor {
    const data = numbersAt(this.#input.values, sources), recorded = this.#values.recorded;
    return record("filtration values", [recorded ?? this.#source], data, [count, 2], () => {
      const points = data.slice(), list = () => ({ dimension, cells: this.#listing, pairs: this.pairPlaces() });
      return (gradient) => {
        const { at, values } = spread(points, gradient, list);
        return [{ at: recorded === undefined ? entriesAt(this.#cells.sources, at) : at, values }];
      };
    });
  }

  /** The cells of dimension `d` at places `from` to `to`. */
  #decode(d: number, from: number, to: number): Cell[] {
    const { codes, sources } = this.#cells, { values } = this.#input;
    const vertices = this.#vertices(d, codes.subarray(from, to));
    return vertices.map((own, k) => ({ dimension: d, vertices: own, value: values[sources[from + k]] }));
  }

  /** The vertices of cells of dimension `d`. */
  #vertices(d: number, codes: Uint32Array): number[][] {
    const flat = kernels().gridVertices(this.#input, d, codes), width = flat.length / codes.length;
    return Array.from(codes, (_, k) => [...flat.subarray(k * width, (k + 1) * width)]);
  }

  /** The places of cells of dimension `d` in the filtration order. */
  #placesOf(d: number, codes: Uint32Array): Uint32Array {
    const places = this.#placesByCode[d] ??= placesByCode(
      this.#cells.codes,
      this.dimOffsets[d],
      this.dimOffsets[d + 1],
    );
    return entriesAt(places, codes);
  }
}

/** The entries of `list` at `places`. */
function entriesAt(list: Uint32Array, places: Uint32Array): Uint32Array {
  const found = new Uint32Array(places.length);
  for (let k = 0; k < found.length; k++) found[k] = list[places[k]];
  return found;
}

/** For each code the place of its cell, one of those from `from` to `to`. */
function placesByCode(codes: Uint32Array, from: number, to: number): Uint32Array {
  let last = 0;
  for (let place = from; place < to; place++) if (codes[place] > last) last = codes[place];
  const places = new Uint32Array(last + 1);
  for (let place = from; place < to; place++) places[codes[place]] = place;
  return places;
}
