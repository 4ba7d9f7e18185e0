/**
 * Finding cells by their vertices.
 *
 * @module
 */

/**
 * A table of cells by their vertices: open addressing over places, so that it holds no cell and no vertex.
 *
 * Vertices are ascending in each cell, whatever kind of cell it is.
 */
export class VertexIndex {
  readonly #verticesAt: (place: number) => ArrayLike<number>;
  /** The place of a cell, plus 1; 0 where no cell is. */
  readonly #slots: Uint32Array;

  /** A table for up to `count` cells; `verticesAt` reads the vertices of one. */
  constructor(count: number, verticesAt: (place: number) => ArrayLike<number>) {
    this.#verticesAt = verticesAt;
    // At most half full, so that a search ends after a step or two.
    this.#slots = new Uint32Array(2 ** Math.ceil(Math.log2(2 * count + 1)));
  }

  /** Puts in the cell at `place` and returns `place`, or the place of a cell with the same vertices that is in already. */
  add(place: number): number {
    const slot = this.#slotOf(this.#verticesAt(place));
    if (this.#slots[slot] === 0) this.#slots[slot] = place + 1;
    return this.#slots[slot] - 1;
  }

  /** The place of the cell with these vertices, `undefined` if it is not in. */
  find(vertices: ArrayLike<number>): number | undefined {
    const entry = this.#slots[this.#slotOf(vertices)];
    return entry === 0 ? undefined : entry - 1;
  }

  /** The slot that holds these vertices, or the free one where they belong. */
  #slotOf(vertices: ArrayLike<number>): number {
    const last = this.#slots.length - 1;
    let slot = hash(vertices) & last;
    while (this.#slots[slot] !== 0 && !same(this.#verticesAt(this.#slots[slot] - 1), vertices)) {
      slot = (slot + 1) & last;
    }
    return slot;
  }
}

function hash(vertices: ArrayLike<number>): number {
  let h = vertices.length;
  for (let i = 0; i < vertices.length; i++) {
    h = Math.imul(h ^ vertices[i], 0x9e3779b1);
    h ^= h >>> 15;
  }
  return h;
}

function same(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
