/**
 * Decompositions R = D·V, which stay in the library for as long as somebody holds them.
 *
 * @module
 */
import type { CellOrder, CellTargets, CriticalSets, Limits, ReducedMatrix, ReductionKernels } from "../core/kernels.ts";
import { call, inputArray, joined, nativeLimits } from "./call.ts";
import { RESOLUTIONS } from "./critical.ts";
import { library } from "./library.ts";

/** Frees what nobody can reach any more. */
const forgotten = new FinalizationRegistry<number>((number) => library().dg_decomposition_forget(number));

/** The kernels that decompose matrices, in the native library. */
export const decompositionKernels: ReductionKernels = {
  reduceMatrices({ dimOffsets, boundary: { starts, facets }, sides, lowest, keepsV, keepsU }, limits) {
    const offsets = Uint32Array.from(dimOffsets), numbers = new Uint32Array(sides.length);
    call("reduce the filtration", (error, size) =>
      library().dg_decompositions(
        offsets,
        offsets.length,
        inputArray(starts),
        starts.length,
        inputArray(facets),
        facets.length,
        Uint32Array.from(sides, (side) => side === "coboundary" ? 1 : 0),
        sides.length,
        (keepsV ? 1 : 0) | (keepsU ? 2 : 0),
        lowest,
        ...nativeLimits(limits),
        numbers,
        error,
        size,
      ));
    return Array.from(numbers, (number) => new NativeMatrix(number, starts.length - 1, limits));
  },

  criticalGradient({ values, negate }, kinds, resolution, limits) {
    const action = "run backward through critical sets", waiting = new Uint32Array(2);
    const numbers = Uint32Array.from(kinds, ({ matrix }) => (matrix as NativeMatrix).held(action));
    const places = joined(action, kinds.map(({ moves }) => moves.indices));
    const targets = joined(action, kinds.map(({ moves }) => moves.values));
    call(action, (error, size) =>
      library().dg_critical_gradient(
        numbers,
        Uint32Array.from(kinds, ({ moves }) => moves.indices.length),
        numbers.length,
        inputArray(values),
        values.length,
        negate ? 1 : 0,
        places,
        targets,
        places.length,
        RESOLUTIONS[resolution],
        ...nativeLimits(limits),
        waiting,
        error,
        size,
      ));
    const [number, length] = waiting;
    const found = { indices: new Uint32Array(length), values: new Float64Array(length) };
    call(
      action,
      (error, size) => library().dg_critical_gradient_take(number, found.indices, found.values, length, error, size),
    );
    return found;
  },
};

/** The parts of a decomposition, as the library numbers them. */
enum Part {
  R,
  V,
  U,
}

/** A decomposition in the library. */
class NativeMatrix implements ReducedMatrix {
  readonly #size: number;
  readonly #limits: Limits;
  /** Under which it waits there; `undefined` once it is freed. */
  #number: number | undefined;

  constructor(number: number, size: number, limits: Limits) {
    this.#number = number;
    this.#size = size;
    this.#limits = limits;
    forgotten.register(this, number, this);
  }

  pivots(): Uint32Array {
    const action = "read the pivots of a decomposition", number = this.held(action);
    const pivots = new Uint32Array(this.#size);
    call(action, (error, size) => library().dg_decomposition_pivots(number, pivots, pivots.length, error, size));
    return pivots;
  }

  columnOfR(place: number): Uint32Array {
    return this.#list("read a column of R", Part.R, place);
  }

  columnOfV(place: number): Uint32Array {
    return this.#list("read a column of V", Part.V, place);
  }

  rowOfU(place: number): Uint32Array {
    return this.#list("read a row of U", Part.U, place);
  }

  criticalSets({ values, negate }: CellOrder, moves: CellTargets): Omit<CriticalSets, "targets"> {
    const action = "find critical sets", number = this.held(action);
    const [threads, memory] = nativeLimits(this.#limits);
    const ends = new Uint32Array(moves.indices.length), waiting = new Uint32Array(2);
    call(action, (error, size) =>
      library().dg_critical_sets(
        number,
        inputArray(values),
        values.length,
        negate ? 1 : 0,
        inputArray(moves.indices),
        inputArray(moves.values),
        ends.length,
        threads,
        memory,
        inputArray(ends),
        waiting,
        error,
        size,
      ));
    return { ends, members: this.#taken(action, waiting) };
  }

  lastingPairs(values: Float64Array, dimension: number): Uint32Array {
    const action = "list the pairs of a decomposition", number = this.held(action), waiting = new Uint32Array(2);
    call(
      action,
      (error, size) =>
        library().dg_lasting_pairs(number, inputArray(values), values.length, dimension, waiting, error, size),
    );
    return this.#taken(action, waiting);
  }

  check(): void {
    const action = "vouch for a decomposition", number = this.held(action);
    const [threads, memory] = nativeLimits(this.#limits);
    call(action, (error, size) => library().dg_decomposition_check(number, threads, memory, error, size));
  }

  [Symbol.dispose](): void {
    if (this.#number === undefined) return;
    forgotten.unregister(this);
    library().dg_decomposition_forget(this.#number);
    this.#number = undefined;
  }

  #list(action: string, part: Part, place: number): Uint32Array {
    const number = this.held(action), waiting = new Uint32Array(2);
    call(action, (error, size) => library().dg_decomposition_list(number, part, place, waiting, error, size));
    return this.#taken(action, waiting);
  }

  /** Takes the list that waits under a number, of some length. */
  #taken(action: string, [number, length]: Uint32Array): Uint32Array {
    const list = new Uint32Array(length);
    call(action, (error, size) => library().dg_decomposition_take_list(number, inputArray(list), length, error, size));
    return list;
  }

  /** The number under which it waits. */
  held(action: string): number {
    if (this.#number === undefined) {
      throw new Error(`Cannot ${action}: a decomposition in use was expected, but it was disposed of; reduce again`);
    }
    return this.#number;
  }
}
