/**
 * Mapping cylinders of inclusions.
 *
 * @module
 */
import type { Boundary, Limits } from "../kernels.ts";
import { concat } from "../ops/concat.ts";
import { indexSelect } from "../ops/index_select.ts";
import { asOptions } from "../tensor/as_options.ts";
import type { Tensor } from "../tensor/tensor.ts";
import { checkTwo } from "./_check_two.ts";
import { checkCellDimension, checkPlace } from "./_checks.ts";
import { NOWHERE, placesIn } from "./_places_in.ts";
import { inverse, valueOrder } from "./_value_order.ts";
import type { Cell, DiffFiltration } from "./filtration.ts";
import { ListedFiltration } from "./listed.ts";

/** Options of {@linkcode mappingCylinderFiltration}. */
export interface MappingCylinderOptions {
  /** The copy of the domain enters no sooner; default −∞, with `negate` ∞: as soon as the domain itself. */
  domainValue?: number;
  /** The copy of the codomain enters no sooner; default −∞, with `negate` ∞: as soon as the codomain itself. */
  codomainValue?: number;
}

/**
 * The mapping cylinder of the inclusion of a complex `L`, the domain, in a complex `K`, the codomain.
 *
 * Its cells are a copy of each cell `σ` of `L`, with value `max(f_L(σ), domainValue)`; each cell `τ` of `K`, with value
 * `max(f_K(τ), codomainValue)`; and a prism over each cell `σ` of `L` that joins its copy to `σ` in `K`, with the larger value
 * of these two ends. With `negate` on both, minima take the place of maxima.
 *
 * Where `f_K ≤ f_L`, every sublevel complex of `L` is part of that of `K`: then a prism has the value of the copy, the cylinder
 * is at every level that of an inclusion, and its diagrams are those of `K`. Where some cell comes later in `K`, its prism waits
 * for it, and the diagrams are those of the unions of the sublevel complexes of both, as with {@linkcode minFiltration}.
 *
 * `L` must be part of `K`, cell by cell, by dimension and vertices. A vertex `v` of `K` keeps its number; its copy from `L` has
 * `v` plus an offset, the largest vertex of `K` plus 1; a prism has the vertices of both ends, and one dimension more. There
 * are `2 |L| + |K|` cells, ordered by dimension, then value, then copies of `L`, cells of `K`, prisms, each as in the filtration
 * they come from.
 *
 * Differentiable: the gradient at a cell goes to the value it has taken, to none where that is `domainValue` or
 * `codomainValue`. Where values are equal `f_L` is taken before `f_K`, and both before these two.
 *
 * Cost: linear in the number of cells, but for sorting them.
 *
 * @throws {TypeError} If an argument is no filtration, or the domain has a cell that the codomain has not.
 * @throws {RangeError} If `negate` differs, or an option is not a number, or is one at which nothing ever enters.
 *
 * @example Two points in a segment
 * ```ts
 * import { mappingCylinderFiltration, simplexFiltration } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * const ends = simplexFiltration([[0], [1]], [1, 2]);
 * const segment = simplexFiltration([[0], [1], [0, 1]], [0, 0, 3]);
 * const cylinder = mappingCylinderFiltration(ends, segment);
 * assertEquals(cylinder.size, 7);
 * assertEquals(cylinder.cellsInDimension(1).map(({ vertices, value }) => [vertices, value]), [
 *   [[0, 2], 1],
 *   [[1, 3], 2],
 *   [[0, 1], 3],
 * ]);
 * ```
 *
 * See [Hatcher02].
 */
export function mappingCylinderFiltration(
  domain: DiffFiltration,
  codomain: DiffFiltration,
  options: MappingCylinderOptions = {},
): MappingCylinderFiltration {
  const action = "build the mapping cylinder";
  checkTwo(action, ["domain", "codomain"], domain, codomain);
  const never = domain.negate ? -Infinity : Infinity;
  const { domainValue = -never, codomainValue = -never } = asOptions(action, options, ["domainValue", "codomainValue"]);
  for (const [name, value] of Object.entries({ domainValue, codomainValue })) {
    if (typeof value !== "number" || Number.isNaN(value) || value === never) {
      throw new RangeError(`Cannot ${action}: ${name} must be a finite number or ${-never}, but is ${String(value)}`);
    }
  }
  const places = placesIn(domain, codomain), missing = places.indexOf(NOWHERE);
  if (missing >= 0) {
    throw new TypeError(
      `Cannot ${action}: a domain that is part of the codomain was expected, but only the domain has [${
        domain.cell(missing).vertices.join(", ")
      }]`,
    );
  }
  return new MappingCylinderFiltration(domain, codomain, places, domainValue, codomainValue);
}

