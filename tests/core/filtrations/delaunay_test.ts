/**
 * What the filtrations of Delaunay complexes share: cells and values by definition, gradients, degenerate clouds, bad input.
 */
import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import {
  alphaFiltration,
  cechDelaunayFiltration,
  type DelaunayFiltration,
  type Diagrams,
  Generator,
  gradcheck,
  persistenceDiagram,
  rand,
  randn,
  tensor,
  type TensorLike,
  weakAlphaFiltration,
} from "../../../mod.ts";
import type { DelaunayValue } from "../../../core/kernels.ts";
import { assertComplex } from "../../oracles/complex.ts";
import { delaunayCells } from "../../oracles/delaunay_cells.ts";
import { reducePairs } from "../../oracles/reduction.ts";

type Build = (points: TensorLike) => DelaunayFiltration;

const FAMILY: [DelaunayValue, Build][] = [
  ["alpha", alphaFiltration],
  ["cechDelaunay", cechDelaunayFiltration],
  ["weakAlpha", weakAlphaFiltration],
];

const range = (n: number) => Array.from({ length: n }, (_, k) => k);

function uniform(seed: number, n: number, d: number): number[][] {
  return rand([n, d], { generator: new Generator(seed) }).toArray() as number[][];
}

/** All points with integer coordinates from 0 to `n − 1`, times `step`. */
function lattice(n: number, d: number, step = 1): number[][] {
  return range(n ** d).map((k) => range(d).map((c) => step * (Math.floor(k / n ** c) % n)));
}

function rowsOf(diagrams: Diagrams, dimension: number): number[][] {
  return (diagrams.get(dimension).toArray() as number[][]).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
}

function assertCloseRows(found: number[][], expected: number[][], tolerance: number): void {
  assertEquals(found.length, expected.length);
  found.flat().forEach((x, i) => assertAlmostEquals(x, expected.flat()[i], tolerance * Math.abs(expected.flat()[i])));
}

