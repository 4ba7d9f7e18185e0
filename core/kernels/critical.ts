/**
 * What is done with critical sets, and with the points that they are made for.
 *
 * @module
 */

/** The order of cells by value. */
export interface CellOrder {
  /** The values of all cells, in the filtration order. */
  readonly values: Float64Array;
  /** Whether large values come first. */
  readonly negate: boolean;
}

/** Cells and the value that each is to have. */
export interface CellTargets {
  /** Places in the filtration order. */
  readonly indices: Uint32Array;
  /** A value for each. */
  readonly values: Float64Array;
}

/** Critical sets, one after the other. */
export interface CriticalSets {
  /** The value of each set. */
  readonly targets: Float64Array;
  /** Where each set ends in `members`. */
  readonly ends: Uint32Array;
  /** The places of all members. */
  readonly members: Uint32Array;
}

/** What becomes of a cell that several sets want: the mean of the values, the one farthest from its own, each, or what it is moved to itself. */
export type Resolution = "avg" | "max" | "sum" | "fca";

/** Points of diagrams, and cells that several sets want. */
export interface CriticalKernels {
  /**
   * For each row of `points`, `[count, 2]`, whose death is not after `upTo`, the pair with these values, equal ones by birth;
   * what the other rows have is nobody's pair. `pairs`, `[count, 2]`, are all of one dimension up to there.
   */
  pairsOfPoints(order: CellOrder, pairs: Uint32Array, points: Float64Array, upTo: number): Uint32Array;
  /**
   * One value for each member of the sets, by place: the mean of those wanted, the one farthest from its own, of several the
   * first, or what `prescribed` moves it to, else the mean. `values` are those that all cells have now.
   */
  resolveConflicts(
    sets: CriticalSets,
    resolution: Exclude<Resolution, "sum">,
    values: Float64Array,
    prescribed: CellTargets,
  ): CellTargets;
}
