/**
 * The check of what is said to be a matching.
 *
 * @module
 */
import { found } from "../checks.ts";
import type { DiagramRows } from "./diagram_input.ts";
import type { MatchingInput } from "./matching_edges.ts";

/** Passes when there are lists of rows that the diagrams have. */
export function checkMatching(
  action: string,
  matching: MatchingInput,
  a: DiagramRows,
  b: DiagramRows,
): void {
  const lists = [matching?.finiteToFinite, matching?.aToDiagonal, matching?.bToDiagonal];
  if (!lists.every(Array.isArray)) {
    throw new TypeError(
      `Cannot ${action}: matching must have the lists finiteToFinite, aToDiagonal and bToDiagonal, but is ${
        found(matching)
      }`,
    );
  }
  const rows = [
    ...matching.finiteToFinite.flatMap(([i, j]) => [[i, a], [j, b]] as const),
    ...matching.aToDiagonal.map((i) => [i, a] as const),
    ...matching.bToDiagonal.map((j) => [j, b] as const),
  ];
  const bad = rows.find(([row, { births }]) => !Number.isInteger(row) || row < 0 || row >= births.length);
  if (bad !== undefined) {
    throw new RangeError(
      `Cannot ${action}: matching must name rows of the diagrams, but names ${found(bad[0])} of ${
        bad[1].births.length
      }`,
    );
  }
}