/** The kinds of cells, in the order of the enumeration: copies of the domain, cells of the codomain, prisms. */
const COPIES = 0, CELLS = 1, PRISMS = 2;

/** Cells of one kind and dimension: consecutive in the enumeration, and in the filtration they come from. */
interface Block {
  /** Index in the enumeration of the first. */
  readonly start: number;
  /** Its place in the filtration it comes from. */
  readonly first: number;
}

/**
 * The mapping cylinder of an inclusion; {@linkcode mappingCylinderFiltration} makes it.
 *
 * @example Cells from both sides
 * ```ts
 * import { mappingCylinderFiltration, simplexFiltration } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * const point = simplexFiltration([[4]], [1]);
 * const cylinder = mappingCylinderFiltration(point, point, { codomainValue: 2 });
 * assertEquals(cylinder.cell(0), { dimension: 0, vertices: [9], value: 1 });
 * assertEquals(cylinder.cell(1), { dimension: 0, vertices: [4], value: 2 });
 * assertEquals(cylinder.cell(2), { dimension: 1, vertices: [4, 9], value: 2 });
 * ```
 */
export class MappingCylinderFiltration extends ListedFiltration {
  /** The kind of complex. */
  readonly kind = "mapping cylinder";
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
  /** What the copy of a vertex of the domain adds to its number. */
  readonly offset: number;
  readonly #domain: DiffFiltration;
  readonly #codomain: DiffFiltration;
  /** For each cell of the domain its place in the codomain. */
  readonly #places: Uint32Array;
  /** For each dimension the blocks of the three kinds. */
  readonly #layers: readonly (readonly Block[])[];
  /** For each place of the filtration order the cell, as index in the enumeration. */
  readonly #order: Uint32Array;

