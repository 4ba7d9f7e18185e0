/**
 * Which cells move along when births or deaths move.
 *
 * @module
 */
import type { CellOrder, CellTargets, CriticalSets } from "../kernels.ts";
import type { Extent, Matrices } from "./_matrices.ts";

/** What moves: births of classes, or deaths. */
export type Kind = "births" | "deaths";

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
  order: CellOrder,
  matrices: Matrices,
  kind: Kind,
  moves: CellTargets,
  extent: Extent,
): CriticalSets {
  const targets = moves.values, side = kind === "births" ? "coboundary" : "boundary";
  if (targets.length === 0) return { targets, ends: new Uint32Array(), members: new Uint32Array() };
  return { targets, ...matrices.of(side, extent).criticalSets(order, moves) };
}

/** The numbers from 0 to `count − 1` for which `holds`. */
export function where(count: number, holds: (k: number) => boolean): Uint32Array {
  const found = new Uint32Array(count);
  let end = 0;
  for (let k = 0; k < count; k++) if (holds(k)) found[end++] = k;
  return found.slice(0, end);
}
