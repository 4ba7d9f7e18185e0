/**
 * Random integers, against torch's own.
 *
 * @module
 */
import { assertEquals, assertThrows } from "@std/assert";
import { randint } from "../../../mod.ts";
import { goldens } from "./goldens.ts";

Deno.test("randint() gives torch's integers on both sides of the range where it takes 64 bits", () => {
  for (const { seed, low, high, values } of goldens.torch.randint) {
    assertEquals(randint(low, high, values.length, { seed }).toArray(), values, `from ${low} to ${high}`);
  }
});

Deno.test("randint() starts at 0 when one bound is given, with and without options", () => {
  assertEquals(randint(10, [2, 2], { seed: 1 }).toArray(), randint(0, 10, [2, 2], { seed: 1 }).toArray());
  assertEquals(randint(1, 5).toArray(), [0, 0, 0, 0, 0]);
  assertEquals(randint(4, 5, [3]).toArray(), [4, 4, 4]);
});

Deno.test("randint() refuses bounds that enclose no integer or are none", () => {
  assertThrows(
    () => randint(5, 5, [3]),
    RangeError,
    "Cannot draw integers: low must be below high, but they are 5 and 5",
  );
  assertThrows(() => randint(0, [3]), RangeError, "low must be below high");
  assertThrows(() => randint(NaN, 3, [3]), RangeError, "low must be an integer within ±(2^53 − 1), but is NaN");
  assertThrows(() => randint(0, 2.5, [3]), RangeError, "high must be an integer within ±(2^53 − 1), but is 2.5");
  assertThrows(() => randint(-(2 ** 53) + 1, 2 ** 53 - 1, [3]), RangeError, "high − low must be below 2^53");
  assertThrows(() => randint(0, 3, [-3]), TypeError, "shape must be a list of non-negative integers");
});
