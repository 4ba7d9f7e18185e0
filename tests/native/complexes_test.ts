/**
 * The kernels for listed complexes against lists of cells and a textbook reduction.
 *
 * @module
 */
import { assertEquals, assertThrows } from "@std/assert";
import type { Boundary, OrderedComplex, PlacePairs } from "../../core/kernels.ts";
import { complexKernels } from "../../native/complexes.ts";
import { pairsKernels } from "../../native/pairs.ts";
import { type Cell, reducePairs } from "../oracles/reduction.ts";

function complexPairs(input: OrderedComplex, maxHomology: number): PlacePairs[] {
  return pairsKernels.pairs("complex", [{ input, maxHomology }], { threads: 2, maxMemory: undefined })[0];
}

/** Numbers in [0, 1) from a linear congruence. */
function randomNumbers(seed: number): () => number {
  return () => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) / 2 ** 32;
}

/** All faces of random simplices, each with a value of a few that is at least those of its facets; in filtration order. */
function randomComplex(seed: number, levels: number): Cell[] {
  const random = randomNumbers(seed), draw = (most: number) => Math.floor(most * random());
  const faces = new Map<string, number[]>();
  for (let k = 0; k < 8; k++) {
    const simplex = [...new Set(Array.from({ length: 1 + draw(5) }, () => 1000 * draw(8)))].sort((a, b) => a - b);
    for (let mask = 1; mask < 1 << simplex.length; mask++) {
      const face = simplex.filter((_, bit) => mask >> bit & 1);
      faces.set(face.join(), face);
    }
  }
  const values = new Map<string, number>();
  return [...faces.values()]
    .sort((a, b) => a.length - b.length)
    .map((vertices) => {
      const below = vertices.map((_, skip) => values.get(vertices.toSpliced(skip, 1).join()) ?? 0);
      const value = Math.max(draw(levels), ...below);
      values.set(vertices.join(), value);
      return { vertices, value };
    })
    .sort((a, b) => a.vertices.length - b.vertices.length || a.value - b.value);
}

/** The vertices of the simplices by dimension. */
function verticesOf(cells: readonly Cell[]): Uint32Array[] {
  const top = Math.max(...cells.map(({ vertices }) => vertices.length));
  return Array.from(
    { length: top },
    (_, d) => Uint32Array.from(cells.filter(({ vertices }) => vertices.length === d + 1).flatMap((c) => c.vertices)),
  );
}

function complexOf(cells: readonly Cell[]): OrderedComplex & { readonly boundary: Boundary } {
  const vertices = verticesOf(cells), dimOffsets = [0];
  vertices.forEach(({ length }, d) => dimOffsets.push(dimOffsets[d] + length / (d + 1)));
  const boundary = complexKernels.simplexBoundary(vertices) as Boundary;
  return { dimOffsets, values: Float64Array.from(cells, ({ value }) => value), boundary };
}

Deno.test("where the facets of simplices begin need not be said, in a batch neither", () => {
  const complexes = [1, 2, 3].map((seed) => complexOf(randomComplex(seed, 4)));
  const short = complexes.map((complex, k) =>
    k === 1 ? complex : { ...complex, boundary: { facets: complex.boundary.facets } }
  );
  const [said, unsaid] = [complexes, short].map((inputs) =>
    pairsKernels.pairs("complex", inputs.map((input) => ({ input, maxHomology: 2 })), {
      threads: 2,
      maxMemory: undefined,
    })
  );
  assertEquals(unsaid, said);
});

Deno.test("complexPairs() gives the pairs of the reduced matrix for complexes with many ties", () => {
  for (let seed = 1; seed <= 60; seed++) {
    const cells = randomComplex(seed, 1 + seed % 9), complex = complexOf(cells);
    const expected = reducePairs(cells).filter(({ birth, death }) =>
      death !== undefined && cells[birth].value !== cells[death].value
    );
    const highest = seed % 5;
    assertEquals(
      complexPairs(complex, highest).map(({ births, deaths, ...rest }) => ({
        ...rest,
        births: [...births],
        deaths: [...deaths],
      })),
      Array.from({ length: highest + 1 }, (_, dimension) => {
        const pairs = expected.filter((pair) => pair.dimension === dimension).sort((a, b) => a.birth - b.birth);
        const births = pairs.map(({ birth }) => birth), deaths = pairs.map(({ death }) => death);
        return { dimension, count: pairs.length, births, deaths };
      }),
    );
  }
});

Deno.test("simplexBoundary() gives the places of all facets, ascending", () => {
  for (let seed = 1; seed <= 20; seed++) {
    const cells = randomComplex(seed, 5), { starts, facets } = complexOf(cells).boundary;
    const places = new Map(cells.map(({ vertices }, place) => [vertices.join(), place]));
    assertEquals(starts.length, cells.length + 1);
    cells.forEach(({ vertices }, place) => {
      const expected = vertices.length === 1
        ? []
        : vertices.map((_, skip) => places.get(vertices.toSpliced(skip, 1).join())!).sort((a, b) => a - b);
      assertEquals([...facets.subarray(starts[place], starts[place + 1])], expected);
    });
  }
});

Deno.test("complexPairs() gives the mergers and the hole of a filled triangle computed by hand", () => {
  const boundary = complexKernels.simplexBoundary([
    Uint32Array.of(1, 0, 2),
    Uint32Array.of(0, 2, 1, 2, 0, 1),
    Uint32Array.of(0, 1, 2),
  ]) as Boundary;
  const values = Float64Array.of(0.1, 0.2, 0.3, 0.5, 0.8, 0.9, 1);
  const pairs = complexPairs({ dimOffsets: [0, 3, 6, 7], values, boundary }, 1);
  const rows = pairs.map(({ births, deaths }) => [...births].map((birth, k) => [values[birth], values[deaths[k]]]));
  assertEquals(rows, [[[0.2, 0.8], [0.3, 0.5]], [[0.9, 1]]]);
});

Deno.test("simplexBoundary() tells the first facet that is missing", () => {
  assertEquals(
    complexKernels.simplexBoundary([
      Uint32Array.of(0, 1, 2, 9),
      Uint32Array.of(0, 1, 0, 2, 1, 9),
      Uint32Array.of(0, 1, 2),
    ]),
    { dimension: 2, cell: 0, skipped: 0 },
  );
  assertEquals(
    complexKernels.simplexBoundary([Uint32Array.of(0, 1), Uint32Array.of(0, 1, 0, 4)]),
    { dimension: 1, cell: 1, skipped: 0 },
  );
});

Deno.test("simplexBoundary() and complexPairs() take complexes without cells", () => {
  const boundary = complexKernels.simplexBoundary([]) as Boundary;
  assertEquals([[...boundary.starts], [...boundary.facets]], [[0], []]);
  const [pairs] = complexPairs({ dimOffsets: [0], values: new Float64Array(), boundary }, 0);
  assertEquals(pairs.count, 0);
});

Deno.test("simplexBoundary() refuses more vertices than lengths of 32 bits can say", () => {
  const many = { length: 2 ** 32 } as Uint32Array;
  assertThrows(
    () => complexKernels.simplexBoundary([many]),
    RangeError,
    "Cannot list the facets of a complex: fewer than 2^32 numbers together were expected, but there are 4294967296",
  );
});
