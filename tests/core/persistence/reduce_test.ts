/**
 * Decompositions of every filtration against the textbook, by hand, and their errors.
 */
import { assert, assertEquals, assertThrows } from "@std/assert";
import {
  alphaFiltration,
  type Decomposition,
  type DiffFiltration,
  Generator,
  gradcheck,
  persistenceDiagram,
  randn,
  reduce,
  type ReduceOptions,
  simplexFiltration,
  type Tensor,
  tensor,
  vrFiltration,
} from "../../../mod.ts";
import { decompose } from "../../oracles/decomposition.ts";
import oineus from "../../goldens/oineus_matrices.json" with { type: "json" };
import { SUBJECTS } from "../filtrations/_conforming.ts";
import { facetsOf } from "./_critical_cells.ts";

const TRIANGLE = simplexFiltration(
  [[0], [1], [2], [0, 1], [0, 2], [1, 2], [0, 1, 2]],
  [0.2, 0.1, 0.3, 0.9, 0.5, 0.8, 1],
);

/** All that can be read of R, V and U. */
function matricesOf(decomposition: Decomposition) {
  const lists = (read: (i: number) => Uint32Array) =>
    Array.from({ length: decomposition.size }, (_, i) => [...read(i)]);
  return {
    r: lists((i) => decomposition.columnOfR(i)),
    v: lists((i) => decomposition.columnOfV(i)),
    u: lists((i) => decomposition.rowOfU(i)),
  };
}

function rowsOf(points: Tensor): number[][] {
  return (points.toArray() as number[][]).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
}

for (const { name, build, generic, others } of SUBJECTS) {
  for (const dualize of [false, true]) {
    const inputs = [["generic input", generic] as const, ...Object.entries(others)];
    Deno.test(`reduce() of ${name}${dualize ? " dualized" : ""} gives the matrices of the textbook on any number of threads`, () => {
      for (const [, input] of inputs) {
        const filtration = build(input);
        const expected = decompose(facetsOf(filtration), dualize);
        for (const nThreads of [1, 2, 4, 8]) {
          using decomposition = reduce(filtration, { dualize, nThreads, computeU: true });
          assertEquals(matricesOf(decomposition), expected);
          assert(decomposition.sanityCheck());
        }
      }
    });

    Deno.test(`reduce() of ${name}${dualize ? " dualized" : ""} pairs cells as diagrams do`, () => {
      for (const [what, input] of inputs) {
        const filtration = build(input), { maxDim, dimOffsets, values } = filtration;
        using decomposition = reduce(filtration, { dualize, computeV: false });
        const diagrams = persistenceDiagram(filtration), own = decomposition.diagrams();
        assertEquals(own.dims, diagrams.dims);
        for (const d of diagrams.dims) assertEquals(rowsOf(own[d]), rowsOf(diagrams[d]), what);
        let cells = 0;
        for (let d = 0; d <= maxDim; d++) {
          const { dimension, count, births, deaths } = decomposition.pairs(d), zero = decomposition.zeroPersistence(d);
          assertEquals([dimension, births.length, deaths.length], [d, count, count]);
          assert(births.every((birth, k) => dimOffsets[d] <= birth && deaths[k] >= dimOffsets[d + 1]));
          assert(births.every((birth) => decomposition.isPositive(birth) && !decomposition.isNegative(birth)));
          assert(deaths.every((death) => decomposition.isNegative(death) && !decomposition.isPositive(death)));
          assert(zero.births.every((birth, k) => values.data[birth] === values.data[zero.deaths[k]]));
          assertEquals(count, zero.count + (d < maxDim ? own[d].shape[0] : 0));
          const essential = decomposition.essential(d);
          assert(essential.every((place) => decomposition.isPositive(place) && !decomposition.isNegative(place)));
          cells += 2 * count + essential.length;
        }
        assertEquals(cells, filtration.size);
      }
    });
  }
}