for (const [value, build] of FAMILY) {
  for (const [n, d] of [[1, 2], [2, 3], [9, 1], [4, 2], [14, 2], [4, 3], [11, 3]]) {
    Deno.test(`the ${value} filtration of ${n} points in dimension ${d} has the cells and values of the definition`, () => {
      for (const seed of [1, 2, 3]) {
        const points = uniform(seed, n, d), fil = build(points), expected = delaunayCells(points, value);
        assertComplex(fil);
        assertEquals(fil.maxDim, d);
        const found = range(fil.size).map((i) => fil.cell(i));
        const named = (cell: { vertices: readonly number[] }) => cell.vertices.join();
        assertEquals(found.map(named).sort(), expected.map(named).sort());
        const values = new Map(expected.map((cell) => [named(cell), cell.value]));
        for (const cell of found) assertAlmostEquals(cell.value, values.get(named(cell))!, 1e-9);
      }
    });
  }

  Deno.test(`the ${value} diagrams are those of the textbook`, () => {
    for (const points of [uniform(4, 30, 2), uniform(5, 18, 3), lattice(3, 2), lattice(3, 3), lattice(4, 2, 0.1)]) {
      const fil = build(points), diagrams = persistenceDiagram(fil);
      const cells = range(fil.size).map((i) => fil.cell(i));
      const pairs = reducePairs(cells).filter(({ birth, death }) =>
        death !== undefined && cells[birth].value !== cells[death].value
      );
      for (const dimension of diagrams.dims) {
        const expected = pairs.filter((pair) => pair.dimension === dimension)
          .map(({ birth, death }) => [cells[birth].value, cells[death!].value])
          .sort((a, b) => a[0] - b[0] || a[1] - b[1]);
        assertEquals(rowsOf(diagrams, dimension), expected);
      }
    }
  });

  Deno.test(`the gradient of ${value} values is that of difference quotients`, () => {
    for (const d of [1, 2, 3]) {
      // Values are sorted by dimension and value, so that at a generic point small moves keep their places.
      const points = uniform(6 + d, 9, d);
      assert(gradcheck((x) => build(x).values, [points], { eps: 1e-7, relativeTolerance: 1e-5 }));
      assert(gradcheck((x) => persistenceDiagram(build(x))[0].square().sum(), [points], { relativeTolerance: 1e-5 }));
    }
  });

  Deno.test(`the gradient of ${value} diagrams is the same straight from the points and by way of all values`, () => {
    const loss = (diagrams: Diagrams) =>
      [...diagrams].map(([, points]) => points.sin().sum()).reduce((a, b) => a.add(b));
    for (const points of [uniform(14, 60, 1), uniform(15, 60, 2), uniform(16, 40, 3), lattice(4, 3, 0.1)]) {
      const straight = tensor(points, { requiresGrad: true }), detour = tensor(points, { requiresGrad: true });
      loss(persistenceDiagram(build(straight))).backward();
      const fil = build(detour);
      fil.values.retainGrad();
      loss(persistenceDiagram(fil)).backward();
      assert(fil.values.grad!.data.some((x) => x !== 0));
      straight.grad!.data.forEach((x, i) => assertAlmostEquals(x, detour.grad!.data[i], 1e-13));
    }
  });

  Deno.test(`the ${value} filtration has no spurious points on lattices`, () => {
    for (const [n, d] of [[2, 2], [5, 2], [2, 3], [4, 3]]) {
      for (const step of [1, 3, 0.125]) {
        const diagrams = persistenceDiagram(build(lattice(n, d, step)));
        const unit = value === "weakAlpha" ? step * step : step * step / 4;
        assertEquals(rowsOf(diagrams, 0), range(n ** d - 1).map(() => [0, unit]));
        // Squares are filled when their diagonals come, cubes when theirs come.
        const squares = d === 2 ? (n - 1) ** 2 : (n - 1) * (n - 1) * (2 * n + 1);
        assertEquals(rowsOf(diagrams, 1), range(squares).map(() => [unit, 2 * unit]));
        if (d === 3 && value !== "weakAlpha") {
          assertEquals(rowsOf(diagrams, 2), range((n - 1) ** 3).map(() => [2 * unit, 3 * unit]));
        }
      }
    }
  });

  Deno.test(`the ${value} filtration is a complex with one component on degenerate clouds`, () => {
    for (const [name, points] of degenerateClouds()) {
      const fil = build(points);
      assertComplex(fil);
      const cells = range(fil.size).map((i) => fil.cell(i));
      assert(cells.every((cell) => Number.isFinite(cell.value) && cell.value >= 0), name);
      assertEquals(cells.reduce((sum, cell) => sum + (-1) ** cell.dimension, 0), 1, name);
      const vertices = cells.slice(0, points.length).map((cell) => cell.vertices[0]);
      assertEquals(vertices, range(points.length), name);
      assertEquals(fil.maxDim, points[0].length, name);
      const source = tensor(points, { requiresGrad: true });
      build(source).values.sum().backward();
      assert(source.grad!.data.every(Number.isFinite), name);
    }
  });

  Deno.test(`the ${value} diagrams do not depend on the order of the points`, () => {
    for (const points of [uniform(11, 40, 2), uniform(12, 30, 3), lattice(4, 3), lattice(5, 2, 0.1)]) {
      const [plain, reversed] = [points, [...points].reverse()].map((p) => persistenceDiagram(build(p)));
      for (const [dimension] of plain) assertCloseRows(rowsOf(reversed, dimension), rowsOf(plain, dimension), 1e-14);
    }
  });

  Deno.test(`the ${value} diagrams are kept by rigid motions and squared by scales`, () => {
    const points = uniform(13, 40, 3);
    const moved = points.map(([x, y, z]) => [3 - (0.6 * x - 0.8 * y), 2 + 0.8 * x + 0.6 * y, z - 1]);
    const grown = points.map((p) => p.map((x) => x * 2 ** 400));
    const [plain, rigid, scaled] = [points, moved, grown].map((p) => persistenceDiagram(build(p)));
    for (const [dimension] of plain) {
      const expected = rowsOf(plain, dimension);
      assertCloseRows(rowsOf(rigid, dimension), expected, 1e-10);
      assertEquals(rowsOf(scaled, dimension), expected.map((row) => row.map((x) => x * 2 ** 800)));
    }
  });
}

