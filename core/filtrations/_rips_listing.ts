/**
 * The cells of a Vietoris–Rips filtration, listed.
 *
 * @module
 */
import { type Boundary, kernels, type Limits, type RipsCells, type RipsInput, type RipsPairs } from "../kernels.ts";
import { closedBoundary } from "./_closed_boundary.ts";
import { lengths } from "./_edge_values.ts";

/** All cells of some dimensions, up to some length. */
export class RipsListing {
  /** The cells by dimension. */
  readonly cells: readonly RipsCells[];
  /** The index of the first cell of each dimension, then the number of cells. */
  readonly offsets: readonly number[];
  /** The critical edges of all cells. */
  readonly edges: Uint32Array;
  readonly #input: RipsInput;

  /** The cells of dimensions 0 to `maxDim` whose edges are no longer than `upTo`, or than those of the filtration are. */
  constructor(input: RipsInput, maxDim: number, limits: Limits, upTo = Infinity) {
    this.#input = input;
    this.cells = kernels().ripsCells(input, maxDim, upTo, limits);
    const offsets = [0];
    for (const { count } of this.cells) offsets.push(offsets.at(-1)! + count);
    this.offsets = Object.freeze(offsets);
    this.edges = new Uint32Array(2 * offsets.at(-1)!);
    this.cells.forEach((part, d) => this.edges.set(part.edges, 2 * offsets[d]));
  }

  /** The facets of the first `count` cells. */
  boundary(count: number): Boundary {
    const own = (d: number) => Math.min(Math.max(count - this.offsets[d], 0), this.cells[d].count);
    return closedBoundary(this.cells.map(({ vertices }, d) => vertices.subarray(0, (d + 1) * own(d))));
  }

  /** The places of the birth and death cells of pairs, `[count, 2]`; those of cells that are not listed are nobody's. */
  placesOf(pairs: RipsPairs): Uint32Array {
    const places = new Uint32Array(2 * pairs.count), { dimension: d } = pairs;
    for (let k = 0; k < pairs.count; k++) {
      const birth = pairs.births.subarray(k * (d + 1), (k + 1) * (d + 1));
      const death = pairs.deaths.subarray(k * (d + 2), (k + 1) * (d + 2));
      places[2 * k] = this.#placeOf(birth, pairs.birthEdges.subarray(2 * k, 2 * k + 2));
      places[2 * k + 1] = this.#placeOf(death, pairs.deathEdges.subarray(2 * k, 2 * k + 2));
    }
    return places;
  }

  /** Cells are sorted by the length of their critical edge: the search halves down to it, then looks at each. */
  #placeOf(vertices: Uint32Array, edge: Uint32Array): number {
    const dimension = vertices.length - 1;
    if (dimension === 0) return vertices[0];
    const sorted = this.cells[dimension];
    const lengthAt = (k: number) => lengths(this.#input, 0, sorted.edges.subarray(2 * k, 2 * k + 2))[0];
    const wanted = lengths(this.#input, 0, edge)[0];
    let low = 0, high = sorted.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (lengthAt(middle) < wanted) low = middle + 1;
      else high = middle;
    }
    const isOther = (k: number) => vertices.some((v, c) => v !== sorted.vertices[k * (dimension + 1) + c]);
    while (low < sorted.count && isOther(low)) low++;
    return this.offsets[dimension] + low;
  }
}
