/**
 * Making tensors, and what is refused.
 *
 * @module
 */
import { assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { arange, eye, full, linspace, ones, tensor, type TensorLike, zeros } from "../../../mod.ts";
import { asTensor } from "../../../core/tensor/create.ts";

const wrong = (value: unknown) => value as TensorLike;

Deno.test("tensor() takes numbers, nested arrays, typed arrays, data with a shape and tensors", () => {
  assertEquals([tensor(3).shape, tensor(3).item()], [[], 3]);
  assertEquals(tensor([[1, 2], [3, 4], [5, 6]]).shape, [3, 2]);
  assertEquals(tensor({ data: [1, 2, 3, 4], shape: [2, 2] }).toArray(), [[1, 2], [3, 4]]);
  assertEquals(tensor(tensor([1, 2])).toArray(), [1, 2]);
  assertEquals(tensor(new Float64Array(6), { shape: [2, 3] }).shape, [2, 3]);
});

Deno.test("tensor() widens float32 without changing its values", () => {
  const { data } = tensor(new Float32Array([0.1, 16777217]));
  assertEquals(data, Float64Array.of(Math.fround(0.1), 16777216));
});

Deno.test("tensor() keeps the shape of nested arrays with empty axes", () => {
  assertEquals(tensor([]).shape, [0]);
  assertEquals(tensor([[], []]).shape, [2, 0]);
});

Deno.test("tensor() copies", () => {
  const data = Float64Array.of(1, 2), x = tensor(data), y = tensor(x);
  data.fill(9);
  x.data.fill(8);
  assertEquals(y.toArray(), [1, 2]);
});

Deno.test("tensor() is cut off from the tape of the tensor it is given", () => {
  const x = tensor([1], { requiresGrad: true });
  assertEquals(tensor(x.square()).origin, null);
  assertEquals(tensor(x).requiresGrad, false);
});

Deno.test("tensor() throws when arrays are ragged", () => {
  assertThrows(
    () => tensor([[1, 2], [3]]),
    TypeError,
    "Cannot make a tensor: arrays of length 2 were expected at depth 1, but one of length 1 was found",
  );
  assertThrows(
    () => tensor([[1], 2]),
    TypeError,
    "arrays of length 1 were expected at depth 1, but a number was found",
  );
  assertThrows(() => tensor([1, [2]]), TypeError, "numbers were expected, but an array was found");
});

Deno.test("tensor() throws when given something else than numbers", () => {
  assertThrows(() => tensor(wrong("1")), TypeError, "but a string was found");
  assertThrows(() => tensor(wrong(null)), TypeError, "but null was found");
  assertThrows(() => tensor(wrong(["1"])), TypeError, "numbers were expected, but a string was found");
  assertThrows(() => tensor(wrong(new Int32Array(2))), TypeError, "but an object of class Int32Array was found");
  assertThrows(
    () => tensor(wrong({ data: "12", shape: [2] })),
    TypeError,
    "a list of numbers was expected, but a string was found",
  );
  assertThrows(
    () => tensor(wrong({ data: [1, "2"], shape: [2] })),
    TypeError,
    "numbers were expected, but a string was found",
  );
});

Deno.test("tensor() throws when the shape does not fit", () => {
  assertThrows(
    () => tensor([1, 2, 3], { shape: [2, 2] }),
    TypeError,
    "Cannot make a tensor: shape [2, 2] needs 4 values, but 3 were found",
  );
  assertThrows(
    () => tensor({ data: [1], shape: [-1] }),
    TypeError,
    "Cannot make a tensor: shape must be a list of non-negative integers, but is -1",
  );
  assertThrows(() => tensor([1], { shape: [0.5, 2] }), TypeError, "shape must be a list of non-negative integers");
});

Deno.test("asTensor() gives a tensor back as it is and wraps float64 without a copy", () => {
  const x = tensor([1, 2]), data = Float64Array.of(3, 4);
  assertStrictEquals(asTensor("test", x), x);
  assertStrictEquals(asTensor("test", data).data, data);
  assertStrictEquals(asTensor("test", { data, shape: [2, 1] }).data, data);
});

Deno.test("zeros(), ones() and full() fill a shape", () => {
  assertEquals(zeros([2, 0]).shape, [2, 0]);
  assertEquals(ones([]).item(), 1);
  assertEquals(full([2], -0.5).toArray(), [-0.5, -0.5]);
  assertThrows(() => zeros([2 ** 20, 2 ** 20]), RangeError, "Cannot make a tensor: at most 2^32 entries fit");
  assertThrows(() => full([2], "1" as never), TypeError, "Cannot make a tensor: numbers were expected, but a string");
});

Deno.test("eye() has ones on the diagonal", () => {
  assertEquals(eye(2).toArray(), [[1, 0], [0, 1]]);
  assertEquals(eye(2, 3).toArray(), [[1, 0, 0], [0, 1, 0]]);
  assertThrows(() => eye(-1), TypeError, "Cannot make an identity matrix: n must be a non-negative integer, but is -1");
  assertThrows(() => eye(1, 0.5), TypeError, "m must be a non-negative integer, but is 0.5");
});

Deno.test("arange() steps from the start to below the end", () => {
  assertEquals(arange(3).toArray(), [0, 1, 2]);
  assertEquals(arange(2, 3, 0.25).toArray(), [2, 2.25, 2.5, 2.75]);
  assertEquals(arange(3, 0, -2).toArray(), [3, 1]);
  assertEquals(arange(3, 0).toArray(), []);
  assertThrows(() => arange(0, 1, 0), RangeError, "a step that is not 0");
  assertThrows(() => arange(Infinity), RangeError, "Cannot make a range");
});

Deno.test("linspace() hits both ends exactly", () => {
  assertEquals(linspace(0, 1, 5).toArray(), [0, 0.25, 0.5, 0.75, 1]);
  assertEquals(linspace(0, 0.7, 8).data[7], 0.7);
  assertEquals([linspace(2, 3, 1).toArray(), linspace(2, 3, 0).toArray(), linspace(0, 1).size], [[2], [], 50]);
  assertThrows(() => linspace(0, 1, -1), TypeError, "count must be a non-negative integer, but is -1");
  assertThrows(() => linspace("0" as never, 1), TypeError, "numbers were expected, but a string was found");
});
