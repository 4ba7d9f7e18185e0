/**
 * What the textbook says of a filtration, and where its cells may be asked to go.
 *
 * @module
 */
import type { DiffFiltration } from "../../../mod.ts";
import { CriticalSets } from "../../oracles/critical_sets.ts";

/** The facets of all cells. */
export function facetsOf(filtration: DiffFiltration): number[][] {
  const { starts, facets } = filtration.boundary();
  return Array.from({ length: filtration.size }, (_, i) => [...facets.subarray(starts[i], starts[i + 1])]);
}

/** The critical sets of a filtration by the textbook; `values` are those that members are told apart by. */
export function textbook(filtration: DiffFiltration, values = filtration.levels()): CriticalSets {
  return new CriticalSets({ facets: facetsOf(filtration), values, negate: filtration.negate });
}

/** A cell, and the value that it is to have. */
export interface Move {
  readonly place: number;
  readonly target: number;
}

/**
 * Moves of every critical cell, at most `most` of them: to its own value, the first and last and some others of its dimension,
 * between two of them, before and after all.
 */
export function movesOf(filtration: DiffFiltration, { critical }: CriticalSets, most: number): Move[] {
  const { dimOffsets } = filtration, values = filtration.levels();
  const stride = Math.max(1, Math.ceil(critical.size / most));
  return [...critical.keys()].filter((_, k) => k % stride === 0).flatMap((place) => {
    const dimension = dimOffsets.findLastIndex((offset) => offset <= place);
    const own = [...values.subarray(dimOffsets[dimension], dimOffsets[dimension + 1])];
    const some = [0, 0.3, 0.7, 1].map((share) => own[Math.floor(share * (own.length - 1))]);
    const [least, most] = [Math.min(...own), Math.max(...own)];
    const targets = [values[place], ...some, (least + most) / 2, (some[1] + values[place]) / 2, least - 1, most + 1];
    return [...new Set(targets)].map((target) => ({ place, target }));
  });
}
