/**
 * Clip paths that cut nothing: rendered pictures do without them, and look the same.
 *
 * @module
 */
import { assert, assertEquals } from "@std/assert";
import { type Axes, subplots } from "../../mod.ts";
import { withoutIdleClips } from "../../plot/idle_clips.ts";
import { renderPixels } from "../../plot/png.ts";
import { IDENTIFIER, serialize, type SvgNode } from "../../plot/svg.ts";
import { FIGURES } from "./figures.ts";

function textOf(node: SvgNode): string {
  return serialize(node).replaceAll(IDENTIFIER, "figure");
}

function clipsOf(draw: (ax: Axes) => unknown): number {
  const [figure, ax] = subplots();
  draw(ax);
  return textOf(withoutIdleClips(figure.toNode())).split("clip-path=").length - 1;
}

Deno.test("withoutIdleClips() keeps the clip paths of what crosses a spine, or may do so", () => {
  assertEquals(clipsOf((ax) => ax.scatter([0, 1], [0, 1])), 0);
  assertEquals(clipsOf((ax) => ax.scatter([0, 1], [0, 1]).setXlim(0, 2)), 1);
  assertEquals(clipsOf((ax) => ax.plot([0, 1, 2], [0, 1, 0], { marker: "s" })), 0);
  assertEquals(clipsOf((ax) => ax.plot([0, 1, 2], [0, 1, 0], { linewidth: 40 })), 1);
  assertEquals(clipsOf((ax) => ax.axhline(0.5)), 1);
  assertEquals(clipsOf((ax) => ax.imshow([[1]])), 1);
  assertEquals(clipsOf((ax) => ax.plot([0, 1], [0, 1]).plot([0, 9], [0, 9]).setXlim(-1, 2)), 1);
});

for (const [name, make] of Object.entries(FIGURES)) {
  Deno.test(`The picture "${name}" looks the same without its idle clip paths`, async () => {
    const node = make().toNode();
    const [before, after] = [await renderPixels(textOf(node)), await renderPixels(textOf(withoutIdleClips(node)))];
    // Layers are rounded once more.
    const most = before.data.reduce((worst, value, i) => Math.max(worst, Math.abs(value - after.data[i])), 0);
    assert(most <= 2, `a channel differs by ${most}`);
  });
}
