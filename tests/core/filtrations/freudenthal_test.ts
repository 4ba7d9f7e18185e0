/**
 * Freudenthal filtrations by hand: values, ties, tori, small inputs, and every bad input.
 */
import { assertEquals, assertThrows } from "@std/assert";
import {
  freudenthalFiltration,
  type FreudenthalOptions,
  type GridFiltration,
  persistenceDiagram,
  tensor,
  type TensorLike,
  zeros,
} from "../../../mod.ts";

const IMAGE = [[1, 2, 1.5], [0.5, 3, 2.5], [2, 1, 0.8]];

function counts({ dimOffsets }: GridFiltration): number[] {
  return dimOffsets.slice(1).map((end, d) => end - dimOffsets[d]);
}

Deno.test("freudenthalFiltration() has the diagrams of the image with nine pixels", () => {
  const diagrams = persistenceDiagram(freudenthalFiltration(IMAGE));
  assertEquals(diagrams[0].toArray(), [[0.8, 1], [1.5, 2]]);
  assertEquals(diagrams[1].toArray(), [[2.5, 3]]);
  const superlevel = persistenceDiagram(freudenthalFiltration(IMAGE, { negate: true }));
  assertEquals(superlevel[0].toArray(), [[2, 1]]);
  assertEquals(superlevel[1].shape, [0, 2]);
});

Deno.test("freudenthalFiltration() cuts a square along the diagonal from its first corner", () => {
  const fil = freudenthalFiltration([[0, 0], [0, 0]]);
  const vertices = (d: number) => fil.cellsInDimension(d).map((cell) => cell.vertices);
  assertEquals(vertices(1), [[0, 1], [0, 3], [0, 2], [1, 3], [2, 3]]);
  assertEquals(vertices(2), [[0, 2, 3], [0, 1, 3]]);
});

Deno.test("freudenthalFiltration() gives ties to the first entry in C order", () => {
  const image = tensor([[5, 5], [5, 5]], { requiresGrad: true });
  freudenthalFiltration(image).values.sum().backward();
  assertEquals(image.grad?.toArray(), [[6, 2], [2, 1]]);
});

Deno.test("freudenthalFiltration() gives ties to the first entry in C order on a circle too", () => {
  const circle = tensor([1, 0, 1], { requiresGrad: true });
  const fil = freudenthalFiltration(circle, { wrap: true });
  assertEquals(fil.cellsInDimension(1).map((cell) => cell.vertices), [[0, 1], [1, 2], [0, 2]]);
  fil.values.sum().backward();
  assertEquals(circle.grad?.toArray(), [3, 1, 2]);
});

Deno.test("freudenthalFiltration() orders equal cells as enumerated, zeros of both signs alike", () => {
  const order = (values: number[]) => freudenthalFiltration(values).cellsInDimension(0).map((cell) => cell.vertices[0]);
  assertEquals(order([0, -0, 0, -1]), [3, 0, 1, 2]);
  assertEquals(persistenceDiagram(freudenthalFiltration([0, 1, -0]))[0].add(0).toArray(), [[0, 1]]);
  assertEquals(persistenceDiagram(freudenthalFiltration([-0, 0]))[0].shape, [0, 2]);
});

Deno.test("freudenthalFiltration() with wrap is a torus", () => {
  const fil = freudenthalFiltration(zeros([3, 3]), { wrap: true });
  assertEquals(counts(fil), [9, 27, 18]);
  assertEquals(counts(freudenthalFiltration(zeros([3, 3, 3]), { wrap: true })), [27, 189, 324, 162]);
  // Two circles around the torus, at 0 and at 1, become one component and homologous at 5; at 7 nothing finite happens.
  const ring = persistenceDiagram(freudenthalFiltration([[0, 5, 1, 7], [0, 5, 1, 7], [0, 5, 1, 7]], { wrap: true }));
  assertEquals(ring[0].toArray(), [[1, 5]]);
  assertEquals(ring[1].toArray(), [[1, 5]]);
});