Deno.test("reduce() agrees with Oineus, whose indices run backwards for coboundaries", () => {
  for (const { simplices, values, boundary, coboundary } of oineus.cases) {
    const filtration = simplexFiltration(simplices, values), { size } = filtration;
    using homology = reduce(filtration, { computeU: true });
    assertEquals(matricesOf(homology), boundary);
    using cohomology = reduce(filtration, { dualize: true, computeU: true });
    const backwards = (lists: number[][]) => lists.map((list) => list.map((i) => size - 1 - i).reverse()).reverse();
    const { r, v, u } = coboundary;
    assertEquals(matricesOf(cohomology), { r: backwards(r), v: backwards(v), u: backwards(u) });
  }
});

Deno.test("reduce() gives the triangle that was computed by hand", () => {
  using decomposition = reduce(TRIANGLE, { computeU: true });
  assertEquals(matricesOf(decomposition), {
    r: [[], [], [], [1, 2], [0, 1], [], [3, 4, 5]],
    v: [[0], [1], [2], [3], [3, 4], [3, 4, 5], [6]],
    u: [[0], [1], [2], [3, 4], [4, 5], [5], [6]],
  });
  assertEquals(
    Array.from({ length: 7 }, (_, i) => decomposition.pivot(i)),
    [undefined, undefined, undefined, 2, 1, undefined, 5],
  );
  assertEquals(decomposition.diagrams()[0].toArray(), [[0.2, 0.8], [0.3, 0.5]]);
  assertEquals(decomposition.diagrams().simplices(1), [{ birth: [0, 1], death: [0, 1, 2] }]);
  assertEquals([...decomposition.essential(0)], [0]);
});

Deno.test("reduce() with dualize gives the coboundary of the triangle that was computed by hand", () => {
  // Columns from the last place to the first; the pivot is the first row. Places 5, 4, 3 have [6], places 2, 1, 0 have
  // [3, 4], [3, 5], [4, 5]. So 5 is added to 4 and to 3, 2 to 1, which leaves [4, 5], and that to 0.
  using decomposition = reduce(TRIANGLE, { dualize: true, computeU: true });
  assertEquals(matricesOf(decomposition), {
    r: [[], [4, 5], [3, 4], [], [], [6], []],
    v: [[0, 1, 2], [1, 2], [2], [3, 5], [4, 5], [5], [6]],
    u: [[0], [0, 1], [1, 2], [3], [4], [3, 4, 5], [6]],
  });
  assertEquals(decomposition.pivot(1), 4);
  assertEquals(decomposition.pairs(0), {
    dimension: 0,
    count: 2,
    births: Uint32Array.of(1, 2),
    deaths: Uint32Array.of(4, 3),
  });
});

Deno.test("zeroPersistence() lists what diagrams leave out", () => {
  using decomposition = reduce(simplexFiltration([[0], [1], [2], [0, 1], [1, 2]], [1, 2, 3, 2, 5]));
  const { births, deaths } = decomposition.zeroPersistence(0);
  assertEquals([[...births], [...deaths]], [[1], [3]]);
  assertEquals(decomposition.pairs(0).count, 2);
  assertEquals(decomposition.diagrams()[0].toArray(), [[3, 5]]);
});

Deno.test("diagrams() of a decomposition have the gradient of central differences", () => {
  const loss = (x: Tensor) => {
    const diagrams = reduce(alphaFiltration(x)).diagrams();
    return diagrams[0].square().sum().add(diagrams[1].square().sum());
  };
  gradcheck(loss, [randn([9, 2], { generator: new Generator(0), requiresGrad: true })]);
});

Deno.test("a decomposition says what it is", () => {
  const text = (options: ReduceOptions) => {
    using decomposition = reduce(TRIANGLE, options);
    return Deno.inspect(decomposition);
  };
  assertEquals(text({}), "Decomposition(boundary of 7 cells, R, V)");
  assertEquals(text({ dualize: true, computeV: false, computeU: true }), "Decomposition(coboundary of 7 cells, R, U)");
  assertEquals(reduce(simplexFiltration([[0]], [1])).toString(), "Decomposition(boundary of 1 cell, R, V)");
});

