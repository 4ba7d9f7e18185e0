/**
 * Vietoris–Rips filtrations.
 *
 * @module
 */
import type { RipsCells, RipsInput, RipsKernels, RipsPairs } from "../core/kernels.ts";
import { call, inputArray } from "./call.ts";
import { library } from "./library.ts";
import { takeAll, waitingResults } from "./waiting.ts";

/** More threads bring nothing, and the system may refuse to start them. */
const MOST_THREADS = 256;

/** The Vietoris–Rips kernels of the native library. */
export const ripsKernels: RipsKernels = {
  ripsPersistence(input, { maxHomology, maxDiameter, threads }) {
    const waiting = waitingResults(maxHomology), { numbers, counts } = waiting;
    call("compute the persistence of a Vietoris–Rips filtration", (error, size) =>
      library().dg_rips_persistence(
        ...nativeInput(input),
        maxDiameter ?? NaN,
        Math.min(threads, MOST_THREADS),
        numbers,
        counts,
        counts.length,
        error,
        size,
      ));
    return takeAll(waiting, takePairs, (number) => library().dg_rips_forget_pairs(number));
  },

  ripsCells(input, maxDim, maxDiameter) {
    const waiting = waitingResults(maxDim), { numbers, counts } = waiting;
    call("list the cells of a Vietoris–Rips filtration", (error, size) =>
      library().dg_rips_expand(
        ...nativeInput(input),
        maxDiameter ?? NaN,
        numbers,
        counts,
        counts.length,
        error,
        size,
      ));
    return takeAll(waiting, takeCells, (number) => library().dg_rips_forget_cells(number));
  },
};

function nativeInput({ values, kind, count }: RipsInput): [Float64Array<ArrayBuffer>, number, number, number] {
  return [inputArray(values), values.length, kind === "distances" ? 1 : 0, count];
}

function takePairs(number: number, dimension: number, count: number): RipsPairs {
  const births = new Uint32Array(count * (dimension + 1));
  const deaths = new Uint32Array(count * (dimension + 2));
  const birthEdges = new Uint32Array(count * 2);
  const deathEdges = new Uint32Array(count * 2);
  call("take the pairs of a Vietoris–Rips filtration", (error, size) =>
    library().dg_rips_pairs(
      number,
      births,
      births.length,
      deaths,
      deaths.length,
      birthEdges,
      deathEdges,
      birthEdges.length,
      error,
      size,
    ));
  return { dimension, count, births, deaths, birthEdges, deathEdges };
}

function takeCells(number: number, dimension: number, count: number): RipsCells {
  const vertices = new Uint32Array(count * (dimension + 1));
  const edges = new Uint32Array(count * 2);
  call(
    "take the cells of a Vietoris–Rips filtration",
    (error, size) => library().dg_rips_cells(number, vertices, vertices.length, edges, edges.length, error, size),
  );
  return { dimension, count, vertices, edges };
}