Deno.test("freudenthalFiltration() up to maxDim has no higher cells, and never more than the array has axes", () => {
  const edges = freudenthalFiltration(IMAGE, { maxDim: 1 });
  assertEquals([edges.maxDim, counts(edges)], [1, [9, 16]]);
  assertEquals(persistenceDiagram(edges)[0].toArray(), [[0.8, 1], [1.5, 2]]);
  assertEquals(freudenthalFiltration(IMAGE, { maxDim: 7 }).maxDim, 2);
  assertEquals(counts(freudenthalFiltration(zeros([2, 2, 2, 2]))), [16, 65, 110, 84, 24]);
});

Deno.test("freudenthalFiltration() takes one sample and axes of length 1", () => {
  assertEquals(counts(freudenthalFiltration([4])), [1, 0]);
  assertEquals(persistenceDiagram(freudenthalFiltration([4]))[0].shape, [0, 2]);
  assertEquals(counts(freudenthalFiltration([[[[4]]]])), [1, 0, 0, 0, 0]);
  const column = freudenthalFiltration([[3], [1], [2], [0]]);
  assertEquals(counts(column), [4, 3, 0]);
  assertEquals(persistenceDiagram(column)[0].toArray(), [[1, 2]]);
});

Deno.test("freudenthalFiltration() takes tensors, nested arrays, and typed arrays with a shape", () => {
  const values = freudenthalFiltration(IMAGE).values.toArray();
  const inputs: TensorLike[] = [
    tensor(IMAGE),
    { data: Float64Array.from(IMAGE.flat()), shape: [3, 3] },
    { data: IMAGE.flat(), shape: [3, 3] },
  ];
  for (const input of inputs) assertEquals(freudenthalFiltration(input).values.toArray(), values);
  assertEquals(freudenthalFiltration(new Float32Array([1.5, 0.5])).values.toArray(), [0.5, 1.5, 1.5]);
});

const REFUSED: [string, TensorLike, FreudenthalOptions, ErrorConstructor, string][] = [
  ["NaN", [[0, 1], [2, NaN]], {}, RangeError, "finite values were expected, but the one at [1, 1] is NaN"],
  ["Infinity", [0, Infinity], {}, RangeError, "finite values were expected, but the one at [1] is Infinity"],
  [
    "-Infinity",
    [[[0], [-Infinity]], [[1], [2]]],
    {},
    RangeError,
    "finite values were expected, but the one at [0, 1, 0] is -Infinity",
  ],
  ["a number", 5, {}, TypeError, "an array with one to four axes was expected, but the shape is []"],
  [
    "five axes",
    zeros([1, 1, 1, 1, 2]),
    {},
    TypeError,
    "an array with one to four axes was expected, but the shape is [1, 1, 1, 1, 2]",
  ],
  [
    "an axis of length 0",
    zeros([3, 0, 2]),
    {},
    RangeError,
    "at least one value along each axis was expected, but axis 1 of shape [3, 0, 2] has none",
  ],
  [
    "no values",
    [],
    {},
    RangeError,
    "at least one value along each axis was expected, but axis 0 of shape [0] has none",
  ],
  [
    "ragged rows",
    [[1, 2], [3]],
    {},
    TypeError,
    "arrays of length 2 were expected at depth 1, but one of length 1 was found",
  ],
  ["words", ["a"] as never, {}, TypeError, "numbers were expected, but a string was found"],
  ["wrong options", [1, 2], true as never, TypeError, "an object of options was expected, but a boolean was found"],
  [
    "wrap with two samples along an axis",
    zeros([3, 2]),
    { wrap: true },
    RangeError,
    "at least three values along each axis were expected with wrap, but axis 1 of shape [3, 2] has 2",
  ],
  ["maxDim 0", [1, 2], { maxDim: 0 }, RangeError, "maxDim must be an integer of at least 1, but is 0"],
  ["a fractional maxDim", [1, 2], { maxDim: 1.5 }, RangeError, "maxDim must be an integer of at least 1, but is 1.5"],
];
for (const [what, array, options, kind, text] of REFUSED) {
  Deno.test(`freudenthalFiltration() refuses ${what}`, () => {
    const { message } = assertThrows(() => freudenthalFiltration(array, options), kind, text);
    assertEquals(message, `Cannot build the Freudenthal filtration: ${text}`);
  });
}
