/**
 * Finding cells by their vertices.
 *
 * @module
 */

/** The vertices of some cells, ascending in each, one cell after the other. */
export interface VertexRows {
  /** The vertices of all. */
  readonly vertices: Uint32Array | Float64Array;
  /** Where those of each cell begin, then the end of the last. */
  readonly starts: Uint32Array;
}

/** A table of cells by their vertices: open addressing over indices of rows, no object per cell. */
export class VertexIndex {
  readonly #rows: VertexRows;
  /** The index of a row, plus 1; 0 where none is. */
  readonly #slots: Uint32Array;

  /** An empty table for `rows`, which may still be filled in. */
  constructor(rows: VertexRows) {
    this.#rows = rows;
    // At most half full, so that a search ends after a step or two.
    this.#slots = new Uint32Array(2 ** Math.ceil(Math.log2(2 * rows.starts.length)));
  }

  /** Puts in row `k` and returns `k`, or the index of an equal row that is in already. */
  add(k: number): number {
    const { vertices, starts } = this.#rows;
    const slot = this.#slotOf(vertices, starts[k], starts[k + 1]);
    if (this.#slots[slot] === 0) this.#slots[slot] = k + 1;
    return this.#slots[slot] - 1;
  }

  /** The index of the row with these vertices, `undefined` if none is in. */
  find(vertices: readonly number[]): number | undefined {
    const entry = this.#slots[this.#slotOf(vertices, 0, vertices.length)];
    return entry === 0 ? undefined : entry - 1;
  }

  /** The slot that holds the row `vertices[from … to − 1]`, or the free one where it belongs. */
  #slotOf(vertices: ArrayLike<number>, from: number, to: number): number {
    const last = this.#slots.length - 1;
    let slot = hash(vertices, from, to) & last;
    while (this.#slots[slot] !== 0 && !this.#equals(this.#slots[slot] - 1, vertices, from, to)) {
      slot = (slot + 1) & last;
    }
    return slot;
  }

  #equals(k: number, vertices: ArrayLike<number>, from: number, to: number): boolean {
    const { vertices: own, starts } = this.#rows, start = starts[k], length = to - from;
    if (starts[k + 1] - start !== length) return false;
    for (let i = 0; i < length; i++) if (own[start + i] !== vertices[from + i]) return false;
    return true;
  }
}

function hash(vertices: ArrayLike<number>, from: number, to: number): number {
  let h = to - from;
  for (let i = from; i < to; i++) {
    h = Math.imul(h ^ vertices[i], 0x9e3779b1);
    h ^= h >>> 15;
  }
  return h;
}
