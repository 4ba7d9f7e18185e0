/**
 * The facets of complexes.
 *
 * @module
 */

/** The cells behind the faces of a complex: for each cell, in the filtration order, the places of its facets. */
export interface Boundary {
  /** Where the facets of each cell begin in `facets`, then the length of `facets`: `[size + 1]`. */
  readonly starts: Uint32Array;
  /** Places of facets in the filtration order, ascending in each cell. */
  readonly facets: Uint32Array;
}
