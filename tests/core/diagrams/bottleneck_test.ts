/**
 * Bottleneck distances and matchings against Oineus, by brute force over all matchings, and by hand.
 */
import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import {
  bottleneckDistance,
  type BottleneckMatching,
  bottleneckMatching,
  type BottleneckOptions,
  rand,
  tensor,
  type TensorLike,
} from "../../../mod.ts";
import oineus from "../../goldens/oineus_losses.json" with { type: "json" };
import { isWithinBottleneck } from "../../oracles/bottleneck.ts";

type Rows = number[][];

const A = [[0, 1], [0.5, 2], [1.5, 3]];
const B = [[0.1, 0.9], [0.6, 1.8]];

/** `n` points with births in [0, 1) and persistence in [0, 0.5), of a seed. */
function randomDiagram(n: number, seed: number): Rows {
  const uniform = rand([n, 2], { seed }).data;
  return Array.from({ length: n }, (_, i) => [uniform[2 * i], uniform[2 * i] + uniform[2 * i + 1] / 2]);
}

/** `n` points of a square lattice of `size` numbers, some equal, some on the diagonal. */
function latticeDiagram(n: number, size: number, seed: number): Rows {
  const uniform = rand([n, 2], { seed }).data.map((x) => Math.floor(size * x));
  return Array.from({ length: n }, (_, i) => [uniform[2 * i], uniform[2 * i + 1]].sort((x, y) => x - y));
}

function half([birth, death]: number[]): number {
  return death / 2 - birth / 2;
}

function apart(p: number[], q: number[]): number {
  return Math.max(Math.abs(p[0] - q[0]), Math.abs(p[1] - q[1]));
}

/** The least longest edge of all matchings. */
function byForce([first, ...others]: Rows, b: Rows): number {
  if (first === undefined) return Math.max(0, ...b.map(half));
  const choices = b.map((q, j) => Math.max(apart(first, q), byForce(others, b.filter((_, k) => k !== j))));
  return Math.min(Math.max(half(first), byForce(others, b)), ...choices);
}

/** Checks that every point is matched once, that the longest edges are as long as it says, and that they are all of them. */
function checkMatching(a: Rows, b: Rows, matching: BottleneckMatching): void {
  const { finiteToFinite, aToDiagonal, bToDiagonal, distance, cost, longest } = matching;
  const off = (rows: Rows) => rows.flatMap(([birth, death], i) => birth === death ? [] : [i]);
  const sorted = (rows: number[]) => rows.sort((i, j) => i - j);
  assertEquals(sorted([...finiteToFinite.map(([i]) => i), ...aToDiagonal]), off(a));
  assertEquals(sorted([...finiteToFinite.map(([, j]) => j), ...bToDiagonal]), off(b));
  const lengths = [
    ...finiteToFinite.map(([i, j]) => apart(a[i], b[j])),
    ...aToDiagonal.map((i) => half(a[i])),
    ...bToDiagonal.map((j) => half(b[j])),
  ];
  assertEquals(Math.max(0, ...lengths), distance);
  assertEquals(cost, distance);
  assertEquals(longest.finite.length, distance === 0 ? 0 : lengths.filter((length) => length === distance).length);
  for (const { length, idxA, idxB, pointA, pointB } of longest.finite) {
    assertEquals(length, distance);
    if (idxA !== null) assertEquals([...pointA], a[idxA]);
    if (idxB !== null) assertEquals([...pointB], b[idxB]);
    if (idxA === null) assertEquals([...pointA], [pointA[0], pointA[0]]);
    assert(Math.abs(apart([...pointA], [...pointB]) - length) <= 1e-15 * Math.max(1, length));
  }
}

function assertDistance(a: Rows, b: Rows, expected: number): void {
  assertEquals(bottleneckDistance(a, b), expected);
  assertEquals(bottleneckDistance(b, a), expected);
  checkMatching(a, b, bottleneckMatching(a, b));
}

Deno.test("bottleneckDistance() gives the documented distance and those of Oineus", () => {
  assertEquals(bottleneckDistance(A, B), 0.75);
  // reference/oineus.json, `losses`: oineus.bottleneck_distance, Oineus 0.9.39, of the same pairs of diagrams.
  const expected = [0.4035739415330508, 0.17581613353381143, 0.3910681955100793, 0.3259471698018046];
  expected.forEach((distance, k) => {
    const { a, b } = oineus.pairs[k];
    // Oineus measures to rounded projections, which may change the last digit.
    assertAlmostEquals(bottleneckDistance(a, b), distance, 2e-16);
    checkMatching(a, b, bottleneckMatching(a, b));
  });
});

