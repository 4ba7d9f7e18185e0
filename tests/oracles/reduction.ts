/**
 * Persistence by the textbook: the boundary matrix reduced column by column.
 *
 * @module
 */

/** A cell: its vertices and its value. */
export interface Cell {
  /** Vertices, ascending. */
  readonly vertices: readonly number[];
  /** Value at which it enters. */
  readonly value: number;
}

/** Birth and death as positions in the list of cells. */
export interface Pair {
  /** Dimension of the birth cell. */
  readonly dimension: number;
  /** Position of the birth cell. */
  readonly birth: number;
  /** Position of the death cell, `undefined` for an essential class. */
  readonly death: number | undefined;
}

/** All pairs, those of equal value included, by birth; `cells` are simplices in filtration order, faces before cofaces. */
export function reducePairs(cells: readonly Cell[]): Pair[] {
  const positions = new Map(cells.map(({ vertices }, position) => [vertices.join(), position]));
  const boundary = cells.map(({ vertices }) => facets(vertices).map((facet) => positions.get(facet.join())!));
  return reduceBoundary(boundary).map((pair) => ({ dimension: cells[pair.birth].vertices.length - 1, ...pair }));
}

/** The same without dimensions, for cells of any kind given by the positions of their facets. */
export function reduceBoundary(boundary: readonly (readonly number[])[]): Omit<Pair, "dimension">[] {
  const columns = new Map<number, { column: Set<number>; death: number }>(); // by pivot
  const positive = new Set<number>();
  boundary.forEach((facets, position) => {
    const column = new Set(facets);
    let pivot = Math.max(...column);
    for (let other = columns.get(pivot); other !== undefined; other = columns.get(pivot)) {
      for (const row of other.column) if (!column.delete(row)) column.add(row);
      pivot = Math.max(...column);
    }
    if (column.size === 0) positive.add(position);
    else columns.set(pivot, { column, death: position });
  });
  return [...positive].map((birth) => ({ birth, death: columns.get(birth)?.death }));
}

function facets(vertices: readonly number[]): number[][] {
  return vertices.length < 2 ? [] : vertices.map((_, skip) => vertices.filter((_, place) => place !== skip));
}
