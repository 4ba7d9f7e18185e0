/**
 * The kernels for grids: codes, sources and facets by hand.
 *
 * @module
 */
import { assertEquals, assertThrows } from "@std/assert";
import type { GridInput, Limits } from "../../core/kernels.ts";
import { NativeError } from "../../native/errors.ts";
import { gridKernels } from "../../native/grids.ts";
import { pairsKernels } from "../../native/pairs.ts";

const LINE: GridInput = {
  values: Float64Array.of(2, 0, 1),
  shape: [3],
  cells: "simplices",
  valuesOn: "vertices",
  negate: false,
  wrap: false,
  dimOffsets: [0, 3, 5],
};

const ONE: Limits = { threads: 1, maxMemory: undefined };

Deno.test("gridCells() codes an edge by its first vertex", () => {
  const { codes, sources } = gridKernels.gridCells(LINE, ONE);
  assertEquals([...codes], [1, 2, 0, 1, 0]);
  assertEquals([...sources], [1, 2, 0, 2, 0]);
  assertEquals([...gridKernels.gridVertices(LINE, 1, codes.subarray(3))], [1, 2, 0, 1]);
});

Deno.test("gridPairs() has an empty entry for every dimension in which nothing lives", () => {
  const input = { ...LINE, values: Float64Array.of(0, 2, 1) };
  const [pairs] = pairsKernels.pairs("grid", [{ input, maxHomology: 2 }], ONE);
  assertEquals(pairs.map(({ dimension, count }) => [dimension, count]), [[0, 1], [1, 0], [2, 0]]);
  const { births, deaths, birthSources, deathSources } = pairs[0];
  assertEquals([...births, ...deaths, ...birthSources, ...deathSources], [2, 1, 2, 1]);
});

Deno.test("gridBoundary() lists facets by place, and refuses more than can be counted", () => {
  const { starts, facets } = gridKernels.gridBoundary(LINE, gridKernels.gridCells(LINE, ONE).codes, ONE);
  assertEquals([[...starts], [...facets]], [[0, 0, 0, 0, 2, 4], [0, 1, 0, 2]]);
  assertThrows(
    () => gridKernels.gridBoundary({ ...LINE, cells: "cubes", dimOffsets: [0, 0, 0, 2 ** 30] }, new Uint32Array(), ONE),
    NativeError,
    "Cannot list the facets of a grid: cells with fewer than 2^32 facets together were expected, but they have 4294967296",
  );
});