Deno.test("reduce() checks its arguments", () => {
  const refuses = (options: unknown, kind: typeof TypeError | typeof RangeError, text: string) =>
    assertThrows(() => reduce(TRIANGLE, options as ReduceOptions), kind, `Cannot reduce the filtration: ${text}`);
  assertThrows(
    () => reduce({} as DiffFiltration),
    TypeError,
    "Cannot reduce the filtration: a filtration was expected",
  );
  for (const nThreads of [0, -1, 1.5, NaN]) {
    refuses({ nThreads }, RangeError, `nThreads must be an integer of at least 1, but is ${nThreads}`);
  }
  refuses({ maxMemory: 0 }, RangeError, "maxMemory must be a positive number of bytes, but is 0");
  refuses({ dualise: true }, TypeError, "options must be among");
  for (const option of ["dualize", "computeV", "computeU"]) {
    refuses({ [option]: 1 }, TypeError, `${option} must be true or false, but is`);
  }
});

Deno.test("reduce() refuses what needs more memory than allowed", () => {
  const filtration = vrFiltration(randn([20, 2], { generator: new Generator(0) }), { maxDim: 2 });
  const text =
    "Cannot reduce the filtration: at most 1.0 KiB of memory (maxMemory) were expected, but the reduced matrix";
  assertThrows(() => reduce(filtration, { maxMemory: 1024 }), RangeError, text);
});

Deno.test("a decomposition names the option for what was not computed", () => {
  const bare = reduce(TRIANGLE, { computeV: false });
  assertThrows(
    () => bare.columnOfV(0),
    Error,
    "Cannot read a column of V: a decomposition with computeV was expected, but computeV was false; reduce again",
  );
  assertThrows(() => bare.rowOfU(0), Error, "a decomposition with computeU was expected, but computeU was false");
  assert(bare.sanityCheck());
  const inverse = reduce(TRIANGLE, { computeV: false, computeU: true });
  assertThrows(() => inverse.columnOfV(0), Error, "computeV was false");
  assertEquals([...inverse.rowOfU(3)], [3, 4]);
});

Deno.test("a decomposition refuses places and dimensions that are not there", () => {
  const decomposition = reduce(TRIANGLE, { computeU: true });
  const readers: ["columnOfR" | "columnOfV" | "rowOfU" | "pivot" | "isPositive" | "isNegative", string][] = [
    ["columnOfR", "read a column of R"],
    ["columnOfV", "read a column of V"],
    ["rowOfU", "read a row of U"],
    ["pivot", "read a pivot"],
    ["isPositive", "tell whether a cell gives birth"],
    ["isNegative", "tell whether a cell kills"],
  ];
  for (const [method, action] of readers) {
    for (const place of [-1, 7, 0.5, NaN]) {
      const text = `Cannot ${action}: a place from 0 to 6 was expected, but is ${place}`;
      assertThrows(() => decomposition[method](place), RangeError, text);
    }
  }
  for (const method of ["pairs", "zeroPersistence", "essential"] as const) {
    for (const dim of [-1, 3, 0.5]) {
      assertThrows(() => decomposition[method](dim), RangeError, `a dimension from 0 to 2 was expected, but is ${dim}`);
    }
  }
});

Deno.test("a decomposition that was disposed of cannot be read", () => {
  const decomposition = reduce(TRIANGLE);
  decomposition[Symbol.dispose]();
  decomposition[Symbol.dispose]();
  assertThrows(
    () => decomposition.columnOfR(0),
    Error,
    "Cannot read a column of R: a decomposition in use was expected, but it was disposed of; reduce again",
  );
  assertThrows(() => decomposition.pairs(0), Error, "disposed of");
  assertThrows(() => decomposition.sanityCheck(), Error, "disposed of");
});

Deno.test("reduce() takes one point, and values that change do not change what was read of the order", () => {
  const values = tensor([1, 2, 3], { requiresGrad: true });
  const filtration = simplexFiltration([[0], [1], [0, 1]], values);
  using decomposition = reduce(filtration);
  decomposition.diagrams()[0].sum().backward();
  assertEquals(values.grad!.toArray(), [0, 1, 1]);
  using point = reduce(simplexFiltration([[5]], [1]), { computeU: true });
  assertEquals(matricesOf(point), { r: [[]], v: [[0]], u: [[0]] });
  assertEquals([[...point.essential(0)], point.diagrams().dims], [[0], []]);
});
