/**
 * Which cells move along when a birth or a death moves.
 *
 * @module
 */
import type { Extent, Matrices } from "./_matrices.ts";
import type { OrderedCells } from "./_ordered_cells.ts";
import type { CellTargets, CriticalSet } from "./critical_set.ts";

/** What moves: births of classes, or deaths. */
export type Kind = "births" | "deaths";

/**
 * The critical set of each move.
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
  { indices, values }: CellTargets,
  extent: Extent,
): CriticalSet[] {
  const side = kind === "births" ? "coboundary" : "boundary";
  const sets = Array.from(values, (target): CriticalSet => ({ target, indices: NONE }));
  for (const way of [1, -1]) {
    const moving = where(indices.length, (k) => cells.direction(indices[k], values[k]) === way);
    if (moving.length === 0) continue;
    const own = moving.map((k) => indices[k]), last = moving.map((k) => cells.lastWithin(indices[k], values[k]));
    const part = (way > 0) === (kind === "births") ? "V" : "U";
    const { ends, members } = matrices.chains(side, extent, part, own, last);
    moving.forEach((k, i) => {
      sets[k] = { target: values[k], indices: members.subarray(i === 0 ? 0 : ends[i - 1], ends[i]) };
    });
  }
  return sets;
}

const NONE = new Uint32Array();

/** The numbers from 0 to `count − 1` for which `holds`. */
export function where(count: number, holds: (k: number) => boolean): Uint32Array {
  const found = new Uint32Array(count);
  let end = 0;
  for (let k = 0; k < count; k++) if (holds(k)) found[end++] = k;
  return found.slice(0, end);
}
