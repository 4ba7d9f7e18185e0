/**
 * Filtrations of complexes given as lists of simplices.
 *
 * @module
 */
import { type Boundary, kernels, type MissingFacet } from "../kernels.ts";
import { indexSelect } from "../ops/index_select.ts";
import { asOptions } from "../tensor/as_options.ts";
import { checkFlag } from "../tensor/check_flag.ts";
import { asTensor } from "../tensor/create.ts";
import { describe } from "../tensor/describe.ts";
import { formatShape } from "../tensor/shape.ts";
import type { Tensor, TensorLike } from "../tensor/tensor.ts";
import { VertexIndex } from "./_vertex_index.ts";
import { checkLimits, LIMIT_OPTIONS, type LimitOptions } from "./limits.ts";
import { SimplicialFiltration } from "./simplicial.ts";

/** The largest vertex: its successor stands for no cell in arrays of 32 bits. */
const LARGEST_VERTEX = 0xfffffffe;

/** Options of {@linkcode simplexFiltration}. */
export interface SimplexOptions extends LimitOptions {
  /** Whether large values come first; default `false`. */
  negate?: boolean;
}

/**
 * The filtration of a simplicial complex given simplex by simplex.
 *
 * A simplex is the list of its vertices, integers from 0 to 4294967294, in any order; simplices may come in any order too.
 * The list must hold every face of each of its simplices, and no face may come after a coface: values do not decrease from
 * a face to a coface, or do not increase where `negate` puts large values first. Cells are ordered by dimension, then value,
 * then their sorted vertices, lexicographically.
 *
 * Shapes: values `[m]`, one for each of the `m` simplices, in the order of the list.
 *
 * Differentiable: everywhere; the gradient at the value of a cell goes to the entry of `values` that it is.
 *
 * Cost: linear in the number of cells, but for sorting them.
 *
 * @throws {TypeError} If `simplices` is no list of lists of numbers, or `values` is not `[m]`.
 * @throws {RangeError} If there is no simplex, one is empty or there twice, a vertex is out of range or there twice, a face is
 * missing, or a value is not finite or breaks the order.
 *
 * @example A triangle, its hole and its filling
 * ```ts
 * import { persistenceDiagram, simplexFiltration } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * const simplices = [[0], [1], [2], [0, 1], [0, 2], [1, 2], [0, 1, 2]];
 * const triangle = simplexFiltration(simplices, [0.2, 0.1, 0.3, 0.9, 0.5, 0.8, 1]);
 * assertEquals(triangle.cell(3), { dimension: 1, vertices: [0, 2], value: 0.5 });
 * assertEquals(persistenceDiagram(triangle)[1].toArray(), [[0.9, 1]]);
 * ```
 */
export function simplexFiltration(
  simplices: readonly (readonly number[])[],
  values: TensorLike,
  options: SimplexOptions = {},
): SimplicialFiltration {
  const action = "build the filtration of simplices";
  const { negate = false, ...limits } = asOptions(action, options, ["negate", ...LIMIT_OPTIONS]);
  checkFlag(action, "negate", negate);
  const source = asTensor(action, values);
  checkList(action, simplices);
  checkValues(action, source, simplices);
  const parts = byDimension(action, simplices).map((part, d) => inOrder(part, d + 1, source.data, negate));
  const filtration = new SimplicialFiltration({
    kind: "simplices",
    negate,
    limits: checkLimits(action, limits),
    vertices: parts.map(({ vertices }) => vertices),
    values: indexSelect(source, joined(parts.map(({ positions }) => positions))),
  });
  checkOrder(action, filtration, checkedBoundary(action, parts));
  return filtration;
}

/** The simplices of one dimension. */
interface Part {
  /** Their vertices, ascending in each: `[count, dimension + 1]`. */
  readonly vertices: Uint32Array;
  /** Their positions in the list. */
  readonly positions: Uint32Array;
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
        `Cannot ${action}: different vertices were expected in a simplex, but ${list(simplex)} is there`,
      );
    }
    const earlier = part.index.add(k);
    if (earlier !== k) {
      throw new RangeError(
        `Cannot ${action}: each simplex was expected once, but ${list(row)} is at positions ${
          part.positions[earlier]
        } ` +
          `and ${position}`,
      );
    }
    part.positions[k] = position;
  });
  return parts;
}

/** The simplices of one dimension, sorted by value, then vertices. */
function inOrder({ vertices, positions }: Part, width: number, values: Float64Array, negate: boolean): Part {
  const sign = negate ? -1 : 1;
  const order = positions.map((_, k) => k).sort((j, k) =>
    sign * (values[positions[j]] - values[positions[k]]) || compareRows(vertices, width, j, k)
  );
  const rows = new Uint32Array(vertices.length);
  order.forEach((k, place) => rows.set(vertices.subarray(k * width, (k + 1) * width), place * width));
  return { vertices: rows, positions: order.map((k) => positions[k]) };
}

function compareRows(vertices: Uint32Array, width: number, j: number, k: number): number {
  for (let i = 0; i < width; i++) {
    const difference = vertices[j * width + i] - vertices[k * width + i];
    if (difference !== 0) return difference;
  }
  return 0;
}

function joined(parts: readonly Uint32Array[]): Uint32Array {
  const whole = new Uint32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let end = 0;
  for (const part of parts) {
    whole.set(part, end);
    end += part.length;
  }
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
    `Cannot ${action}: simplices closed under faces were expected, but ${list(simplex)} is there and its face ` +
      `${list(face)} is not`,
  );
}

function checkList(action: string, simplices: readonly (readonly number[])[]): void {
  if (!Array.isArray(simplices)) {
    throw new TypeError(`Cannot ${action}: a list of simplices was expected, but ${describe(simplices)} was found`);
  }
  if (simplices.length === 0) {
    throw new RangeError(`Cannot ${action}: at least one simplex was expected, but the list is empty`);
  }
  for (const [position, simplex] of simplices.entries()) {
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
  throw new RangeError(`${expected}, but ${list(simplex)} has ${simplex[bad]}`);
}

function checkValues(action: string, { shape, data }: Tensor, simplices: readonly (readonly number[])[]): void {
  if (shape.length !== 1 || shape[0] !== simplices.length) {
    throw new TypeError(
      `Cannot ${action}: values of shape [${simplices.length}] were expected, one for each simplex, but the shape is ` +
        formatShape(shape),
    );
  }
  const bad = data.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) {
    throw new RangeError(`Cannot ${action}: finite values were expected, but ${list(simplices[bad])} has ${data[bad]}`);
  }
}

/** Checks that no face comes after a coface. */
function checkOrder(action: string, filtration: SimplicialFiltration, { starts, facets }: Boundary): void {
  const { values: { data }, size, negate } = filtration;
  for (let i = 0; i < size; i++) {
    for (let k = starts[i]; k < starts[i + 1]; k++) {
      const face = facets[k];
      if (negate ? data[face] >= data[i] : data[face] <= data[i]) continue;
      throw new RangeError(
        `Cannot ${action}: values that do not ${
          negate ? "increase" : "decrease"
        } from a face to a coface were expected, ` +
          `but ${list(filtration.cell(face).vertices)} has value ${data[face]} and its coface ` +
          `${list(filtration.cell(i).vertices)} has ${data[i]}`,
      );
    }
  }
}

function list(vertices: ArrayLike<number>): string {
  return `[${Array.from(vertices).join(", ")}]`;
}
