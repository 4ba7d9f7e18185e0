/**
 * Filtrations of simplex lists: order, diagrams, gradients, and every bad list.
 */
import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import {
  type Cell,
  gradcheck,
  numpyRng,
  persistenceDiagram,
  simplexFiltration,
  type Tensor,
  tensor,
  vrFiltration,
} from "../../../mod.ts";
import { assertComplex } from "../../oracles/complex.ts";
import { reducePairs } from "../../oracles/reduction.ts";

const TRIANGLE = [[0], [1], [2], [0, 1], [0, 2], [1, 2], [0, 1, 2]];
const VALUES = [0.2, 0.1, 0.3, 0.9, 0.5, 0.8, 1];

function sortedRows(points: Tensor): number[][] {
  return (points.toArray() as number[][]).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
}

/** The cells of a Vietoris–Rips filtration of random points, in random order, with the vertices of each in random order. */
function shuffledRips(seed: number, count: number, maxDim: number): { simplices: number[][]; values: number[] } {
  const random = numpyRng(seed);
  const rips = vrFiltration(random.normal(0, 1, [count, 2]), { maxDim, maxDiameter: Infinity });
  const cells: Cell[] = Array.from({ length: rips.size }, (_, i) => rips.cell(i));
  const shuffled = (length: number) => random.permutation(Array.from({ length }, (_, i) => i)).toArray() as number[];
  const order = shuffled(cells.length).map((i) => cells[i]);
  return {
    simplices: order.map(({ vertices }) => shuffled(vertices.length).map((i) => vertices[i])),
    values: order.map(({ value }) => value),
  };
}

/** The least values that are at least these and do not decrease from a face to a coface. */
function raisedValues(simplices: readonly number[][], values: readonly number[]): number[] {
  const isFace = (face: number[], simplex: number[]) => face.every((v) => simplex.includes(v));
  return simplices.map((simplex) =>
    simplices.reduce((most, face, i) => isFace(face, simplex) ? Math.max(most, values[i]) : most, -Infinity)
  );
}

Deno.test("simplexFiltration() gives the diagrams of a triangle that are found by hand", () => {
  const diagrams = persistenceDiagram(simplexFiltration(TRIANGLE, VALUES));
  assertEquals(sortedRows(diagrams[0]), [[0.2, 0.8], [0.3, 0.5]]);
  assertEquals(diagrams[1].toArray(), [[0.9, 1]]);
  assertEquals(diagrams.simplices(1), [{ birth: [0, 1], death: [0, 1, 2] }]);
});

Deno.test("simplexFiltration() sorts by dimension, then value, then vertices, whatever the order of the list", () => {
  const simplices = [[7, 3], [9, 7], [3], [9], [9, 3], [7], [7, 9, 3], [5]];
  const fil = simplexFiltration(simplices, [1, 1, 0.5, 0, 1, 0.5, 1, 0.5]);
  assertEquals(Array.from({ length: fil.size }, (_, i) => fil.cell(i).vertices), [
    [9],
    [3],
    [5],
    [7],
    [3, 7],
    [3, 9],
    [7, 9],
    [3, 7, 9],
  ]);
  assertEquals(fil.values.toArray(), [0, 0.5, 0.5, 0.5, 1, 1, 1, 1]);
  assertEquals([fil.dimOffsets, fil.maxDim, fil.negate, fil.kind], [[0, 4, 7, 8], 2, false, "simplices"]);
  assertEquals(String(fil), "SimplicialFiltration(simplices, 8 cells, maxDim 2)");
  assertComplex(fil);
});

Deno.test("simplexFiltration() takes lists as they are given, and leaves them alone", () => {
  const simplices = Object.freeze([[2, 1], [2], [1]].map((simplex) => Object.freeze(simplex)));
  const values = Float64Array.of(3, 1, 2);
  const fil = simplexFiltration(simplices, values);
  values.fill(9);
  assertEquals(fil.values.toArray(), [1, 2, 3]);
  assertEquals(fil.cell(2), { dimension: 1, vertices: [1, 2], value: 3 });
});

Deno.test("simplexFiltration() sends gradients to the entries of values in the order of the list", () => {
  const values = tensor([1, 0.5, 0.8, 0.2, 0.1, 0.3, 0.9], { requiresGrad: true });
  const fil = simplexFiltration([[0, 1, 2], [0, 2], [1, 2], [0], [1], [2], [0, 1]], values);
  fil.values.mul([1, 2, 3, 4, 5, 6, 7]).sum().backward();
  assertEquals(values.grad?.toArray(), [7, 4, 5, 2, 1, 3, 6]);
});

Deno.test("simplexFiltration() has the gradient of its diagrams that differences show", () => {
  const total = (values: Tensor) => {
    const diagrams = persistenceDiagram(simplexFiltration(TRIANGLE, values));
    return diagrams[0].square().sum().add(diagrams[1].pow(3).sum());
  };
  assertEquals(gradcheck(total, [VALUES]), true);
});