  /** The cylinder of an inclusion; `places` are those of the cells of the domain in the codomain. */
  constructor(
    domain: DiffFiltration,
    codomain: DiffFiltration,
    places: Uint32Array,
    domainValue: number,
    codomainValue: number,
  ) {
    super();
    this.maxDim = Math.max(domain.maxDim + 1, codomain.maxDim);
    this.negate = domain.negate;
    this.limits = domain.limits;
    this.offset = 1 + largestVertex(codomain);
    this.#domain = domain;
    this.#codomain = codomain;
    this.#places = places;
    this.#layers = layersOf(domain, codomain, this.maxDim);
    this.dimOffsets = Object.freeze([
      ...this.#layers.map((layer) => layer[COPIES].start),
      2 * domain.size + codomain.size,
    ]);
    const values = concat([domain.values, codomain.values, [domainValue, codomainValue]]);
    const sources = this.#sources(values.data);
    this.#order = valueOrder(Float64Array.from(sources, (source) => values.data[source]), this.dimOffsets, this.negate);
    this.values = indexSelect(values, this.#order.map((cell) => sources[cell]));
  }

  /** The cell at place `i` of the filtration order. */
  cell(i: number): Cell {
    checkPlace(i, this.size);
    const dimension = this.dimOffsets.findIndex((_, d) => i < this.dimOffsets[d + 1]);
    const { kind, place } = this.#origin(dimension, i);
    return this.#assemble(dimension, i, kind, (kind === CELLS ? this.#codomain : this.#domain).cell(place));
  }

  /** The cells of dimension `d`, in filtration order. */
  cellsInDimension(d: number): Cell[] {
    checkCellDimension(d, this.maxDim);
    const [from, to] = this.dimOffsets.slice(d, d + 2);
    const read = (side: DiffFiltration, d: number) => 0 <= d && d <= side.maxDim ? side.cellsInDimension(d) : [];
    const given = [read(this.#domain, d), read(this.#codomain, d), read(this.#domain, d - 1)];
    return Array.from({ length: to - from }, (_, k) => {
      const { kind, place } = this.#origin(d, from + k);
      return this.#assemble(d, from + k, kind, given[kind][place - this.#layers[d][kind].first]);
    });
  }

  /** The facets of all cells; those of a prism are its two ends and the prisms over the facets of the end. */
  boundary(): Boundary {
    const inner = this.#domain.boundary(), outer = this.#codomain.boundary(), places = inverse(this.#order);
    const starts = new Uint32Array(this.size + 1);
    const facets = new Uint32Array(2 * inner.facets.length + outer.facets.length + 2 * this.#domain.size);
    let end = 0;
    for (let d = 0; d <= this.maxDim; d++) {
      const put = (place: number, kind: number) => {
        const { start, first } = this.#layers[d - 1][kind];
        facets[end++] = places[start + place - first];
      };
      for (let i = this.dimOffsets[d]; i < this.dimOffsets[d + 1]; i++) {
        const { kind, place } = this.#origin(d, i), begin = end;
        const side = kind === CELLS ? outer : inner;
        for (let k = side.starts[place]; k < side.starts[place + 1]; k++) put(side.facets[k], kind);
        if (kind === PRISMS) {
          put(place, COPIES);
          put(this.#places[place], CELLS);
        }
        facets.subarray(begin, end).sort();
        starts[i + 1] = end;
      }
    }
    return { starts, facets };
  }

  /** A line that names the filtration. */
  override toString(): string {
    const kinds = `${this.#domain.kind} in ${this.#codomain.kind}`;
    return `MappingCylinderFiltration(${kinds}, ${this.size} cells, maxDim ${this.maxDim})`;
  }

  /** The cell at place `i`, from the cell that it is a copy of, is itself, or is a prism over. */
  #assemble(dimension: number, i: number, kind: number, { vertices: own }: Cell): Cell {
    const copies = kind === CELLS ? [] : own.map((v) => v + this.offset);
    return { dimension, vertices: kind === COPIES ? copies : [...own, ...copies], value: this.values.data[i] };
  }

  /** The kind of the cell at place `i` of the filtration order, and its place in the filtration it comes from. */
  #origin(dimension: number, i: number): { kind: number; place: number } {
    const layer = this.#layers[dimension], cell = this.#order[i];
    const kind = cell >= layer[PRISMS].start ? PRISMS : cell >= layer[CELLS].start ? CELLS : COPIES;
    return { kind, place: layer[kind].first + cell - layer[kind].start };
  }

  /** For each cell of the enumeration where its value is among those of the domain, the codomain, and the two bounds. */
  #sources(values: Float64Array): Uint32Array {
    const { size: inner } = this.#domain, bound = inner + this.#codomain.size, sign = this.negate ? -1 : 1;
    const later = (a: number, b: number) => sign * values[b] > sign * values[a] ? b : a;
    const sourceOf = [
      (place: number) => later(place, bound),
      (place: number) => later(inner + place, bound + 1),
      (place: number) => later(later(place, inner + this.#places[place]), later(bound, bound + 1)),
    ];
    const sources = new Uint32Array(2 * inner + this.#codomain.size);
    this.#layers.forEach((layer, d) =>
      layer.forEach(({ start, first }, kind) => {
        const end = kind === PRISMS ? this.dimOffsets[d + 1] : layer[kind + 1].start;
        for (let cell = start; cell < end; cell++) sources[cell] = sourceOf[kind](first + cell - start);
      })
    );
    return sources;
  }
}

/** For each dimension the blocks of the three kinds. */
function layersOf(domain: DiffFiltration, codomain: DiffFiltration, maxDim: number): Block[][] {
  const firstOf = ({ dimOffsets, size }: DiffFiltration, d: number) => d < 0 ? 0 : dimOffsets[d] ?? size;
  return Array.from({ length: maxDim + 1 }, (_, d) => {
    const firsts = [firstOf(domain, d), firstOf(codomain, d), firstOf(domain, d - 1)];
    const start = firsts[COPIES] + firsts[CELLS] + firsts[PRISMS];
    const cells = start + firstOf(domain, d + 1) - firsts[COPIES];
    const starts = [start, cells, cells + firstOf(codomain, d + 1) - firsts[CELLS]];
    return firsts.map((first, kind) => ({ start: starts[kind], first }));
  });
}

function largestVertex(filtration: DiffFiltration): number {
  let largest = 0;
  for (const { vertices: [v] } of filtration.cellsInDimension(0)) largest = Math.max(largest, v);
  return largest;
}