Deno.test("alpha and Čech–Delaunay diagrams agree", () => {
  for (const points of [uniform(21, 200, 2), uniform(22, 150, 3), lattice(4, 3)]) {
    const alpha = persistenceDiagram(alphaFiltration(points));
    const cech = persistenceDiagram(cechDelaunayFiltration(points));
    for (const [dimension] of alpha) {
      assertCloseRows(rowsOf(cech, dimension), rowsOf(alpha, dimension), 1e-14);
    }
  }
});

Deno.test("alpha and Čech–Delaunay diagrams agree where slivers have spheres much larger than their faces", () => {
  // Tenths: four of them on one circle of a plane are a sliver by their last digits.
  const digits =
    "112 001 001 011 101 000 131 330 212 300 211 123 323 113 230 311 210 120 000 030 122 120 320 131 011 332 002 232 132 210 231 011 210";
  const points = digits.split(" ").map((p) => [...p].map((digit) => 0.1 * Number(digit)));
  const lasting = (rows: number[][]) => rows.filter(([birth, death]) => death - birth > 1e-12);
  const [alpha, cech] = [alphaFiltration, cechDelaunayFiltration].map((build) => persistenceDiagram(build(points)));
  for (const [dimension] of alpha) {
    assertCloseRows(lasting(rowsOf(alpha, dimension)), lasting(rowsOf(cech, dimension)), 1e-12);
  }
});

Deno.test("a point equal to an earlier one hangs at it by an edge without value and gradient", () => {
  for (const [, build] of FAMILY) {
    const points = tensor([[1, 0], [4, 4], [1, -0], [4, 4], [1, 0]], { requiresGrad: true });
    const fil = build(points);
    assertEquals(fil.dimOffsets, [0, 5, 9, 9]);
    assertEquals(fil.cellsInDimension(1).map((cell) => cell.vertices), [[0, 2], [0, 4], [1, 3], [0, 1]]);
    assertEquals([...fil.values.data.subarray(0, 8)], new Array(8).fill(0));
    assertEquals(persistenceDiagram(fil)[0].shape, [1, 2]);
    fil.values.indexSelect([5, 6, 7]).sum().backward();
    assertEquals(points.grad!.data.every((x) => Math.abs(x) === 0), true);
  }
});

Deno.test("a filtration of a Delaunay complex is not changed by raw writes to its input", () => {
  const points = tensor([[0, 0], [6, 0], [0, 8]], { requiresGrad: true });
  const fil = alphaFiltration(points);
  points.data.fill(1);
  fil.values.sum().backward();
  assertEquals(points.grad?.toArray(), [[-3, -4], [9, -8], [-6, 12]]);
});

