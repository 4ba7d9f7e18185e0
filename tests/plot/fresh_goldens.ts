/**
 * What matplotlib draws now: the goldens of figures must be that, and our charts beside it. `deno task matplotlib` runs this
 * file, which is no part of the other tests, as it installs matplotlib; without Python it fails.
 *
 * Tolerances: numbers of the goldens within 1e-9 of their size, the ink of blocks within 1 of 255; our charts as in
 * `five_charts.ts`.
 *
 * @module
 */
import { assert, assertEquals } from "@std/assert";
import { pythonWith } from "../../tools/python.ts";
import charts from "../goldens/charts.json" with { type: "json" };
import numbers from "../goldens/matplotlib.json" with { type: "json" };
import { assertInk, assertLayout, CHART_NAMES, type Goldens } from "./five_charts.ts";

const python = await pythonWith({
  action: "compare with matplotlib",
  requirements: "tools/matplotlib/requirements.txt",
  folder: "tools/matplotlib/.venv",
});

/** What a script that makes goldens prints. */
async function made<T>(script: string): Promise<T> {
  const command = new Deno.Command(python, { args: [`tests/goldens/${script}`], stdin: "null" });
  const { success, stdout, stderr } = await command.output();
  assert(success, new TextDecoder().decode(stderr));
  return JSON.parse(new TextDecoder().decode(stdout)) as T;
}

/** Passes where both have the same form and words, and numbers at most `slack` times their size apart. */
function assertClose(found: unknown, expected: unknown, slack: number, path: string): void {
  if (typeof found === "number" && typeof expected === "number") {
    assert(Math.abs(found - expected) <= slack * Math.max(1, Math.abs(expected)), `${path}: ${found} for ${expected}`);
    return;
  }
  if (typeof found !== "object" || typeof expected !== "object" || found === null || expected === null) {
    return assertEquals(found, expected, path);
  }
  assertEquals(Object.keys(found), Object.keys(expected), path);
  for (const [key, value] of Object.entries(found)) {
    assertClose(value, (expected as Record<string, unknown>)[key], slack, `${path}.${key}`);
  }
}

Deno.test("matplotlib.json is what matplotlib says now", async () => {
  assertClose(await made("make_matplotlib.py"), numbers, 1e-9, "matplotlib.json");
});

Deno.test("charts.json is what matplotlib draws now, and our charts have layout and ink of that", async (t) => {
  const fresh = await made<Goldens>("make_charts.py");
  assertEquals(Object.keys(fresh), CHART_NAMES);
  for (const name of CHART_NAMES) {
    await t.step(name, async () => {
      const { blocks, ...layout } = fresh[name], { blocks: storedBlocks, ...storedLayout } = charts[name];
      assertClose(layout, storedLayout, 1e-9, name);
      blocks.flat().forEach((ink, k) => assert(Math.abs(ink - storedBlocks.flat()[k]) <= 1, `block ${k}`));
      assertLayout(name, fresh);
      await assertInk(name, fresh);
    });
  }
});
