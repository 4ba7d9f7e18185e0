/**
 * Vietoris–Rips filtrations.
 *
 * @module
 */
import type { RipsCells, RipsInput, RipsKernels, RipsPairs } from "../core/kernels.ts";
import { call, inputArray } from "./call.ts";
import { library } from "./library.ts";

/** The Vietoris–Rips kernels of the native library. */
export const ripsKernels: RipsKernels = {
  ripsPersistence(input, { maxHomology, maxDiameter, threads }) {
    const numbers = new Uint32Array(maxHomology + 1);
    const counts = new Uint32Array(maxHomology + 1);
    call("compute the persistence of a Vietoris–Rips filtration", (error, size) =>
      library().dg_rips_persistence(
        ...nativeInput(input),
        maxDiameter ?? NaN,
        threads,
        numbers,
        counts,
        counts.length,
        error,
        size,
      ));
    try {
      return Array.from(numbers, (number, dimension) => takePairs(number, dimension, counts[dimension]));
    } catch (error) {
      numbers.forEach((number) => library().dg_rips_forget_pairs(number));
      throw error;
    }
  },

  ripsCells(input, maxDim, maxDiameter) {
    const numbers = new Uint32Array(maxDim + 1);
    const counts = new Uint32Array(maxDim + 1);
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
    try {
      return Array.from(numbers, (number, dimension) => takeCells(number, dimension, counts[dimension]));
    } catch (error) {
      numbers.forEach((number) => library().dg_rips_forget_cells(number));
      throw error;
    }
  },
};

function nativeInput({ values, kind, count }: RipsInput): [Float64Array<ArrayBuffer>, number, number, number] {
  return [inputArray(values), values.length, kind === "distances" ? 1 : 0, count];
}

/** Takes one dimension; making room for it may fail, and then the others must be forgotten. */
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

/** Takes one dimension, see {@linkcode takePairs}. */
function takeCells(number: number, dimension: number, count: number): RipsCells {
  const vertices = new Uint32Array(count * (dimension + 1));
  const edges = new Uint32Array(count * 2);
  call(
    "take the cells of a Vietoris–Rips filtration",
    (error, size) => library().dg_rips_cells(number, vertices, vertices.length, edges, edges.length, error, size),
  );
  return { dimension, count, vertices, edges };
}