Deno.test("simplexFiltration() puts large values first with negate", () => {
  const fil = simplexFiltration(TRIANGLE, VALUES.map((value) => -value), { negate: true });
  assertEquals(fil.negate, true);
  assertEquals(fil.values.toArray(), [-0.1, -0.2, -0.3, -0.5, -0.8, -0.9, -1]);
  assertEquals(persistenceDiagram(fil)[1].toArray(), [[-0.9, -1]]);
  assertComplex(fil);
});

Deno.test("simplexFiltration() of shuffled Rips cells has the pairs of the textbook and the diagrams of Rips", () => {
  for (let seed = 0; seed < 5; seed++) {
    const { simplices, values } = shuffledRips(seed, 9, 3);
    const fil = simplexFiltration(simplices, values);
    assertComplex(fil);
    const cells = Array.from({ length: fil.size }, (_, i) => fil.cell(i));
    const diagrams = persistenceDiagram(fil);
    const rips = persistenceDiagram(
      vrFiltration(numpyRng(seed).normal(0, 1, [9, 2]), { maxDim: 3, maxDiameter: Infinity }),
    );
    for (const dim of [0, 1, 2]) {
      const expected = reducePairs(cells)
        .filter(({ dimension, death }) => dimension === dim && death !== undefined)
        .map(({ birth, death }) => [cells[birth].value, cells[death!].value])
        .filter(([birth, death]) => birth !== death);
      assertEquals(diagrams[dim].toArray(), expected);
      assertEquals(sortedRows(diagrams[dim]), sortedRows(rips[dim]));
    }
  }
});

Deno.test("simplexFiltration() takes one vertex, several components and the largest vertex", () => {
  const point = simplexFiltration([[4294967294]], [2]);
  assertEquals(point.cell(0), { dimension: 0, vertices: [4294967294], value: 2 });
  assertEquals([...persistenceDiagram(point)], []);
  const two = simplexFiltration([[0], [1], [5], [4294967294], [0, 5]], [0, 0, 1, 3, 2]);
  assertEquals(persistenceDiagram(two)[0].toArray(), [[1, 2]]);
});

Deno.test("simplexFiltration() orders −0 and 0 by vertices alone", () => {
  const fil = simplexFiltration([[1], [0], [0, 1]], [-0, 0, 0]);
  assertEquals(fil.cellsInDimension(0).map(({ vertices }) => vertices), [[0], [1]]);
  assertEquals(persistenceDiagram(fil)[0].shape, [0, 2]);
});

Deno.test("simplexFiltration() names the face that is missing and the simplex that needs it", () => {
  const check = (simplices: number[][], text: string) => {
    assertThrows(() => simplexFiltration(simplices, simplices.map(() => 0)), RangeError, text);
  };
  check(
    [[0], [1], [2], [1, 0], [2, 1], [2, 1, 0]],
    "Cannot build the filtration of simplices: simplices closed under faces were expected, but [0, 1, 2] is there and " +
      "its face [0, 2] is not",
  );
  check([[0], [0, 3]], "but [0, 3] is there and its face [3] is not");
  check([[0, 3]], "but [0, 3] is there and its face [");
  check([[0], [1], [2], [0, 1, 2]], "but [0, 1, 2] is there and its face [");
});

Deno.test("simplexFiltration() names both cells where values break the order", () => {
  const edge = [[4], [6], [6, 4]];
  assertThrows(
    () => simplexFiltration(edge, [0, 0.5, 0.3]),
    RangeError,
    "Cannot build the filtration of simplices: values that do not decrease from a face to a coface were expected, but " +
      "[6] has value 0.5 and its coface [4, 6] has 0.3",
  );
  assertThrows(
    () => simplexFiltration(edge, [0, 0.5, 0.3], { negate: true }),
    RangeError,
    "values that do not increase from a face to a coface were expected, but [4] has value 0 and its coface [4, 6] has 0.3",
  );
});

