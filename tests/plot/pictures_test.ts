/**
 * Five charts beside what matplotlib drew when the goldens were made; `fresh_goldens.ts` asks it again.
 *
 * @module
 */
import goldens from "../goldens/charts.json" with { type: "json" };
import { assertInk, assertLayout, CHART_NAMES } from "./five_charts.ts";

for (const name of CHART_NAMES) {
  Deno.test(`the chart "${name}" has its box, limits, ticks and arrows where matplotlib has them`, () => {
    assertLayout(name, goldens);
  });

  Deno.test(`the chart "${name}" has its ink where matplotlib has it`, async () => {
    await assertInk(name, goldens);
  });
}
