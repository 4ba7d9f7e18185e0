/**
 * Random permutations, against torch's own.
 *
 * @module
 */
import { assertEquals, assertThrows } from "@std/assert";
import { randperm } from "../../../mod.ts";
import { goldens, sha256 } from "./goldens.ts";

Deno.test("randperm() gives torch's permutations, short and long", async () => {
  for (const { seed, values } of goldens.torch.randperm) {
    assertEquals(randperm(values.length, { seed }).toArray(), values);
  }
  const { seed, count, sha256: digest } = goldens.torch.randpermSha;
  assertEquals(await sha256(randperm(count, { seed }).data), digest);
});

Deno.test("randperm() refuses lengths that are none", () => {
  for (const n of [-1, 1.5, NaN]) {
    assertThrows(() => randperm(n), TypeError, `n must be a non-negative integer, but is ${n}`);
  }
});

Deno.test("randperm() refuses lengths from which torch has another method", () => {
  assertThrows(() => randperm(214748364), RangeError, "at most 214748363 entries were expected, but 214748364 were");
});
