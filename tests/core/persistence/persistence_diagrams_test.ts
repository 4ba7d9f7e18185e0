/**
 * Batches: the same diagrams and gradients as item by item, and errors that name the item.
 */
import { assertEquals, assertThrows } from "@std/assert";
import {
  alphaFiltration,
  cubeFiltration,
  type Diagrams,
  type DiffFiltration,
  freudenthalFiltration,
  Generator,
  persistenceDiagram,
  persistenceDiagrams,
  randn,
  simplexFiltration,
  Tensor,
  vrFiltration,
} from "../../../mod.ts";

/** Inputs of different sizes and dimensions for each kind of filtration. */
const BATCHES: Readonly<Record<string, { shapes: readonly number[][]; build: (input: Tensor) => DiffFiltration }>> = {
  "vrFiltration()": { shapes: [[9, 2], [30, 3], [1, 2], [12, 1], [25, 2]], build: (x) => vrFiltration(x) },
  "freudenthalFiltration()": {
    shapes: [[5, 6], [4, 3, 5], [7], [1, 1], [2, 3, 2, 2]],
    build: (x) => freudenthalFiltration(x),
  },
  "cubeFiltration()": {
    shapes: [[5, 6], [4, 3, 5], [7], [1, 1]],
    build: (x) => cubeFiltration(x, { valuesOn: "cells" }),
  },
  "alphaFiltration()": { shapes: [[9, 2], [30, 3], [12, 1]], build: (x) => alphaFiltration(x) },
};

function inputs(shapes: readonly number[][]): Tensor[] {
  const generator = new Generator(4);
  return shapes.map((shape) => new Tensor(randn(shape, { generator }).data, shape, true));
}

/** Points and cells of all dimensions. */
function listed(diagrams: Diagrams) {
  return [...diagrams].map(([dimension, points]) => [dimension, points.toArray(), diagrams.simplices(dimension)]);
}

/** The gradient of a function of all points. */
function gradient(diagrams: Diagrams, input: Tensor): Float64Array | undefined {
  input.zeroGrad();
  for (const [, points] of diagrams) points.square().sum().backward({ retainGraph: true });
  return input.grad?.data.slice();
}

for (const [name, { shapes, build }] of Object.entries(BATCHES)) {
  Deno.test(`persistenceDiagrams() of ${name} gives what persistenceDiagram() gives item by item`, () => {
    const given = inputs(shapes);
    const single = given.map((input) => persistenceDiagram(build(input)));
    for (const nThreads of [1, 2, 3, 8]) {
      const batch = persistenceDiagrams(given.map(build), { nThreads });
      assertEquals(batch.map(listed), single.map(listed));
      given.forEach((input, i) => assertEquals(gradient(batch[i], input), gradient(single[i], input)));
    }
  });
}

Deno.test("persistenceDiagrams() takes nothing, and items in which no dimension is there", () => {
  assertEquals(persistenceDiagrams([]), []);
  const vertices = simplexFiltration([[0], [1]], [1, 2]);
  const edge = simplexFiltration([[0], [1], [0, 1]], [1, 2, 3]);
  const found = persistenceDiagrams([vertices, edge, vertices]).map((diagrams) => diagrams.dims);
  assertEquals(found, [[], [0], []]);
  assertEquals(persistenceDiagrams([edge, edge], { dims: [] }).map(({ dims }) => dims), [[], []]);
});

Deno.test("persistenceDiagrams() refuses what is no list of filtrations of one kind, naming the item", () => {
  const action = "Cannot compute the persistence diagrams of a batch";
  const vr = vrFiltration([[0], [1]]), grid = cubeFiltration([1, 2]), lower = freudenthalFiltration([1, 2]);
  const cases: [unknown, new () => Error, string][] = [
    [vr, TypeError, `${action}: a list of filtrations was expected, but an object of class VrFiltration was found`],
    [[vr, 3], TypeError, `${action}, item 1: a filtration was expected, but a number was found`],
    [[undefined], TypeError, `${action}, item 0: a filtration was expected, but undefined was found`],
    [
      [vr, vr, grid],
      TypeError,
      `${action}, item 2: filtrations of one kind were expected, but item 0 is of the kind Vietoris–Rips and this one of ` +
      "the kind cubical",
    ],
    [[lower, grid], TypeError, "this one of the kind cubical"],
  ];
  for (const [batch, errorClass, message] of cases) {
    assertThrows(() => persistenceDiagrams(batch as never), errorClass, message);
  }
});

Deno.test("persistenceDiagrams() refuses dimensions that an item does not have, and limits out of range", () => {
  const plane = vrFiltration([[0, 0], [1, 0]]), line = vrFiltration([[0], [1]]);
  assertThrows(() => persistenceDiagrams([plane, line], { dims: [1] }), RangeError, "item 1: dims from 0 to 0");
  for (const nThreads of [0, -1, 1.5, NaN, Infinity]) {
    assertThrows(() => persistenceDiagrams([line], { nThreads }), RangeError, "nThreads must be an integer");
  }
});

Deno.test("persistenceDiagrams() names the item that needs too much memory", () => {
  const small = vrFiltration([[0, 0], [1, 0]]), generator = new Generator(1);
  const large = vrFiltration(randn([3000, 2], { generator }));
  assertThrows(
    () => persistenceDiagrams([small, large, small], { maxMemory: 20_000 }),
    RangeError,
    "(item 1 of the batch)",
  );
});