Deno.test("bottleneckMatching() matches what the documented diagrams have in common", () => {
  assertEquals(bottleneckMatching(A, B), {
    finiteToFinite: [[0, 0], [1, 1]],
    aToDiagonal: [2],
    bToDiagonal: [],
    essential: { infDeath: [], negInfDeath: [], infBirth: [], negInfBirth: [] },
    cost: 0.75,
    distance: 0.75,
    longest: {
      finite: [{ length: 0.75, idxA: 2, idxB: null, pointA: [1.5, 3], pointB: [2.25, 2.25] }],
      essential: { infDeath: [], negInfDeath: [], infBirth: [], negInfBirth: [] },
    },
  });
});

Deno.test("bottleneckDistance() is the least over all matchings of small diagrams", () => {
  for (let seed = 0; seed < 60; seed++) {
    const n = seed % 6, m = (seed * 7 + 3) % 6;
    const a = randomDiagram(n, seed);
    assertDistance(a, randomDiagram(m, seed + 1000), byForce(a, randomDiagram(m, seed + 1000)));
    for (const size of [3, 9]) {
      const p = latticeDiagram(n, size, seed), q = latticeDiagram(m, size, seed + 1000);
      assertDistance(p, q, byForce(p, q));
    }
  }
});

Deno.test("bottleneckDistance() of larger diagrams is enough for a matching, and no less is", () => {
  for (let seed = 0; seed < 12; seed++) {
    const diagrams = [0, 1].map((k) =>
      seed % 2 === 0 ? randomDiagram(40 + 9 * k, seed + 50 * k) : latticeDiagram(40 + 9 * k, 12, seed + 50 * k)
    );
    const [a, b] = seed % 4 === 0 ? [diagrams[0], diagrams[0].map(([x, y]) => [x + 0.07, y + 0.07])] : diagrams;
    const distance = bottleneckDistance(a, b);
    assert(isWithinBottleneck(a, b, distance));
    assert(!isWithinBottleneck(a, b, distance * (1 - 1e-14)));
    checkMatching(a, b, bottleneckMatching(a, b));
  }
});

Deno.test("bottleneckDistance() is a metric", () => {
  for (let seed = 0; seed < 10; seed++) {
    const [a, b, c] = [0, 1, 2].map((k) => randomDiagram(20 + seed, seed + 100 * k));
    assertEquals(bottleneckDistance(a, b), bottleneckDistance(b, a));
    assert(bottleneckDistance(a, c) <= bottleneckDistance(a, b) + bottleneckDistance(b, c));
    assert(bottleneckDistance(a, b) > 0);
    assertEquals(bottleneckDistance(a, a.toReversed()), 0);
  }
});

Deno.test("bottleneckMatching() of equal or empty diagrams has no longest edge", () => {
  const twice = [[0, 1], [0, 1], [2, 2]];
  for (const [a, b] of [[twice, twice], [[], []], [[[1, 1]], []]] as Rows[][]) {
    const { distance, longest } = bottleneckMatching(a, b);
    assertEquals([distance, longest.finite.length], [0, 0]);
  }
  assertEquals(bottleneckMatching(twice, twice).finiteToFinite.length, 2);
});

Deno.test("bottleneckMatching() lists every edge that is as long as the distance", () => {
  const { longest } = bottleneckMatching([[0, 8], [20, 24], [40, 44]], [[2, 9], [60, 64]]);
  assertEquals(longest.finite.map(({ idxA, idxB }) => [idxA, idxB]), [[0, 0], [1, null], [2, null], [null, 1]]);
  assertEquals(longest.finite[3].pointA, [62, 62]);
});

Deno.test("bottleneckMatching() names points by their rows, whatever lies between them", () => {
  const a = [[1, Infinity], [5, 5], [0, 3]], b = [[-Infinity, 0], [0, 3.5], [2, 2], [4, 4.5]];
  const { finiteToFinite, aToDiagonal, bToDiagonal, longest } = bottleneckMatching(a, b);
  assertEquals([finiteToFinite, aToDiagonal, bToDiagonal], [[[2, 1]], [], [3]]);
  assertEquals(longest.finite.map(({ idxA, idxB, length }) => [idxA, idxB, length]), [[2, 1, 0.5]]);
});

