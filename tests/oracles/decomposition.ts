/**
 * R = D·V by the textbook: columns reduced one after the other, none skipped, as Edelsbrunner, Letscher and Zomorodian do.
 *
 * @module
 */

/** The columns of R and V and the rows of U = V⁻¹, by places; every list ascends. */
export interface Matrices {
  /** Columns of R. */
  readonly r: number[][];
  /** Columns of V. */
  readonly v: number[][];
  /** Rows of U. */
  readonly u: number[][];
}

/** Decomposes the matrix with these facets as columns, or its transpose, of which columns are reduced from the last. */
export function decompose(facets: readonly (readonly number[])[], dualize: boolean): Matrices {
  const size = facets.length;
  const r = facets.map((column) => new Set(dualize ? [] : column));
  if (dualize) facets.forEach((column, cell) => column.forEach((facet) => r[facet].add(cell)));
  const v = facets.map((_, i) => new Set([i]));
  const order = dualize ? [...facets.keys()].reverse() : [...facets.keys()];
  const pivot = (column: Set<number>) => dualize ? Math.min(...column) : Math.max(...column);
  const byPivot = new Map<number, number>();
  for (const i of order) {
    for (let other = byPivot.get(pivot(r[i])); other !== undefined; other = byPivot.get(pivot(r[i]))) {
      addTo(r[i], r[other]);
      addTo(v[i], v[other]);
    }
    if (r[i].size > 0) byPivot.set(pivot(r[i]), i);
  }
  const columns: Set<number>[] = new Array(size); // of U: U V_i = e_i gives U_i from those before it
  for (const i of order) {
    columns[i] = new Set([i]);
    for (const member of v[i]) if (member !== i) addTo(columns[i], columns[member]);
  }
  const u: number[][] = facets.map(() => []);
  columns.forEach((column, i) => column.forEach((row) => u[row].push(i)));
  return { r: r.map(ascending), v: v.map(ascending), u };
}

function addTo(column: Set<number>, other: ReadonlySet<number>): void {
  for (const row of other) if (!column.delete(row)) column.add(row);
}

function ascending(places: Iterable<number>): number[] {
  return [...places].sort((a, b) => a - b);
}
