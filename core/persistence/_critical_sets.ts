/**
 * Which cells move along when a birth or a death moves.
 *
 * Values and order are those of the filtration: where large values come first, a *later* value is a smaller one.
 *
 * @module
 */
import type { CellComplex, Matrices } from "./_matrices.ts";

/** A complex with the values by which its cells are ordered. */
export interface OrderedCells extends CellComplex {
  /** The values of all cells. */
  readonly values: Float64Array;
  /** Whether large values come first. */
  readonly negate: boolean;
}

/** Births or deaths that are to have other values. */
export interface Moves {
  /** Places of the cells. */
  readonly places: Uint32Array;
  /** The value that each is to have. */
  readonly targets: Float64Array;
}

/** Sets of cells, each with the value that all its members are to have. */
export interface TargetedSets {
  /** Where each set ends in `members`. */
  readonly ends: Uint32Array;
  /** Places of the members of all sets; the first one of a set is the cell that it was made for. */
  readonly members: Uint32Array;
  /** The value for each set. */
  readonly targets: Float64Array;
}

/**
 * The critical set of each move; `count` is how many cells there are up to the last of the values that births and deaths and
 * the deaths of the births have and are to have, those of the dimension above births included.
 *
 * For a birth that is to be later the column of V of the coboundary, for one that is to be
 * sooner the row of U; for a death that is to be sooner the column of V of the boundary, for one that is to be later the row of
 * U; always as far as the value that it is to have, cells of that value included. A cell that keeps its value has an empty set.
 *
 * In terms of the theory, members must be paired so that the move would meet them; in canonical V, and in its inverse, all are.
 */
export function criticalSets(
  cells: OrderedCells,
  matrices: Matrices,
  kind: "births" | "deaths",
  { places, targets }: Moves,
  count: number,
): TargetedSets {
  const side = kind === "births" ? "coboundary" : "boundary";
  const directions = Int8Array.from(places, (place, k) => direction(cells, place, targets[k]));
  const found = ([1, -1] as const).map((way) => {
    const moving = Uint32Array.from(places.keys().filter((k) => directions[k] === way));
    const own = moving.map((k) => places[k]);
    const last = moving.map((k) => lastWithin(cells, places[k], targets[k], way));
    const part = (way > 0) === (kind === "births") ? "V" : "U";
    const { ends, members } = own.length > 0 ? matrices.chains(side, count, part, own, last) : NO_CHAINS;
    return { moving, ends, members };
  });
  return inOrder(found, targets);
}

const NO_CHAINS = { ends: new Uint32Array(), members: new Uint32Array() };

/** Several families of sets as one. */
export function joinedSets(families: readonly TargetedSets[]): TargetedSets {
  const all = sized(
    families.reduce((sum, { targets }) => sum + targets.length, 0),
    families.reduce((sum, { members }) => sum + members.length, 0),
  );
  let sets = 0, end = 0;
  for (const { ends, members, targets } of families) {
    all.ends.set(ends.map((own) => own + end), sets);
    all.members.set(members, end);
    all.targets.set(targets, sets);
    sets += targets.length;
    end += members.length;
  }
  return all;
}

function sized(sets: number, members: number): TargetedSets {
  return { ends: new Uint32Array(sets), members: new Uint32Array(members), targets: new Float64Array(sets) };
}

/** Chains of some of the moves each, as sets in the order of all moves. */
function inOrder(
  found: readonly { moving: Uint32Array; ends: Uint32Array; members: Uint32Array }[],
  targets: Float64Array,
): TargetedSets {
  const chains: Uint32Array[] = Array.from(targets, () => NO_CHAINS.members);
  for (const { moving, ends, members } of found) {
    moving.forEach((k, i) => chains[k] = members.subarray(i === 0 ? 0 : ends[i - 1], ends[i]));
  }
  const all = sized(targets.length, found.reduce((sum, { members }) => sum + members.length, 0));
  all.targets.set(targets);
  let end = 0;
  chains.forEach((chain, k) => {
    all.members.set(chain, end);
    all.ends[k] = end += chain.length;
  });
  return all;
}

/** 1 if a cell is to be later, −1 if sooner, 0 if it is to stay. */
function direction({ values, negate }: OrderedCells, place: number, target: number): number {
  return Math.sign(negate ? values[place] - target : target - values[place]);
}

/** The last cell on the way from `place` whose value is not beyond `target`, later or sooner. */
function lastWithin(cells: OrderedCells, place: number, target: number, way: 1 | -1): number {
  const { dimOffsets } = cells, dimension = dimensionOf(dimOffsets, place);
  return way > 0
    ? firstAfter(cells, place, dimOffsets[dimension + 1], target) - 1
    : firstFrom(cells, dimOffsets[dimension], place, target);
}

/** How many cells there are: all of dimensions below `dimension`, and of this those up to a value. */
export function countUpTo(cells: OrderedCells, dimension: number, upTo: number): number {
  const { dimOffsets } = cells;
  return firstAfter(cells, dimOffsets[dimension], dimOffsets[dimension + 1], upTo);
}

/** The dimension of the cell at a place. */
export function dimensionOf(dimOffsets: readonly number[], place: number): number {
  return dimOffsets.findLastIndex((offset) => offset <= place);
}

/** The first place from `from` to `to` with a value after `target`; `to` if there is none. */
function firstAfter(cells: OrderedCells, from: number, to: number, target: number): number {
  return firstWhere(from, to, (place) => direction(cells, place, target) < 0);
}

/** The first place from `from` to `to` with a value that is not before `target`; `to` if there is none. */
function firstFrom(cells: OrderedCells, from: number, to: number, target: number): number {
  return firstWhere(from, to, (place) => direction(cells, place, target) <= 0);
}

/** The first place where `holds`, which then does at all later ones. */
function firstWhere(from: number, to: number, holds: (place: number) => boolean): number {
  let low = from, high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
