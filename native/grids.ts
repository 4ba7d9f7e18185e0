/**
 * Freudenthal and cubical complexes on grids.
 *
 * @module
 */
import type { GridInput, GridKernels } from "../core/kernels.ts";
import { call, inputArray, joined, nativeLimits } from "./call.ts";
import { cutter, type Engine } from "./engine.ts";
import { NativeError } from "./errors.ts";
import { library } from "./library.ts";

const ACTION = "compute the persistence of a grid";

/** The most axes of a grid. */
const MOST_AXES = 4;

/** The persistence engine of grids. */
export const gridEngine: Engine<"grid"> = {
  action: ACTION,

  batch(tasks) {
    const values = joined(ACTION, tasks.map(({ input }) => input.values));
    const items = Uint32Array.from(tasks.flatMap(({ input, maxHomology }) => {
      const { shape, dimOffsets } = input;
      const lengths = Array.from({ length: MOST_AXES }, (_, axis) => shape[axis] ?? 0);
      return [...lengths, shape.length, flags(input), dimOffsets.length - 2, maxHomology + 1];
    }));
    return {
      now: (tail) => library().dg_grid_pairs(values, values.length, items, tasks.length, ...tail),
      later: (tail) => library().dg_grid_pairs_async(values, values.length, items, tasks.length, ...tail),
    };
  },

  take(number, parts) {
    const total = parts.reduce((sum, { count }) => sum + count, 0);
    const [births, deaths, birthSources, deathSources] = Array.from({ length: 4 }, () => new Uint32Array(total));
    call(
      "take the pairs of a grid",
      (error, size) =>
        library().dg_grid_take_pairs(number, births, deaths, birthSources, deathSources, total, error, size),
    );
    const [birth, death, birthSource, deathSource] = [births, deaths, birthSources, deathSources].map(cutter);
    return parts.map(({ dimension, count }) => ({
      dimension,
      count,
      births: birth(count),
      deaths: death(count),
      birthSources: birthSource(count),
      deathSources: deathSource(count),
    }));
  },

  forget: (number) => library().dg_grid_forget_pairs(number),
};

/** The other kernels for grids of the native library. */
export const gridKernels: GridKernels = {
  gridCells(input, limits) {
    const count = input.dimOffsets.at(-1)!;
    const codes = new Uint32Array(count), sources = new Uint32Array(count);
    call(
      "list the cells of a grid",
      (error, size) =>
        library().dg_grid_cells(
          ...nativeInput(input),
          ...nativeLimits(limits),
          codes,
          sources,
          count,
          error,
          size,
        ),
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

  gridBoundary(input, codes, limits) {
    const action = "list the facets of a grid";
    const facets = new Uint32Array(facetCount(action, input)), starts = new Uint32Array(input.dimOffsets.at(-1)! + 1);
    const { dimOffsets } = input, counts = Uint32Array.from(dimOffsets.slice(1), (end, d) => end - dimOffsets[d]);
    const shape = Uint32Array.from(input.shape);
    call(
      action,
      (error, size) =>
        library().dg_grid_boundary(
          inputArray(codes),
          codes.length,
          counts,
          shape,
          shape.length,
          flags(input),
          counts.length - 1,
          ...nativeLimits(limits),
          starts,
          starts.length,
          facets,
          facets.length,
          error,
          size,
        ),
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
