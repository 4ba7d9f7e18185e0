/**
 * The cells of a filtration, asked which move along with which.
 *
 * @module
 */
import type { DiffFiltration } from "../filtrations/filtration.ts";
import { type CriticalSets, kernels, type Limits, type Resolution } from "../kernels.ts";
import { resolved } from "./_conflicts.ts";
import { criticalSets, type Kind, where } from "./_critical_sets.ts";
import { type Extent, Matrices } from "./_matrices.ts";
import { OrderedCells } from "./_ordered_cells.ts";
import type { CellTargets, CriticalSet } from "./critical_set.ts";

/** Stands for no cell. */
const NONE = 0xffffffff;

/** What a cell that is critical does. */
export interface Role {
  /** Whether it gives birth to a class; else it kills one. */
  readonly kind: Kind;
  /** The place of the cell that kills the class; `undefined` if none does. */
  readonly death: number | undefined;
}

/** The cells of a filtration, with what was found of them so far. */
export class MovingCells implements Disposable {
  readonly #filtration: DiffFiltration;
  readonly #limits: Limits;
  readonly #cells: OrderedCells;
  readonly #matrices: Matrices;
  /** The pairs by dimension. */
  readonly #pairs: Uint32Array[] = [];
  /** The partners of cells by dimension of birth. */
  readonly #partners: Map<number, number>[] = [];

  /** The cells of `filtration`; `before` are those of the last one, whose matrices serve again if the order is the same. */
  constructor(filtration: DiffFiltration, limits: Limits, before?: MovingCells) {
    this.#filtration = filtration;
    this.#limits = limits;
    const { dimOffsets, negate } = filtration;
    const values = filtration.levels(), boundary = (count: number) => filtration.boundary(count);
    this.#cells = new OrderedCells({ dimOffsets, boundary, values }, negate);
    if (before === undefined) {
      this.#matrices = new Matrices(this.#cells, limits);
    } else {
      this.#matrices = before.#matrices;
      this.#matrices.update(this.#cells);
    }
  }

  /** The facets, order and values of the cells. */
  get cells(): OrderedCells {
    return this.#cells;
  }

  /** Checks that nobody has changed the filtration since. */
  checkUnchanged(action: string): void {
    const filtration = this.#filtration, own = this.#cells.values;
    if (filtration.engine !== "complex") {
      filtration.pairsTask(0); // which those that list no cells check themselves
    } else if (filtration.values.data.some((value, i) => value !== own[i])) {
      throw new Error(
        `Cannot ${action}: the filtration was expected as it was given, but its values were changed since; ` +
          "call update() with the new ones",
      );
    }
  }

  /** The pairs of homology dimension `dim` whose values differ, as places, `[count, 2]`. */
  pairs(dim: number): Uint32Array {
    return this.#pairs[dim] ??= this.#findPairs(dim);
  }

