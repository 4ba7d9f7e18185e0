/**
 * The tables of the ziggurat, against what defines them.
 *
 * @module
 */
import { assert, assertAlmostEquals, assertEquals, assertStrictEquals } from "@std/assert";
import { TAIL_START, zigguratTables } from "../../../core/random/ziggurat_tables.ts";

const { widths, inner, heights } = zigguratTables();
const ends = widths.map((width) => width * 2 ** 52);

Deno.test("zigguratTables() splits the area under the curve into 256 equal parts", () => {
  const area = ends[0] * heights[255];
  for (let i = 1; i < 255; i++) assertAlmostEquals((heights[i] - heights[i + 1]) * ends[i + 1], area, 1e-15);
  assertAlmostEquals((1 - heights[1]) * ends[1], area, 1e-15);
});

Deno.test("zigguratTables() puts the area of the tail into the base", () => {
  // ∫ exp(−x²/2) from r on, by the continued fraction f(r)/(r + 1/(r + 2/(r + 3/(r + …)))).
  let denominator = TAIL_START;
  for (let k = 200; k > 0; k--) denominator = TAIL_START + k / denominator;
  const tail = heights[255] / denominator;
  assertAlmostEquals((ends[0] - ends[255]) * heights[255], tail, 1e-16);
});

Deno.test("zigguratTables() agrees with exp and with the quotients of neighbouring ends", () => {
  assertEquals([ends[255], heights[0], inner[1]], [TAIL_START, 1, 0]);
  for (let i = 1; i < 256; i++) {
    assertAlmostEquals(heights[i], Math.exp(-0.5 * ends[i] * ends[i]), 3e-16);
    if (i > 1) assertAlmostEquals(inner[i], ends[i - 1] / ends[i] * 2 ** 52, 1);
    assert(Number.isInteger(inner[i]));
    assert(i === 1 || ends[i] > ends[i - 1]);
  }
});

Deno.test("zigguratTables() computes once", () => {
  assertStrictEquals(zigguratTables(), zigguratTables());
});
