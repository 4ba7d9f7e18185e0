/**
 * Cells with the values that they are to have.
 *
 * @module
 */

export type { CellTargets } from "../kernels.ts";

/** Cells that must all have one value for a birth or a death to have it. */
export interface CriticalSet {
  /** The value. */
  readonly target: number;
  /** Places of the cells in the filtration order, the one that it was made for first; empty if that has the value. */
  readonly indices: Uint32Array;
}
