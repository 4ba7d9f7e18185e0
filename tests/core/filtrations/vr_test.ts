/**
 * Vietoris–Rips filtrations: cells, values, gradients, laziness, and every bad input.
 */
import { assertAlmostEquals, assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { persistenceDiagram, tensor, vrFiltration } from "../../../mod.ts";

const SQUARE = [[0, 0], [1, 0], [1, 1], [0, 1]];

Deno.test("vrFiltration() orders the cells of the unit square as documented", () => {
  const fil = vrFiltration(SQUARE, { maxDim: 2, eps: 0 });
  const vertices = (d: number) => fil.cellsInDimension(d).map((cell) => cell.vertices);
  assertEquals(vertices(0), [[0], [1], [2], [3]]);
  assertEquals(vertices(1), [[0, 1], [0, 3], [1, 2], [2, 3], [0, 2], [1, 3]]);
  assertEquals(vertices(2), [[0, 2, 3], [0, 1, 2], [1, 2, 3], [0, 1, 3]]);
  assertEquals(fil.dimOffsets, [0, 4, 10, 14]);
  assertEquals(fil.size, 14);
  assertEquals(fil.values.toArray(), [0, 0, 0, 0, 1, 1, 1, 1, ...new Array(6).fill(Math.SQRT2)]);
});

Deno.test("vrFiltration() smooths the lengths of points by eps, vertices included, and those of a matrix not", () => {
  const fil = vrFiltration([[0], [3]], { maxDim: 1 });
  assertEquals(fil.values.toArray(), [1e-3, 1e-3, Math.sqrt(9 + 1e-6)]);
  const matrix = vrFiltration([[0, 3], [3, 0]], { fromPwdists: true, maxDim: 1 });
  assertEquals(matrix.values.toArray(), [0, 0, 3]);
});

Deno.test("vrFiltration() takes the dimension of the points as maxDim, and cuts at the enclosing radius", () => {
  const fil = vrFiltration([[0], [1], [3]], { eps: 0 });
  assertEquals(fil.maxDim, 1);
  assertEquals(fil.cellsInDimension(1).map((cell) => cell.vertices), [[0, 1], [1, 2]]);
});

Deno.test("vrFiltration() keeps the edges of at most maxDiameter, the bound included", () => {
  const edges = (maxDiameter: number) =>
    vrFiltration([[0], [1], [3]], { eps: 0, maxDiameter }).cellsInDimension(1).map((cell) => cell.value);
  assertEquals(edges(0), []);
  assertEquals(edges(2), [1, 2]);
  assertEquals(edges(Infinity), [1, 2, 3]);
});

Deno.test("vrFiltration() takes more points than 16 bits count", () => {
  const count = 70_000;
  const line = Float64Array.from({ length: count }, (_, i) => 1.5 * i - 0.5 * (i % 2));
  const fil = vrFiltration(tensor(line, { shape: [count, 1] }), { maxDim: 2, maxDiameter: 4, eps: 0 });
  const diagram = persistenceDiagram(fil);
  assertEquals([diagram[0].shape, diagram[1].shape], [[count - 1, 2], [0, 2]]);
});

Deno.test("vrFiltration() sends the gradient of values to the ends of the critical edge", () => {
  const points = tensor([[0, 0], [3, 4]], { requiresGrad: true });
  vrFiltration(points, { maxDim: 1, eps: 0 }).values.sum().backward();
  [-0.6, -0.8, 0.6, 0.8].forEach((x, i) => assertAlmostEquals(points.grad!.data[i], x, 1e-15));
});

Deno.test("vrFiltration() gives coincident points no gradient when eps is 0", () => {
  const points = tensor([[1, 1], [1, 1]], { requiresGrad: true });
  vrFiltration(points, { maxDim: 1, eps: 0 }).values.sum().backward();
  assertEquals(points.grad?.toArray(), [[0, 0], [0, 0]]);
});

Deno.test("vrFiltration() shares the gradient of a distance by both triangles, and that of a vertex reaches the diagonal", () => {
  const distances = tensor([[0, 5], [5, 0]], { requiresGrad: true });
  vrFiltration(distances, { fromPwdists: true, maxDim: 1 }).values.sum().backward();
  assertEquals(distances.grad?.toArray(), [[1, 0.5], [0.5, 1]]);
});

Deno.test("vrFiltration() works on one point and on duplicates", () => {
  assertEquals(vrFiltration([[1, 2]], { maxDim: 2 }).size, 1);
  const fil = vrFiltration([[1], [1], [2]], { maxDim: 2, eps: 0 });
  assertEquals(fil.values.toArray(), [0, 0, 0, 0, 1, 1, 1]);
});

Deno.test("vrFiltration() widens Float32Array input", () => {
  const fil = vrFiltration({ data: new Float32Array([0, 0, 3, 4]), shape: [2, 2] }, { maxDim: 1, eps: 0 });
  assertEquals(fil.values.toArray(), [0, 0, 5]);
});

Deno.test("a filtration is not changed by raw writes to its input", () => {
  const points = tensor(SQUARE, { requiresGrad: true });
  const fil = vrFiltration(points, { maxDim: 2, eps: 0 });
  points.data.fill(7);
  const diagram = persistenceDiagram(fil)[1];
  points.data.fill(8);
  assertEquals(diagram.toArray(), [[1, Math.SQRT2]]);
  diagram.sum().backward();
  points.data.fill(9);
  assertEquals(fil.values.data[13], Math.SQRT2);
  const half = Math.SQRT1_2;
  const expected = [[-half, -half], [0, 0], [1 + half, half], [-1, 0]];
  expected.flat().forEach((x, i) => assertAlmostEquals(points.grad!.data[i], x, 1e-15));
});

Deno.test("a filtration whose input was assigned new values refuses to be read", () => {
  const points = tensor(SQUARE, { requiresGrad: true });
  const fil = vrFiltration(points, { maxDim: 2 });
  points.assign([0, 0, 1, 0, 1, 1, 0, 2]);
  assertThrows(() => fil.values, Error, "Cannot read the values of the filtration: the input it was built from was");
  assertThrows(() => persistenceDiagram(fil), Error, "Cannot compute the persistence diagram: the input it was built");
  for (const read of [() => fil.size, () => fil.dimOffsets, () => fil.cell(0), () => fil.cellsInDimension(0)]) {
    assertThrows(
      read,
      Error,
      "Cannot list the cells of the filtration: the input it was built from was expected unchanged",
    );
  }
});

Deno.test("backward refuses to run through a filtration whose input was assigned new values", () => {
  const points = tensor(SQUARE, { requiresGrad: true });
  const total = persistenceDiagram(vrFiltration(points, { maxDim: 2 }))[1].sum();
  points.assign([0, 0, 1, 0, 1, 1, 0, 2]);
  assertThrows(() => total.backward(), Error, "was assigned new values since");
  assertStrictEquals(points.grad, null);
});

const NAN = NaN;
const bad: [string, () => unknown, ErrorConstructor, string][] = [
  [
    "NaN",
    () => vrFiltration([[0, 0], [1, NAN]]),
    RangeError,
    "finite coordinates were expected, but point 1 has NaN at coordinate 1",
  ],
  [
    "an infinite coordinate",
    () => vrFiltration([[0], [-Infinity]]),
    RangeError,
    "but point 1 has -Infinity at coordinate 0",
  ],
  [
    "ragged rows",
    () => vrFiltration([[0, 0], [1]]),
    TypeError,
    "arrays of length 2 were expected at depth 1, but one of length 1",
  ],
  [
    "points whose squared distances overflow",
    () => vrFiltration([[1e200, 0], [-1e200, 0]]),
    RangeError,
    "points with finite squared distances were expected, but the diagonal of their bounding box has Infinity as square",
  ],
  ["no points", () => vrFiltration([]), TypeError, "points of shape [n, d] were expected, but the shape is [0]"],
  [
    "an empty cloud",
    () => vrFiltration({ data: new Float64Array(0), shape: [0, 2] }),
    RangeError,
    "at least one point",
  ],
  [
    "points without coordinates",
    () => vrFiltration([[], []]),
    RangeError,
    "at least one point with at least one coordinate",
  ],
  ["a vector", () => vrFiltration([1, 2, 3]), TypeError, "points of shape [n, d] were expected, but the shape is [3]"],
  ["words", () => vrFiltration([["a"]] as never), TypeError, "numbers were expected, but a string was found"],
  [
    "a matrix that is not square",
    () => vrFiltration([[0, 1]], { fromPwdists: true, maxDim: 1 }),
    TypeError,
    "a square matrix of distances was expected, but the shape is [1, 2]",
  ],
  [
    "an empty matrix",
    () => vrFiltration({ data: [], shape: [0, 0] }, { fromPwdists: true, maxDim: 1 }),
    RangeError,
    "the matrix of distances is empty",
  ],
  [
    "an asymmetric matrix",
    () => vrFiltration([[0, 1], [2, 0]], { fromPwdists: true, maxDim: 1 }),
    RangeError,
    "but entry [0, 1] is 1 and [1, 0] is 2",
  ],
  [
    "a negative distance",
    () => vrFiltration([[0, -1], [-1, 0]], { fromPwdists: true, maxDim: 1 }),
    RangeError,
    "distances of at least 0 were expected, but entry [0, 1] is -1",
  ],
  [
    "a nonzero diagonal",
    () => vrFiltration([[1, 2], [2, 0]], { fromPwdists: true, maxDim: 1 }),
    RangeError,
    "zeros on the diagonal were expected, but entry [0, 0] is 1",
  ],
  [
    "a NaN distance",
    () => vrFiltration([[0, NAN], [1, 0]], { fromPwdists: true, maxDim: 1 }),
    RangeError,
    "finite distances were expected, but entry [0, 1] is NaN",
  ],
  [
    "a NaN distance below the diagonal",
    () => vrFiltration([[0, 1], [NAN, 0]], { fromPwdists: true, maxDim: 1 }),
    RangeError,
    "finite distances were expected, but entry [1, 0] is NaN",
  ],
  [
    "distances without maxDim",
    () => vrFiltration([[0]], { fromPwdists: true }),
    TypeError,
    "maxDim was expected with a matrix of distances",
  ],
  [
    "maxDim 0",
    () => vrFiltration(SQUARE, { maxDim: 0 }),
    RangeError,
    "maxDim must be an integer from 1 to 65534, but is 0",
  ],
  [
    "a maxDim beyond all cells",
    () => vrFiltration(SQUARE, { maxDim: 2 ** 31 }),
    RangeError,
    "maxDim must be an integer from 1 to 65534, but is 2147483648",
  ],
  [
    "a fractional maxDim",
    () => vrFiltration(SQUARE, { maxDim: 1.5 }),
    RangeError,
    "maxDim must be an integer from 1 to 65534, but is 1.5",
  ],
  [
    "a negative maxDiameter",
    () => vrFiltration(SQUARE, { maxDiameter: -1 }),
    RangeError,
    "maxDiameter must be a number of at least 0, but is -1",
  ],
  [
    "a NaN maxDiameter",
    () => vrFiltration(SQUARE, { maxDiameter: NAN }),
    RangeError,
    "maxDiameter must be a number of at least 0, but is NaN",
  ],
  [
    "a negative eps",
    () => vrFiltration(SQUARE, { eps: -1e-9 }),
    RangeError,
    "eps must be a number of at least 0, but is -1e-9",
  ],
  ["an infinite eps", () => vrFiltration(SQUARE, { eps: Infinity }), RangeError, "eps must be finite, but is Infinity"],
  [
    "nThreads 0",
    () => vrFiltration(SQUARE, { nThreads: 0 }),
    RangeError,
    "nThreads must be an integer of at least 1, but is 0",
  ],
];
for (const [what, build, kind, text] of bad) {
  Deno.test(`vrFiltration() refuses ${what}`, () => {
    const { message } = assertThrows(build, kind, text);
    assertEquals(message.startsWith("Cannot build the Vietoris–Rips filtration: "), true, message);
  });
}

Deno.test("dimOffsets cannot be written to", () => {
  const { dimOffsets } = vrFiltration(SQUARE, { maxDim: 2 });
  assertThrows(() => (dimOffsets as number[]).push(1), TypeError);
});

Deno.test("cell() and cellsInDimension() refuse what does not exist", () => {
  const fil = vrFiltration(SQUARE, { maxDim: 2 });
  assertThrows(() => fil.cell(14), RangeError, "an index from 0 to 13 was expected, but is 14");
  assertThrows(() => fil.cell(-1), RangeError, "an index from 0 to 13 was expected, but is -1");
  assertThrows(() => fil.cell(0.5), RangeError, "an index from 0 to 13 was expected, but is 0.5");
  assertThrows(() => fil.cellsInDimension(3), RangeError, "a dimension from 0 to 2 was expected, but is 3");
});
