/**
 * What a matching of two persistence diagrams looks like to whoever asked for it.
 *
 * @module
 */
import { DIAGONAL } from "../kernels.ts";
import type { Diagram } from "./_diagram.ts";
import type { EssentialFamily, EssentialPair } from "./_essential.ts";

/** Pairs `[row of a, row of b]`. */
export type RowPairs = (readonly [number, number])[];

/** A matching of two persistence diagrams; points are named by their rows in the diagrams as given. */
export interface DiagramMatching {
  /** The matched finite points, by row of `a`. */
  readonly finiteToFinite: RowPairs;
  /** Rows of the finite points of `a` that are matched to the diagonal, ascending; points on the diagonal are not listed. */
  readonly aToDiagonal: number[];
  /** The same for `b`. */
  readonly bToDiagonal: number[];
  /** The matched points with one infinite coordinate, by rank of the other; empty where they are ignored. */
  readonly essential: Readonly<Record<EssentialFamily, RowPairs>>;
  /** What the matching costs, essential points included. */
  readonly cost: number;
  /** The distance that the matching attains, in the unit of the diagrams. */
  readonly distance: number;
}

/** The lists of a {@linkcode DiagramMatching}, from a partner in `b`, or the diagonal, for each finite point of `a`. */
export function matchedRows(
  a: Diagram,
  b: Diagram,
  partners: Uint32Array,
  essential: readonly EssentialPair[],
): Omit<DiagramMatching, "cost" | "distance"> {
  const finiteToFinite: RowPairs = [], aToDiagonal: number[] = [], isMatched = new Uint8Array(b.finiteRows.length);
  partners.forEach((j, i) => {
    if (j !== DIAGONAL) {
      isMatched[j] = 1;
      finiteToFinite.push([a.finiteRows[i], b.finiteRows[j]]);
    } else if (isOffDiagonal(a, i)) {
      aToDiagonal.push(a.finiteRows[i]);
    }
  });
  const bToDiagonal = b.finiteRows.filter((_, j) => !isMatched[j] && isOffDiagonal(b, j));
  const families: Record<EssentialFamily, RowPairs> = { infDeath: [], negInfDeath: [], infBirth: [], negInfBirth: [] };
  for (const { family, rowA, rowB } of essential) families[family].push([rowA, rowB]);
  return { finiteToFinite, aToDiagonal, bToDiagonal, essential: families };
}

function isOffDiagonal({ finitePoints }: Diagram, k: number): boolean {
  return finitePoints[2 * k] !== finitePoints[2 * k + 1];
}