Deno.test("simplexFiltration() refuses bad lists", () => {
  const check = (simplices: unknown, type: new () => Error, text: string) => {
    const values = Array.isArray(simplices) ? simplices.map(() => 0) : [0];
    const error = assertThrows(() => simplexFiltration(simplices as number[][], values), type, text);
    assertEquals(error.message.startsWith("Cannot build the filtration of simplices: "), true);
  };
  check(7, TypeError, "a list of simplices was expected, but a number was found");
  check([[0], 1], TypeError, "lists of vertices were expected, but a number is at position 1");
  check([[0], undefined], TypeError, "lists of vertices were expected, but undefined is at position 1");
  check([], RangeError, "at least one simplex was expected, but the list is empty");
  check([[0], []], RangeError, "simplices of at least one vertex were expected, but the one at position 1 is empty");
  check([[0], [1], [0, 1, 0]], RangeError, "different vertices were expected in a simplex, but [0, 1, 0] is there");
  check([[0], [1], [0, 1], [1, 0]], RangeError, "each simplex was expected once, but [0, 1] is at positions 2 and 3");
  check([[3], [3]], RangeError, "each simplex was expected once, but [3] is at positions 0 and 1");
  check([[0.5]], RangeError, "vertices must be integers from 0 to 4294967294, but [0.5] has 0.5");
  check([[-1]], RangeError, "vertices must be integers from 0 to 4294967294, but [-1] has -1");
  check([[4294967295]], RangeError, "but [4294967295] has 4294967295");
  check([[0], [0, NaN]], RangeError, "but [0, NaN] has NaN");
  check([[0], [0, undefined]], TypeError, "from 0 to 4294967294, but one is undefined");
  check([["0"]], TypeError, "but one is a string");
  check([[Symbol("0")]], TypeError, "but one is a symbol");
  check([[[0]]], TypeError, "but one is an array");
});

Deno.test("simplexFiltration() refuses bad values", () => {
  const check = (values: unknown, type: new () => Error, text: string) => {
    assertThrows(() => simplexFiltration([[0], [1], [1, 0]], values as number[]), type, text);
  };
  check([0, 1], TypeError, "values of shape [3] were expected, one for each simplex, but the shape is [2]");
  check([[0, 1, 2]], TypeError, "but the shape is [1, 3]");
  check(5, TypeError, "but the shape is []");
  check("values", TypeError, "but a string was found");
  check([0, 0, NaN], RangeError, "finite values were expected, but [1, 0] has NaN");
  check([0, -Infinity, 1], RangeError, "finite values were expected, but [1] has -Infinity");
  assertThrows(() => simplexFiltration([[0]], [0], true as unknown as object), TypeError, "an object of options");
});

Deno.test("simplexFiltration() keeps every simplex and every value of thousands", () => {
  const { simplices, values } = shuffledRips(7, 30, 2);
  const fil = simplexFiltration(simplices, values);
  assertEquals(fil.dimOffsets, [0, 30, 465, 4525]);
  assertAlmostEquals(fil.values.sum().item(), values.reduce((sum, x) => sum + x, 0), 1e-8);
});

Deno.test("simplexFiltration() of the same list again is that of a new list, whatever came before", () => {
  const random = numpyRng(3);
  const { simplices, values } = shuffledRips(3, 9, 3);
  for (let step = 0; step < 40; step++) {
    // Cells that tie, steps that change little, everything or nothing, and both directions.
    if (step % 5 === 4) values.reverse();
    if (step % 5 === 4) simplices.reverse();
    if (step % 5 !== 0) values.forEach((value, i) => values[i] = Math.round(value * (step % 3 === 0 ? 3 : 1e6)) / 1e6);
    const largest = simplices.reduce((most, { length }, i) => length === 1 ? Math.max(most, values[i]) : most, 0);
    if (step % 5 === 2) simplices.forEach(({ length }, i) => length === 1 && (values[i] = largest * random.random()));
    const raised = raisedValues(simplices, values), negate = step % 7 === 6;
    const signed = negate ? raised.map((value) => -value) : raised;
    const again = simplexFiltration(simplices, signed, { negate });
    const fresh = simplexFiltration(simplices.map((simplex) => [...simplex]), signed, { negate });
    assertEquals(again.cellsInDimension(2), fresh.cellsInDimension(2));
    assertEquals([...again.boundary().facets], [...fresh.boundary().facets]);
    assertEquals(again.values.toArray(), fresh.values.toArray());
    const [a, b] = [again, fresh].map((fil) => persistenceDiagram(fil));
    for (const dim of a.dims) {
      assertEquals(a[dim].toArray(), b[dim].toArray());
      assertEquals(a.simplices(dim), b.simplices(dim));
    }
  }
});

Deno.test("simplexFiltration() sees that a list was changed, and that a filtration was not", () => {
  const simplices = [[0], [1], [2], [0, 1]], values = [0, 0, 0, 1];
  const before = simplexFiltration(simplices, values);
  before.boundary().facets.fill(9);
  simplices[3] = [2, 1];
  assertEquals(simplexFiltration(simplices, values).cell(3).vertices, [1, 2]);
  assertEquals([...simplexFiltration(simplices, values).boundary().facets], [1, 2]);
  assertEquals(before.cell(3).vertices, [0, 1]);
  simplices[3][0] = 1;
  assertThrows(() => simplexFiltration(simplices, values), RangeError, "different vertices were expected");
  simplices[3][0] = 0.5;
  assertThrows(() => simplexFiltration(simplices, values), RangeError, "but [0.5, 1] has 0.5");
  simplices.pop();
  assertEquals(simplexFiltration(simplices, values.slice(1)).size, 3);
});
