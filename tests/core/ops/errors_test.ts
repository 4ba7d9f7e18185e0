/**
 * What operations on entries and along axes refuse.
 *
 * @module
 */
import { assertEquals, assertThrows } from "@std/assert";
import * as d from "../../../mod.ts";
import { testRefusals, wrong } from "./_refusals.ts";
import { table } from "./_table.ts";

const x = d.tensor([[1, 2, 3], [4, 5, 6]]);

testRefusals([
  [
    "add() when shapes do not broadcast",
    () => d.add([1, 2], [1, 2, 3]),
    TypeError,
    "Cannot add: shapes must broadcast, but are [2] and [3]",
  ],
  [
    "where() when shapes do not broadcast",
    () => d.where([1, 0], [1, 2, 3], 0),
    TypeError,
    "Cannot choose: shapes must broadcast, but are [2] and [3]",
  ],
  [
    "mul() when an array is ragged",
    () => d.mul([[1, 2], [3]], 2),
    TypeError,
    "Cannot multiply: arrays of length 2 were expected at depth 1, but one of length 1 was found",
  ],
  [
    "exp() when given text",
    () => d.exp(wrong("1")),
    TypeError,
    "Cannot take exponentials: a tensor, a number, nested arrays of numbers or a Float64Array was expected, but a string was found",
  ],
  [
    "exp() when an array holds text",
    () => d.exp([1, wrong("2")]),
    TypeError,
    "Cannot take exponentials: numbers were expected, but a string was found",
  ],
  [
    "log() when given nothing",
    () => d.log(wrong(undefined)),
    TypeError,
    "Cannot take logarithms: a tensor, a number, nested arrays of numbers or a Float64Array was expected, but undefined was found",
  ],
  [
    "sum() when the axis does not exist",
    () => d.sum(x, 2),
    RangeError,
    "Cannot add up: dim must be an integer from -2 to 1, but is 2",
  ],
  [
    "sum() when the axis is not an integer",
    () => d.sum(x, 0.5),
    RangeError,
    "Cannot add up: dim must be an integer from -2 to 1, but is 0.5",
  ],
  [
    "sum() when an axis comes twice",
    () => d.sum(x, [0, -2]),
    RangeError,
    "Cannot add up: every axis may be named once, but dim is [0, -2]",
  ],
  [
    "sum() when the axis is text",
    () => d.sum(x, wrong("0")),
    TypeError,
    "Cannot add up: dim must be an integer or a list of them, but is 0",
  ],
  [
    "max() when there is no entry",
    () => d.max([]),
    RangeError,
    "Cannot take the maximum: at least one entry was expected, but there is none in shape [0]",
  ],
  [
    "min() when an axis is empty",
    () => d.min(d.zeros([0, 3]), 0),
    RangeError,
    "Cannot take the minimum: at least one entry was expected, but there is none in shape [0, 3] along dim 0",
  ],
  [
    "argmax() when there is no entry",
    () => d.argmax([]),
    RangeError,
    "Cannot find the maximum: at least one entry was expected, but there is none in shape [0]",
  ],
  [
    "norm() when the supremum is of nothing",
    () => d.norm([], undefined, { p: Infinity }),
    RangeError,
    "Cannot take the norm: at least one entry was expected, but there is none in shape [0]",
  ],
  [
    "norm() when p is below 1",
    () => d.norm(x, undefined, { p: 0.5 }),
    RangeError,
    "Cannot take the norm: p must be a number from 1 to Infinity, but is 0.5",
  ],
  [
    "norm() when p is NaN",
    () => d.norm(x, undefined, { p: NaN }),
    RangeError,
    "Cannot take the norm: p must be a number from 1 to Infinity, but is NaN",
  ],
  [
    "std() when the correction is infinite",
    () => d.std(x, 0, { correction: Infinity }),
    RangeError,
    "Cannot take the standard deviation: correction must be a finite number, but is Infinity",
  ],
  [
    "variance() when the correction is NaN",
    () => d.variance(x, 0, { correction: NaN }),
    RangeError,
    "Cannot take the variance: correction must be a finite number, but is NaN",
  ],
  [
    "clamp() when no bound is given",
    () => d.clamp(x, {}),
    TypeError,
    "Cannot clamp: one of min and max was expected, but neither was found",
  ],
  [
    "clamp() when a bound is text",
    () => d.clamp(x, { min: wrong("0") }),
    TypeError,
    "Cannot clamp: bounds must be numbers, but one is 0",
  ],
  [
    "softmax() when the axis does not exist",
    () => d.softmax(x, -3),
    RangeError,
    "Cannot take the softmax: dim must be an integer from -2 to 1, but is -3",
  ],
  [
    "cumsum() when the axis is NaN",
    () => d.cumsum(x, NaN),
    RangeError,
    "Cannot take running sums: dim must be an integer from -2 to 1, but is NaN",
  ],
  [
    "sort() when the axis does not exist",
    () => d.sort(x, { dim: 2 }),
    RangeError,
    "Cannot sort: dim must be an integer from -2 to 1, but is 2",
  ],
  [
    "topk() when k is too large",
    () => d.topk(x, 4),
    RangeError,
    "Cannot take the top entries: k must be an integer from 0 to 3, the length of axis 1 of shape [2, 3], but is 4",
  ],
  ["topk() when k is negative", () => d.topk(x, -1), RangeError, "k must be an integer from 0 to 3"],
  ["topk() when k is not an integer", () => d.topk(x, 1.5), RangeError, "but is 1.5"],
]);

Deno.test("operations tell what was found when given something that is no tensor", () => {
  for (const [name, [{ inputs }]] of Object.entries(table)) {
    const operation = (d as unknown as Record<string, (...args: unknown[]) => unknown>)[name];
    const joins = name === "concat" || name === "stack", options = name === "clamp" ? { min: 0 } : {};
    const bad = { nonsense: true };
    assertThrows(
      () => operation(...(joins ? [[bad]] : inputs.map(() => bad)), options),
      TypeError,
      "an object of class Object was found",
    );
  }
});

Deno.test("operations leave everything as it was when they throw", () => {
  const leaf = d.tensor([1, 2], { requiresGrad: true });
  assertThrows(() => leaf.add([1, 2, 3]));
  assertEquals([leaf.toArray(), leaf.grad, leaf.version], [[1, 2], null, 0]);
});
