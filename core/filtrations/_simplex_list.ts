/**
 * Lists of simplices, checked and sorted.
 *
 * In a descent the same list comes again and again, with other values. What does not depend on these is kept as long as the
 * list itself lives, and taken again if the list still has the same entries.
 *
 * @module
 */
import { type Boundary, kernels, type MissingFacet } from "../kernels.ts";
import { describe } from "../tensor/describe.ts";
import { reorderedBoundary } from "./_reordered_boundary.ts";
import { valueOrder } from "./_value_order.ts";
import { VertexIndex } from "./_vertex_index.ts";

/** The largest vertex: its successor stands for no cell in arrays of 32 bits. */
const LARGEST_VERTEX = 0xfffffffe;

/** What is known of lists, by list. */
const KNOWN = new WeakMap<readonly (readonly number[])[], SimplexList>();

/** The simplices of a list in filtration order. */
export interface OrderedSimplices {
  /** The `d`-simplices, `[count, d + 1]`, vertices ascending in each, for each dimension. */
  readonly vertices: readonly Uint32Array[];
  /** Their positions in the list, those of all dimensions one after the other. */
  readonly positions: Uint32Array;
  /** Their facets. */
  readonly boundary: Boundary;
}

/** The list `simplices`; an error if it is none, is not closed under faces, or has a simplex twice. */
export function simplexList(action: string, simplices: readonly (readonly number[])[]): SimplexList {
  checkList(action, simplices);
  const known = KNOWN.get(simplices);
  if (known?.equals(simplices)) return known;
  const list = new SimplexList(action, simplices);
  KNOWN.set(simplices, list);
  return list;
}

/** The simplices of one dimension. */
interface Part {
  /** Their vertices, ascending in each: `[count, dimension + 1]`. */
  readonly vertices: Uint32Array;
  /** Their positions in the list. */
  readonly positions: Uint32Array;
}

/** A list of simplices; it is a copy, and knows its last filtration order. */
export class SimplexList {
  /** The entries of the list: all vertices, and where those of each simplex begin. */
  readonly #entries: Uint32Array;
  readonly #starts: Uint32Array;
  /** The simplices by dimension, lexicographically; here a *cell* is an index in this enumeration. */
  readonly #parts: readonly Part[];
  readonly #positions: Uint32Array;
  readonly #dimOffsets: readonly number[];
  readonly #boundary: Boundary;
  /** The last filtration order, and what follows from it. */
  #order: Uint32Array;
  #ordered: OrderedSimplices;

