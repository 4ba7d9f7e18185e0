/**
 * Critical sets by the textbook: whole columns of V and rows of its inverse U, walked cell by cell.
 *
 * The walks are those of Nigmetov and Morozov, with their conditions on the pivots, which the code under test does without.
 *
 * @module
 */
import { decompose, type Matrices } from "./decomposition.ts";

/** A complex in a filtration order. */
export interface Cells {
  /** The facets of each cell. */
  readonly facets: readonly (readonly number[])[];
  /** The value of each cell. */
  readonly values: ArrayLike<number>;
  /** Whether large values come first. */
  readonly negate: boolean;
}

/** A cell that is born or kills, and its partner, if there is one. */
export interface CriticalCell {
  readonly kind: "births" | "deaths";
  readonly partner: number | undefined;
}

/** The critical sets of a complex. */
export class CriticalSets {
  /** The cells that are critical, by place: those of pairs whose values differ, and those that are not paired. */
  readonly critical: ReadonlyMap<number, CriticalCell>;
  readonly #values: ArrayLike<number>;
  readonly #sign: number;
  readonly #boundary: Matrices;
  readonly #coboundary: Matrices;

  /** Reduces the boundary and the coboundary. */
  constructor({ facets, values, negate }: Cells) {
    this.#values = values;
    this.#sign = negate ? -1 : 1;
    this.#boundary = decompose(facets, false);
    this.#coboundary = decompose(facets, true);
    const paired = new Set<number>(), critical = new Map<number, CriticalCell>();
    this.#boundary.r.forEach((column, death) => {
      if (column.length === 0) return;
      const birth = column.at(-1)!;
      paired.add(birth).add(death);
      if (values[birth] === values[death]) return;
      critical.set(birth, { kind: "births", partner: death });
      critical.set(death, { kind: "deaths", partner: birth });
    });
    facets.forEach((_, i) => paired.has(i) || critical.set(i, { kind: "births", partner: undefined }));
    this.critical = critical;
  }

  /** The members for the cell at `place` to have the value `target`, itself first; none if it has it. */
  of(place: number, target: number): number[] {
    const later = this.#sign * (target - this.#values[place]);
    if (later === 0) return [];
    const isBirth = this.critical.get(place)!.kind === "births";
    if (isBirth) return later > 0 ? this.increaseBirth(place, target) : this.decreaseBirth(place, target);
    return later > 0 ? this.increaseDeath(place, target) : this.decreaseDeath(place, target);
  }

  /** The column of V of the coboundary, later and later. */
  increaseBirth(place: number, target: number): number[] {
    return this.#walk(this.#coboundary.v[place], target, 1, () => true);
  }

  /** The row of U of the coboundary, sooner and sooner. */
  decreaseBirth(place: number, target: number): number[] {
    return this.#walk(this.#coboundary.u[place].toReversed(), target, -1, () => true);
  }

  /** The row of U of the boundary, later and later, of cells that kill no younger class. */
  increaseDeath(place: number, target: number): number[] {
    return this.#walk(this.#boundary.u[place], target, 1, (i) => this.#low(i) <= this.#low(place));
  }

  /** The column of V of the boundary, sooner and sooner, of cells that kill no older class. */
  decreaseDeath(place: number, target: number): number[] {
    const isMember = (i: number) => this.#low(i) >= 0 && this.#low(i) >= this.#low(place);
    return this.#walk(this.#boundary.v[place].toReversed(), target, -1, isMember);
  }

  #low(place: number): number {
    return this.#boundary.r[place].at(-1) ?? -1;
  }

  #walk(
    chain: readonly number[],
    target: number,
    way: 1 | -1,
    isMember: (place: number) => boolean,
  ): number[] {
    const end = chain.findIndex((i) => way * this.#sign * (this.#values[i] - target) > 0);
    return chain.slice(0, end < 0 ? chain.length : end).filter(isMember);
  }
}

/** Cells and the value wanted for each. */
export interface Wanted {
  readonly indices: readonly number[];
  readonly values: readonly number[];
}

/** What becomes of cells that are in several sets, by place; `"sum"` lists them set by set. */
export function combine(
  sets: readonly { readonly target: number; readonly indices: ArrayLike<number> }[],
  strategy: "max" | "avg" | "sum" | "fca",
  values: ArrayLike<number>,
  moved: ReadonlyMap<number, number>,
): Wanted {
  const all = sets.flatMap(({ target, indices }) => Array.from(indices, (place) => [place, target] as const));
  if (strategy === "sum") return { indices: all.map(([place]) => place), values: all.map(([, target]) => target) };
  const byPlace = new Map<number, number[]>();
  for (const [place, target] of all) byPlace.set(place, [...byPlace.get(place) ?? [], target]);
  const settled = [...byPlace].sort(([a], [b]) => a - b).map(([place, targets]) => {
    const farther = (a: number, b: number) => Math.abs(b - values[place]) > Math.abs(a - values[place]) ? b : a;
    const mean = targets.reduce((sum, target) => sum + target, 0) / targets.length;
    const value = strategy === "max" ? targets.reduce(farther) : mean;
    return [place, strategy === "fca" ? moved.get(place) ?? value : value] as const;
  });
  return { indices: settled.map(([place]) => place), values: settled.map(([, value]) => value) };
}