Deno.test("essential points count for the bottleneck distance, by rank in each family", () => {
  const a = [[5, Infinity], [0, 3], [1, Infinity], [-Infinity, 2]], b = [[1, Infinity], [7, Infinity], [-Infinity, 4]];
  assertEquals(bottleneckDistance(a, b), 2);
  assertEquals(bottleneckDistance(a, b, { ignoreInfPoints: true }), 1.5);
  assertEquals(bottleneckMatching(a, b).distance, 1.5);
  const { essential, longest, distance } = bottleneckMatching(a, b, { ignoreInfPoints: false });
  assertEquals(distance, 2);
  assertEquals(essential, { infDeath: [[2, 0], [0, 1]], negInfDeath: [], infBirth: [], negInfBirth: [[3, 2]] });
  assertEquals(longest.finite, []);
  assertEquals(longest.essential.infDeath, [{ length: 2, idxA: 0, idxB: 1, coordA: 5, coordB: 7 }]);
  assertEquals(longest.essential.negInfBirth, [{ length: 2, idxA: 3, idxB: 2, coordA: 2, coordB: 4 }]);
});

Deno.test("diagrams whose essential points do not correspond are infinitely far apart, and have no matching", () => {
  const a = [[1, Infinity], [2, Infinity], [0, 1]], b = [[1, Infinity]];
  assertEquals(bottleneckDistance(a, b), Infinity);
  assertEquals(bottleneckDistance(b, a), Infinity);
  const text =
    "Cannot match two diagrams: equally many (finite, +inf) points were expected in a and b, but there are " +
    "2 and 1; set ignoreInfPoints: true to leave them out";
  assertThrows(() => bottleneckMatching(a, b, { ignoreInfPoints: false }), RangeError, text);
  assertEquals(bottleneckMatching(a, b).distance, 0.5);
});

Deno.test("bottleneckDistance() is exact for any delta, any number of threads, and any memory that suffices", () => {
  const a = randomDiagram(300, 1), b = randomDiagram(280, 2);
  const exact = bottleneckMatching(a, b);
  for (const options of [{ delta: 0.5 }, { nThreads: 1 }, { nThreads: 2 }, { nThreads: 7 }, { maxMemory: 1e6 }]) {
    assertEquals(bottleneckMatching(a, b, options), exact);
    assertEquals(bottleneckDistance(a, b, options), exact.distance);
  }
  const refusal = "the bottleneck matching of 300 and 280 points would need about";
  assertThrows(() => bottleneckDistance(a, b, { maxMemory: 1000 }), RangeError, refusal);
});

Deno.test("bottleneck distances take numbers up to the largest", () => {
  const most = Number.MAX_VALUE;
  assertEquals(bottleneckDistance([[-most, most]], []), most);
  assertEquals(bottleneckDistance([[-most, most]], [[most / 2, most]]), most);
  assertEquals(bottleneckDistance([[0, 1e-300]], [[0, 3e-300]]), 1.5e-300);
});

Deno.test("bottleneck distances refuse what is no diagram and options out of range", () => {
  const refused: [TensorLike, BottleneckOptions, typeof RangeError | typeof TypeError, string][] = [
    [[[0, NaN]], {}, RangeError, "birth and death must be numbers, but row 0 of a is (0, NaN)"],
    [[[2, 1]], {}, RangeError, "death must not come before birth, but row 0 of a is (2, 1)"],
    [[1, 2], {}, TypeError, "a must be a diagram of shape [n, 2], but its shape is [2]"],
    [tensor([], { shape: [0, 3] }), {}, TypeError, "but its shape is [0, 3]"],
    [null as never, {}, TypeError, "but null was found"],
    [A, { delta: -0.1 }, RangeError, "delta must be finite and not negative, but is -0.1"],
    [A, { delta: NaN }, RangeError, "but is NaN"],
    [A, { delta: Infinity }, RangeError, "but is Infinity"],
    [A, { delta: "0" as never }, RangeError, "delta must be finite and not negative, but is 0"],
    [A, { ignoreInfPoints: 1 as never }, TypeError, "ignoreInfPoints must be true or false"],
    [A, { nThreads: 0 }, RangeError, "nThreads"],
    [A, { maxMemory: -1 }, RangeError, "maxMemory must be a positive number of bytes, but is -1"],
    [
      A,
      { q: 2 } as never,
      TypeError,
      'options must be among delta, ignoreInfPoints, nThreads, maxMemory, but one is "q"',
    ],
    [A, 0.01 as never, TypeError, "an object of options was expected"],
  ];
  for (const [a, options, errorClass, text] of refused) {
    const one = assertThrows(() => bottleneckDistance(a, B, options), errorClass, text);
    assert(one.message.startsWith("Cannot compute the bottleneck distance: "), one.message);
    const other = assertThrows(() => bottleneckMatching(a, B, options), errorClass, text);
    assert(other.message.startsWith("Cannot match two diagrams: "), other.message);
  }
  const endless = [[-Infinity, Infinity]];
  assertThrows(() => bottleneckDistance(endless, endless), RangeError, "must have a finite coordinate, but row 0 of a");
});