  /** Checks and sorts a list of lists. */
  constructor(action: string, simplices: readonly (readonly number[])[]) {
    const parts = byDimension(action, simplices);
    this.#starts = offsets(simplices);
    this.#entries = new Uint32Array(this.#starts[simplices.length]);
    simplices.forEach((simplex, position) => this.#entries.set(simplex, this.#starts[position]));
    this.#parts = parts.map((part, d) => lexicographic(part, d + 1));
    this.#positions = joined(this.#parts.map(({ positions }) => positions));
    this.#dimOffsets = [...offsets(this.#parts.map(({ positions }) => positions))];
    this.#boundary = checkedBoundary(action, this.#parts);
    this.#order = Uint32Array.from(this.#positions, (_, cell) => cell);
    this.#ordered = this.#inOrder(this.#order);
  }

  /** Whether `simplices` is this list. */
  equals(simplices: readonly (readonly number[])[]): boolean {
    const entries = this.#entries, starts = this.#starts;
    if (simplices.length !== starts.length - 1) return false;
    for (let position = 0; position < simplices.length; position++) {
      const simplex = simplices[position], start = starts[position], { length } = simplex;
      if (length !== starts[position + 1] - start) return false;
      for (let i = 0; i < length; i++) if (simplex[i] !== entries[start + i]) return false;
    }
    return true;
  }

  /** The simplices by dimension, then value, then vertices; `values` are in the order of the list. */
  ordered(values: Float64Array, negate: boolean): OrderedSimplices {
    const own = this.#positions.length, keys = new Float64Array(own);
    for (let cell = 0; cell < own; cell++) keys[cell] = values[this.#positions[cell]];
    const last = this.#order, order = valueOrder(keys, this.#dimOffsets, negate, last);
    if (!sameEntries(order, last)) {
      this.#ordered = this.#inOrder(order);
      this.#order = order;
    }
    return this.#ordered;
  }

  #inOrder(order: Uint32Array): OrderedSimplices {
    const positions = new Uint32Array(order.length);
    for (let place = 0; place < order.length; place++) positions[place] = this.#positions[order[place]];
    const vertices = this.#parts.map(({ vertices }, d) => {
      const first = this.#dimOffsets[d], places = order.subarray(first, this.#dimOffsets[d + 1]);
      return rows(vertices, d + 1, places, first);
    });
    return { vertices, positions, boundary: reorderedBoundary(this.#boundary, order) };
  }
}

function sameEntries(a: Uint32Array, b: Uint32Array): boolean {
  let k = 0;
  while (k < a.length && a[k] === b[k]) k++;
  return k === a.length;
}

/** The simplices of each dimension, in the order of the list. */
function byDimension(action: string, simplices: readonly (readonly number[])[]): Part[] {
  const counts: number[] = [];
  for (const { length } of simplices) {
    while (counts.length < length) counts.push(0);
    counts[length - 1]++;
  }
  const parts = counts.map((count, d) => {
    const vertices = new Uint32Array(count * (d + 1));
    const index = new VertexIndex({ vertices, starts: Uint32Array.from({ length: count + 1 }, (_, k) => k * (d + 1)) });
    return { vertices, positions: new Uint32Array(count), index, filled: 0 };
  });
  simplices.forEach((simplex, position) => {
    const part = parts[simplex.length - 1], k = part.filled++;
    checkVertices(action, simplex);
    const row = part.vertices.subarray(k * simplex.length, (k + 1) * simplex.length);
    row.set(simplex);
    row.sort();
    if (row.some((v, i) => v === row[i - 1])) {
      throw new RangeError(
        `Cannot ${action}: different vertices were expected in a simplex, but ${shown(simplex)} is there`,
      );
    }
    const earlier = part.index.add(k);
    if (earlier !== k) {
      throw new RangeError(
        `Cannot ${action}: each simplex was expected once, but ${shown(row)} is at positions ` +
          `${part.positions[earlier]} and ${position}`,
      );
    }
    part.positions[k] = position;
  });
  return parts;
}

/** The simplices of one dimension, sorted by their vertices. */
function lexicographic({ vertices, positions }: Part, width: number): Part {
  const order = positions.map((_, k) => k).sort((j, k) => compareRows(vertices, width, j, k));
  return { vertices: rows(vertices, width, order, 0), positions: order.map((k) => positions[k]) };
}

function compareRows(vertices: Uint32Array, width: number, j: number, k: number): number {
  for (let i = 0; i < width; i++) {
    const difference = vertices[j * width + i] - vertices[k * width + i];
    if (difference !== 0) return difference;
  }
  return 0;
}

/** The rows `order[0] − first`, `order[1] − first`, … of some width. */
function rows(flat: Uint32Array, width: number, order: Uint32Array, first: number): Uint32Array {
  const taken = new Uint32Array(flat.length);
  for (let place = 0; place < order.length; place++) {
    const from = (order[place] - first) * width, to = place * width;
    for (let i = 0; i < width; i++) taken[to + i] = flat[from + i];
  }
  return taken;
}

/** Where each of some lists begins when they are put one after the other, then the end of the last. */
function offsets(lists: readonly { readonly length: number }[]): Uint32Array {
  const starts = new Uint32Array(lists.length + 1);
  lists.forEach(({ length }, k) => starts[k + 1] = starts[k] + length);
  return starts;
}

function joined(parts: readonly Uint32Array[]): Uint32Array {
  const starts = offsets(parts), whole = new Uint32Array(starts[parts.length]);
  parts.forEach((part, k) => whole.set(part, starts[k]));
  return whole;
}

/** The facets of all simplices; an error if one is missing. */
function checkedBoundary(action: string, parts: readonly Part[]): Boundary {
  const found: Boundary | MissingFacet = kernels().simplexBoundary(parts.map(({ vertices }) => vertices));
  if ("facets" in found) return found;
  const { dimension, cell, skipped } = found;
  const simplex = parts[dimension].vertices.subarray(cell * (dimension + 1), (cell + 1) * (dimension + 1));
  const face = simplex.filter((_, i) => i !== skipped);
  throw new RangeError(
    `Cannot ${action}: simplices closed under faces were expected, but ${shown(simplex)} is there and its face ` +
      `${shown(face)} is not`,
  );
}

function checkList(action: string, simplices: readonly (readonly number[])[]): void {
  if (!Array.isArray(simplices)) {
    throw new TypeError(`Cannot ${action}: a list of simplices was expected, but ${describe(simplices)} was found`);
  }
  if (simplices.length === 0) {
    throw new RangeError(`Cannot ${action}: at least one simplex was expected, but the list is empty`);
  }
  for (let position = 0; position < simplices.length; position++) {
    const simplex = simplices[position];
    if (!Array.isArray(simplex)) {
      throw new TypeError(
        `Cannot ${action}: lists of vertices were expected, but ${describe(simplex)} is at position ${position}`,
      );
    }
    if (simplex.length === 0) {
      throw new RangeError(
        `Cannot ${action}: simplices of at least one vertex were expected, but the one at position ${position} is empty`,
      );
    }
  }
}

function checkVertices(action: string, simplex: readonly number[]): void {
  const bad = simplex.findIndex((v) => !Number.isInteger(v) || v < 0 || v > LARGEST_VERTEX);
  if (bad < 0) return;
  const expected = `Cannot ${action}: vertices must be integers from 0 to ${LARGEST_VERTEX}`;
  if (typeof simplex[bad] !== "number") throw new TypeError(`${expected}, but one is ${describe(simplex[bad])}`);
  throw new RangeError(`${expected}, but ${shown(simplex)} has ${simplex[bad]}`);
}

/** Vertices, for messages. */
export function shown(vertices: ArrayLike<number>): string {
  return `[${Array.from(vertices).join(", ")}]`;
}