  /** What the cell at a place does. */
  role(action: string, place: number): Role {
    const dimension = this.#cells.dimension(place);
    const death = this.#partnersFrom(dimension).get(place);
    if (death !== undefined) return { kind: "births", death };
    if (this.#partnersFrom(dimension - 1).has(place)) return { kind: "deaths", death: place };
    const pivots = this.#matrices.of("boundary", this.#whole).pivots();
    const killer = pivots.indexOf(place);
    if (pivots[place] === NONE && killer < 0) return { kind: "births", death: undefined };
    const pair = [place, killer < 0 ? pivots[place] : killer].sort((a, b) => a - b);
    throw new RangeError(
      `Cannot ${action}: a critical cell was expected, whose class lasts, but that at ${place} is one of the pair ` +
        `(${pair.join(", ")}) of zero persistence`,
    );
  }

  /** The critical sets of moves, in their order. */
  criticalSets(action: string, { indices, values }: CellTargets): CriticalSet[] {
    this.checkPlaces(action, indices);
    const roles = Array.from(indices, (place) => this.role(action, place));
    const sets: CriticalSet[] = [];
    for (const kind of ["births", "deaths"] as const) {
      const own = where(roles.length, (k) => roles[k].kind === kind);
      if (own.length === 0) continue;
      const moves = { indices: own.map((k) => indices[k]), values: Float64Array.from(own, (k) => values[k]) };
      const extents = Array.from(own, (k) => this.#extentOf(indices[k], values[k], roles[k]));
      const { ends, members } = criticalSets(this.#cells, this.#matrices, kind, moves, {
        count: extents.reduce((most, { count }) => Math.max(most, count), 0),
        lowest: extents.reduce((least, { lowest }) => Math.min(least, lowest), Infinity),
      });
      own.forEach((k, i) => {
        sets[k] = { target: values[k], indices: members.slice(i === 0 ? 0 : ends[i - 1], ends[i]) };
      });
    }
    return sets;
  }

  /** One value for each member of sets, or all of them; `prescribed` are the moves that they were made for. */
  combined(
    action: string,
    sets: readonly CriticalSet[],
    resolution: Resolution,
    prescribed: CellTargets,
  ): CellTargets {
    this.checkPlaces(action, prescribed.indices);
    for (const { indices } of sets) this.checkPlaces(action, indices);
    return resolved(inOneList(sets), resolution, this.#cells.values, prescribed);
  }

  /** Frees the matrices. */
  [Symbol.dispose](): void {
    this.#matrices[Symbol.dispose]();
  }

  #findPairs(dim: number): Uint32Array {
    const filtration = this.#filtration;
    const found = kernels().pairs(filtration.engine, [filtration.pairsTask(dim)], this.#limits)[0];
    const places = filtration.pairPlaces(found.find(({ dimension }) => dimension === dim)!);
    if (places !== undefined) return places;
    const extent = { count: this.#cells.dimOffsets[dim + 2], lowest: dim + 1 };
    return this.#matrices.of("boundary", extent).lastingPairs(this.#cells.values, dim);
  }

  /** For each cell of a pair of homology dimension `dim` the other one, for births and deaths. */
  #partnersFrom(dim: number): Map<number, number> {
    if (dim < 0 || dim >= this.#filtration.maxDim) return new Map();
    return this.#partners[dim] ??= partnersOf(this.pairs(dim));
  }

  /** How much of the matrices suffices for a move. */
  #extentOf(place: number, target: number, { kind, death }: Role): Extent {
    if (death === undefined) return this.#whole;
    const own = this.#cells.dimension(place), dimension = kind === "births" ? own + 1 : own;
    const last = this.#cells.later(target, this.#cells.values[death]);
    return { count: this.#cells.countUpTo(dimension, last), lowest: dimension };
  }

  get #whole(): Extent {
    return { count: this.#cells.values.length, lowest: 0 };
  }

  /** Checks that there are cells at all places. */
  checkPlaces(action: string, places: Uint32Array): void {
    const size = this.#cells.values.length, stray = places.find((place) => place >= size);
    if (stray !== undefined) {
      throw new RangeError(`Cannot ${action}: places from 0 to ${size - 1} were expected, but ${stray} was found`);
    }
  }
}

function partnersOf(pairs: Uint32Array): Map<number, number> {
  const partners = new Map<number, number>();
  for (let k = 0; k < pairs.length; k += 2) {
    partners.set(pairs[k], pairs[k + 1]);
    partners.set(pairs[k + 1], pairs[k]);
  }
  return partners;
}

function inOneList(sets: readonly CriticalSet[]): CriticalSets {
  const ends = new Uint32Array(sets.length);
  sets.forEach(({ indices }, k) => ends[k] = (k === 0 ? 0 : ends[k - 1]) + indices.length);
  const members = new Uint32Array(ends.at(-1) ?? 0);
  sets.forEach(({ indices }, k) => members.set(indices, ends[k] - indices.length));
  return { targets: Float64Array.from(sets, ({ target }) => target), ends, members };
}
