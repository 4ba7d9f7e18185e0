/**
 * The Vietoris–Rips kernels against lists of cells and a textbook reduction.
 *
 * @module
 */
import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import type { Limits, RipsInput, RipsPairs } from "../../core/kernels.ts";
import { NativeError } from "../../native/errors.ts";
import { pairsKernels } from "../../native/pairs.ts";
import { ripsKernels } from "../../native/rips.ts";
import { reducePairs } from "../oracles/reduction.ts";
import { type RipsCell, ripsCells } from "../oracles/rips_cells.ts";

const ONE: Limits = { threads: 1, maxMemory: undefined };

function ripsPairs(input: RipsInput, maxHomology: number, threads: number): RipsPairs[] {
  return pairsKernels.pairs("rips", [{ input, maxHomology }], { threads, maxMemory: undefined })[0];
}

function points(rows: readonly (readonly number[])[]): RipsInput {
  return {
    values: Float64Array.from(rows.flat()),
    kind: "points",
    count: rows.length,
    dimension: rows[0].length,
    maxDiameter: undefined,
  };
}

function distances(count: number, entry: (u: number, v: number) => number): RipsInput {
  const values = new Float64Array(count * count);
  for (let u = 0; u < count; u++) {
    for (let v = u + 1; v < count; v++) values[u * count + v] = values[v * count + u] = entry(u, v);
  }
  return { values, kind: "distances", count, dimension: 0, maxDiameter: undefined };
}

/** Numbers in [0, 1) from a linear congruence. */
function randomNumbers(seed: number): () => number {
  return () => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) / 2 ** 32;
}

/** Inputs of many kinds: generic, with ties, duplicated, collinear, cospherical, not metric. */
function inputs(): [string, RipsInput][] {
  const random = randomNumbers(5);
  const cloud = (n: number, d: number, draw: () => number) =>
    points(Array.from({ length: n }, () => Array.from({ length: d }, draw)));
  const lattice = () => Math.floor(7 * random()) - 3;
  const polygon = Array.from(
    { length: 11 },
    (_, k) => [Math.cos(2 * Math.PI * k / 11), Math.sin(2 * Math.PI * k / 11)],
  );
  return [
    ["points of the plane", cloud(20, 2, random)],
    ["points of 4-space", cloud(12, 4, random)],
    ["lattice points of the plane", cloud(16, 2, lattice)],
    ["lattice points of 3-space", cloud(13, 3, lattice)],
    ["a polygon", points(polygon)],
    ["a polygon twice", points([...polygon, ...polygon.slice(0, 5)])],
    ["points of a line", points(Array.from({ length: 12 }, () => [0.1 * lattice(), 0.3 * lattice()]))],
    ["small integer distances", distances(11, () => Math.floor(6 * random()))],
    ["distances without ties", distances(12, random)],
    ["two equal points", points([[1, 2], [1, 2]])],
    ["one point", points([[1, 2]])],
  ];
}

/** The pairs of positive length in the shape of the kernel's. */
function expectedPairs(cells: readonly RipsCell[], dimension: number): RipsPairs {
  const pairs = reducePairs(cells)
    .filter((pair) => pair.dimension === dimension && pair.death !== undefined)
    .map(({ birth, death }) => [cells[birth], cells[death!]])
    .filter(([birth, death]) => birth.value !== death.value);
  return {
    dimension,
    count: pairs.length,
    births: Uint32Array.from(pairs.flatMap(([birth]) => birth.vertices)),
    deaths: Uint32Array.from(pairs.flatMap(([, death]) => death.vertices)),
    birthEdges: Uint32Array.from(pairs.flatMap(([birth]) => birth.edge)),
    deathEdges: Uint32Array.from(pairs.flatMap(([, death]) => death.edge)),
  };
}

for (const [name, input] of inputs()) {
  for (const maxDiameter of [undefined, 2]) {
    const limit = maxDiameter === undefined ? "the default diameter" : `diameter ${maxDiameter}`;
    const cells = ripsCells(input, 3, maxDiameter);

    Deno.test(`the engine gives the pairs of the reduced matrix for ${name} up to ${limit}`, () => {
      const expected = [0, 1, 2].map((dimension) => expectedPairs(cells, dimension));
      for (const threads of [1, 2, 4]) {
        assertEquals(ripsPairs({ ...input, maxDiameter }, 2, threads), expected);
      }
    });

    Deno.test(`ripsCells() lists the cells in filtration order for ${name} up to ${limit}`, () => {
      const found = ripsKernels.ripsCells({ ...input, maxDiameter }, 3, Infinity, ONE);
      const expected = [0, 1, 2, 3].map((dimension) => {
        const own = cells.filter(({ vertices }) => vertices.length === dimension + 1);
        return {
          dimension,
          count: own.length,
          vertices: Uint32Array.from(own.flatMap(({ vertices }) => vertices)),
          edges: Uint32Array.from(own.flatMap(({ edge }) => edge)),
        };
      });
      assertEquals(found, expected);
    });
  }
}

Deno.test("ripsCells() is closed under faces, and no face is longer", () => {
  const random = randomNumbers(8);
  const input = distances(14, () => Math.floor(9 * random()));
  const length = new Map<string, number>();
  for (
    const { dimension, count, vertices, edges } of ripsKernels.ripsCells({ ...input, maxDiameter: 6 }, 4, Infinity, ONE)
  ) {
    for (let k = 0; k < count; k++) {
      const cell = vertices.slice(k * (dimension + 1), (k + 1) * (dimension + 1));
      const value = input.values[edges[2 * k] * input.count + edges[2 * k + 1]];
      length.set(cell.join(), value);
      for (const skip of dimension === 0 ? [] : cell.keys()) {
        const face = length.get(cell.filter((_, place) => place !== skip).join());
        assert(face !== undefined && face <= value, `${cell} has a face ${face}`);
      }
    }
  }
});

Deno.test("the engine and ripsCells() refuse when a cell needs more than 128 bits", () => {
  const line = points(Array.from({ length: 64 }, (_, k) => [k]));
  const expected = "64 points with maxDim 21 need 131 bits; lower maxDim or maxDiameter";
  const persistence = assertThrows(
    () => ripsPairs(line, 20, 1),
    NativeError,
    "Cannot compute the persistence of a Vietoris–Rips filtration: ",
  );
  assertStringIncludes(persistence.message, expected);
  assertEquals(persistence.code, "refused");
  const cells = assertThrows(
    () => ripsKernels.ripsCells(line, 21, Infinity, ONE),
    NativeError,
    "Cannot list the cells",
  );
  assertStringIncludes(cells.message, expected);
});

Deno.test("the engine takes any number of threads", () => {
  const random = randomNumbers(3), input = distances(16, random);
  const [one, many] = [1, 2 ** 32].map((threads) => ripsPairs(input, 2, threads));
  assertEquals(many, one);
});

Deno.test("ripsCells() has empty lists in dimensions that no cell reaches", () => {
  const found = ripsKernels.ripsCells({ ...points([[0], [1], [3]]), maxDiameter: 2 }, 3, Infinity, ONE);
  assertEquals(found.map(({ count }) => count), [3, 2, 0, 0]);
});
