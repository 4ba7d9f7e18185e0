/**
 * Matrices with more rows and columns, whose entries lie straight between those that are there.
 *
 * @module
 */
import type { Matrix } from "./values.ts";

/** Between which entries a place lies, and how far from the first to the second. */
interface Places {
  readonly first: Int32Array;
  readonly second: Int32Array;
  readonly share: Float64Array;
}

/**
 * The matrix as `rows` × `columns` entries over the same rectangle. Entries stand in the middle of their squares; beyond the
 * outermost middles nothing changes. What lies beside an entry that is not finite is not finite.
 */
export function bilinear(matrix: Matrix, rows: number, columns: number): Matrix {
  const across = placesOf(matrix.columns, columns), down = placesOf(matrix.rows, rows);
  const data = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    const upper = down.first[i] * matrix.columns, lower = down.second[i] * matrix.columns;
    for (let j = 0; j < columns; j++) {
      const left = across.first[j], right = across.second[j], share = across.share[j];
      const above = (1 - share) * matrix.data[upper + left] + share * matrix.data[upper + right];
      const below = (1 - share) * matrix.data[lower + left] + share * matrix.data[lower + right];
      data[i * columns + j] = (1 - down.share[i]) * above + down.share[i] * below;
    }
  }
  return { data, rows, columns };
}

/** Where the middles of `count` equal parts lie among the middles of `entries` equal parts. */
function placesOf(entries: number, count: number): Places {
  const at = Float64Array.from({ length: count }, (_, k) => (k + 0.5) * entries / count - 0.5);
  const inside = at.map((place) => Math.max(0, Math.min(entries - 1, place)));
  const first = Int32Array.from(inside, Math.floor);
  return {
    first,
    second: first.map((k) => Math.min(entries - 1, k + 1)),
    share: inside.map((place, k) => place - first[k]),
  };
}
