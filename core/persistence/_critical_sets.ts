/**
 * Which cells move along when births or deaths move.
 *
 * @module
 */
import type { Chains } from "../kernels.ts";
import type { Extent, Matrices } from "./_matrices.ts";
import type { OrderedCells } from "./_ordered_cells.ts";
import type { CellTargets } from "./critical_set.ts";

/** What moves: births of classes, or deaths. */
export type Kind = "births" | "deaths";

/** Critical sets, one after the other. */
export interface CriticalSets {
  /** The value of each set. */
  readonly targets: Float64Array;
  /** Where each set ends in `members`. */
  readonly ends: Uint32Array;
  /** The places of all members. */
  readonly members: Uint32Array;
}

/**
 * The critical set of each move, which begins with the cell that it is made for.
 *
 * For a birth that is to be later it is read from the column of V of the coboundary, for one that is to be sooner from the row
 * of U; for a death that is to be sooner from the column of V of the boundary, for one that is to be later from the row of U: up
 * to the value that it is to have, cells of that value included. A cell that keeps its value has an empty set. In general only
 * some members need to move; in canonical V, and in its inverse, all do.
 *
 * `extent` reaches to the last of the values that the cells have and are to have, and of the deaths of births.
 */
export function criticalSets(
  cells: OrderedCells,
  matrices: Matrices,
  kind: Kind,
  { indices, values: targets }: CellTargets,
  extent: Extent,
): CriticalSets {
  const moving = where(indices.length, (k) => cells.direction(indices[k], targets[k]) !== 0);
  const own = moving.map((k) => indices[k]), last = moving.map((k) => cells.lastWithin(indices[k], targets[k]));
  const side = kind === "births" ? "coboundary" : "boundary";
  const found = moving.length === 0 ? NO_CHAINS : matrices.chains(side, extent, own, last);
  const ends = new Uint32Array(indices.length);
  for (let k = 0, met = 0; k < ends.length; k++) {
    ends[k] = moving[met] === k ? found.ends[met++] : met === 0 ? 0 : found.ends[met - 1];
  }
  return { targets, ends, members: found.members };
}

const NO_CHAINS: Chains = { ends: new Uint32Array(), members: new Uint32Array() };

/** The numbers from 0 to `count − 1` for which `holds`. */
export function where(count: number, holds: (k: number) => boolean): Uint32Array {
  const found = new Uint32Array(count);
  let end = 0;
  for (let k = 0; k < count; k++) if (holds(k)) found[end++] = k;
  return found.slice(0, end);
}
