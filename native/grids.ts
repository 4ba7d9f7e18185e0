/**
 * Freudenthal and cubical complexes on grids.
 *
 * @module
 */
import type { GridInput, GridKernels, GridPairs } from "../core/kernels.ts";
import { call, inputArray } from "./call.ts";
import { NativeError } from "./errors.ts";
import { library } from "./library.ts";
import { takeAll, waitingResults } from "./waiting.ts";

/** The kernels for grids of the native library. */
export const gridKernels: GridKernels = {
  gridPairs(input, maxHomology) {
    const waiting = waitingResults(maxHomology), { numbers, counts } = waiting;
    call(
      "compute the persistence of a grid",
      (error, size) =>
        library().dg_grid_persistence(...nativeInput(input), numbers, counts, counts.length, error, size),
    );
    return takeAll(waiting, takePairs, (number) => library().dg_grid_forget_pairs(number));
  },

  gridCells(input, threads) {
    const count = input.dimOffsets.at(-1)!;
    const codes = new Uint32Array(count), sources = new Uint32Array(count);
    call(
      "list the cells of a grid",
      (error, size) => library().dg_grid_cells(...nativeInput(input), threads, codes, sources, count, error, size),
    );
    return { codes, sources };
  },

  gridVertices(input, dimension, codes) {
    const vertices = new Uint32Array(codes.length * (input.cells === "cubes" ? 2 ** dimension : dimension + 1));
    const shape = Uint32Array.from(input.shape);
    call("list the vertices of the cells of a grid", (error, size) =>
      library().dg_grid_vertices(
        shape,
        shape.length,
        flags(input),
        dimension,
        inputArray(codes),
        codes.length,
        vertices,
        vertices.length,
        error,
        size,
      ));
    return vertices;
  },

  gridBoundary(input) {
    const action = "list the facets of a grid";
    const facets = new Uint32Array(facetCount(action, input)), starts = new Uint32Array(input.dimOffsets.at(-1)! + 1);
    call(
      action,
      (error, size) =>
        library().dg_grid_boundary(...nativeInput(input), starts, starts.length, facets, facets.length, error, size),
    );
    return { starts, facets };
  },
};

/** How many facets all cells have together; they are counted in 32 bits. */
function facetCount(action: string, { cells, dimOffsets }: GridInput): number {
  let count = 0;
  for (let d = 1; d < dimOffsets.length - 1; d++) {
    count += (dimOffsets[d + 1] - dimOffsets[d]) * (cells === "cubes" ? 2 * d : d + 1);
  }
  if (count >= 2 ** 32) {
    throw new NativeError(
      `Cannot ${action}: cells with fewer than 2^32 facets together were expected, but they have ${count}`,
      "refused",
    );
  }
  return count;
}

type NativeInput = [Float64Array<ArrayBuffer>, number, Uint32Array<ArrayBuffer>, number, number, number];

function nativeInput(input: GridInput): NativeInput {
  const { values, shape, dimOffsets } = input;
  return [
    inputArray(values),
    values.length,
    Uint32Array.from(shape),
    shape.length,
    flags(input),
    dimOffsets.length - 2,
  ];
}

/** The sum that stands for the options, see `rust/ffi/src/grid.rs`. */
function flags({ cells, valuesOn, negate, wrap }: GridInput): number {
  return (cells === "cubes" ? 1 : 0) + (valuesOn === "cells" ? 2 : 0) + (negate ? 4 : 0) + (wrap ? 8 : 0);
}

function takePairs(number: number, dimension: number, count: number): GridPairs {
  const [births, deaths, birthSources, deathSources] = Array.from({ length: 4 }, () => new Uint32Array(count));
  call(
    "take the pairs of a grid",
    (error, size) => library().dg_grid_pairs(number, births, deaths, birthSources, deathSources, count, error, size),
  );
  return { dimension, count, births, deaths, birthSources, deathSources };
}