function degenerateClouds(): [string, number[][]][] {
  const noise = (seed: number, n: number, d: number) => randn([n, d], { generator: new Generator(seed) });
  const circle = range(12).map((k) => [Math.cos(Math.PI * k / 6), Math.sin(Math.PI * k / 6)]);
  const integers = range(7 ** 3).map((k) => [k % 7 - 3, Math.floor(k / 7) % 7 - 3, Math.floor(k / 49) - 3]);
  const clusters = (d: number) => {
    const near = noise(31, 24, d).toArray() as number[][];
    return near.map((p, k) => p.map((x, c) => [0.3, 0.7, 1.1][(k + c) % 3] + 1e-14 * x));
  };
  return [
    ["one point", [[1, 2, 3]]],
    ["two equal points and another", [[1, 2], [1, 2], [0, 1]]],
    ["five equal points and another", [...range(5).map(() => [0.1, 0.2, 0.3]), [0.1, 0.2, 0.4]]],
    ["a lattice of the plane", lattice(6, 2)],
    ["a lattice of space", lattice(4, 3)],
    ["tenths of the plane", lattice(6, 2, 0.1)],
    ["tenths of space", lattice(4, 3, 0.1)],
    ["a lattice twice", [...lattice(3, 3), ...lattice(3, 3)]],
    ["collinear points of the plane", range(7).map((k) => [3 * k, 5 * k])],
    ["collinear points of space", range(7).map((k) => [3 * k, 5 * k, -k])],
    ["nearly collinear points of the plane", range(9).map((k) => [0.1 * k, 0.3 * k])],
    ["nearly collinear points of space", range(9).map((k) => [0.1 * k, 0.3 * k, 0.7 * k])],
    [
      "coplanar points",
      uniform(32, 20, 2).map(([x, y]) => [Math.fround(x), Math.fround(y), Math.fround(x) + Math.fround(y)]),
    ],
    ["nearly coplanar points", uniform(33, 20, 2).map(([x, y]) => [x, y, 0.1 * x + 0.7 * y])],
    ["a polygon", circle],
    ["a polygon in space, and one point off it", [...circle.map(([x, y]) => [x, y, 1]), [0, 0, 2]]],
    ["points of a sphere", integers.filter(([x, y, z]) => x * x + y * y + z * z === 9)],
    [
      "nearly points of a sphere",
      (noise(34, 40, 3).toArray() as number[][]).map((p) => p.map((x) => x / Math.hypot(...p))),
    ],
    ["tight clusters of the plane", clusters(2)],
    ["tight clusters of space", clusters(3)],
    ["a sliver", [[1, 0, 0], [0, 1, 0], [-1, 0, 0], [0, -1, 1e-15]]],
    ["an obtuse triangle", [[0, 0], [1, 1e-12], [2, 0]]],
    ["large and small", [[0, 0], [1e150, 0], [0, 1e-150], [1e150, 1e-150], [1e75, 1]]],
    ["tiny", lattice(3, 2, 1e-170)],
  ];
}

const bad: [string, unknown, ErrorConstructor, string][] = [
  ["four coordinates", [[0, 0, 0, 0]], RangeError, "but the shape is [1, 4]; use vrFiltration, which takes any number"],
  [
    "no coordinates",
    [[], []],
    RangeError,
    "points with one to three coordinates were expected, but the shape is [2, 0]",
  ],
  ["NaN", [[0, 0], [1, NaN]], RangeError, "finite coordinates were expected, but point 1 has NaN at coordinate 1"],
  ["infinity", [[0], [-Infinity]], RangeError, "but point 1 has -Infinity at coordinate 0"],
  [
    "squares that overflow",
    [[1e200, 0], [-1e200, 0]],
    RangeError,
    "points with finite squared distances were expected",
  ],
  ["points all equal", [[1, 0], [1, -0], [1, 0]], RangeError, "different points were expected, but all 3 are equal"],
  ["no points", [], TypeError, "points of shape [n, d] were expected, but the shape is [0]"],
  ["an empty cloud", { data: new Float64Array(0), shape: [0, 2] }, RangeError, "at least one point"],
  ["ragged rows", [[0, 0], [1]], TypeError, "arrays of length 2 were expected at depth 1, but one of length 1"],
  ["a vector", [1, 2, 3], TypeError, "points of shape [n, d] were expected, but the shape is [3]"],
  ["words", [["a"]], TypeError, "numbers were expected, but a string was found"],
];
for (const [name, points, kind, text] of bad) {
  Deno.test(`the filtrations of Delaunay complexes refuse ${name}`, () => {
    for (const [, build] of FAMILY) {
      const error = assertThrows(() => build(points as TensorLike), kind, text);
      assert(/^Cannot build the (alpha|Čech–Delaunay|weak alpha) filtration: /.test(error.message));
    }
  });
}

Deno.test("the filtrations of Delaunay complexes refuse options", () => {
  for (const [, build] of FAMILY) {
    const points = [[0, 0], [1, 1]], given = build as (points: TensorLike, options: unknown) => unknown;
    assertThrows(
      () => given(points, { maxDim: 1 }),
      TypeError,
      'options must be among nThreads, maxMemory, but one is "maxDim"',
    );
    assertThrows(() => given(points, null), TypeError, "an object of options was expected");
    given(points, {});
  }
});
