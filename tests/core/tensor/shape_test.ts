/**
 * Shapes: sizes, strides and broadcasting.
 *
 * @module
 */
import { assertEquals, assertThrows } from "@std/assert";
import {
  broadcastShapes,
  broadcastStrides,
  checkShape,
  formatShape,
  normalizeDim,
  sameShape,
  sizeOf,
  stridesOf,
} from "../../../core/tensor/shape.ts";

Deno.test("sizeOf() is 1 for a number and 0 with an empty axis", () => {
  assertEquals([sizeOf([]), sizeOf([2, 3]), sizeOf([2, 0])], [1, 6, 0]);
});

Deno.test("stridesOf() are the steps of a row-major array", () => {
  assertEquals(stridesOf([2, 3, 4]), [12, 4, 1]);
  assertEquals(stridesOf([]), []);
});

Deno.test("broadcastShapes() follows NumPy", () => {
  assertEquals(broadcastShapes("test", [3, 1], [4]), [3, 4]);
  assertEquals(broadcastShapes("test", [], [2, 0]), [2, 0]);
  assertEquals(broadcastShapes("test", [1], [0]), [0]);
  assertThrows(
    () => broadcastShapes("test", [2], [0]),
    TypeError,
    "Cannot test: shapes must broadcast, but are [2] and [0]",
  );
});

Deno.test("broadcastStrides() are 0 along repeated axes", () => {
  assertEquals(broadcastStrides([3, 1], [2, 3, 4]), [0, 1, 0]);
  assertEquals(broadcastStrides([2, 3], [2, 3]), [3, 1]);
});

Deno.test("normalizeDim() counts negative axes from the end, and takes 0 and −1 for a number", () => {
  assertEquals([normalizeDim("test", -1, 3), normalizeDim("test", 0, 3), normalizeDim("test", -1, 0)], [2, 0, 0]);
  assertThrows(
    () => normalizeDim("test", 1, 0),
    RangeError,
    "Cannot test: dim must be an integer from -1 to 0, but is 1",
  );
});

Deno.test("checkShape() refuses what is no shape", () => {
  for (const shape of [[-1], [0.5], [NaN], "12", 3]) {
    assertThrows(
      () => checkShape("test", shape as number[]),
      TypeError,
      "Cannot test: shape must be a list of non-negative integers",
    );
  }
});

Deno.test("sameShape() and formatShape() go by all axes", () => {
  assertEquals([sameShape([1, 2], [1, 2]), sameShape([1, 2], [1]), sameShape([], [])], [true, false, true]);
  assertEquals([formatShape([]), formatShape([2, 3])], ["[]", "[2, 3]"]);
});
