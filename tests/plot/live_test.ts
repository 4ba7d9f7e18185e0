/**
 * What notebooks show: figures that follow a loop, tensors and diagrams.
 *
 * @module
 */
import { assert, assertEquals, assertThrows } from "@std/assert";
import { live, LiveDisplay, type LiveKernel, persistenceDiagram, subplots, tensor, vrFiltration } from "../../mod.ts";

interface Shown {
  html: string;
  options: { display_id: string; update?: boolean };
}

/** A kernel that remembers what it is shown. */
function kernelOf(shown: Shown[]): () => LiveKernel {
  return () => ({
    display: async (value, options) => void shown.push({ html: (await bundleOf(value))["text/html"], options }),
  });
}

Deno.test("live() shows a figure once, then updates it in its place, no oftener than asked", async () => {
  const shown: Shown[] = [], [figure, ax] = subplots(), display = new LiveDisplay(figure, 0, kernelOf(shown));
  assertEquals(await display.update(), true);
  ax.setTitle("later");
  assertEquals(await display.update(), true);
  assertEquals(display.updates, 2);
  assertEquals(shown.map(({ options: { update } }) => update), [false, true]);
  assertEquals(shown[0].options.display_id, shown[1].options.display_id);
  assertEquals(shown.map(({ html }) => html.includes("later")), [false, true]);
  const slow = new LiveDisplay(() => subplots()[1], 1e6, kernelOf(shown));
  assertEquals([await slow.update(), await slow.update(), await slow.finish()], [true, false, true]);
  assert(slow.updates === 2 && shown[2].options.display_id !== shown[0].options.display_id);
});

Deno.test("live() does nothing outside of a notebook, and refuses what is no figure", async () => {
  const display = live(subplots()[0]);
  assertEquals([await display.update(), await display.finish(), display.updates], [false, false, 0]);
  assertThrows(
    () => live(5 as never),
    TypeError,
    "a figure, or a function that gives one, was expected, but 5 was found",
  );
  assertThrows(() => live(subplots()[0], { interval: -1 }), RangeError, "interval must be at least 0, but is -1");
});

/** The bundle that the kernel is given. */
async function bundleOf(value: unknown): Promise<Record<string, string>> {
  return await (value as Record<symbol, () => Promise<Record<string, string>>>)[Symbol.for("Jupyter.display")]();
}

Deno.test("diagrams show themselves in a notebook as a chart", async () => {
  const bundle = await bundleOf(persistenceDiagram(vrFiltration([[0, 0], [1, 0], [1, 1], [0, 1]])));
  assertEquals(Object.keys(bundle).sort(), ["image/png", "image/svg+xml", "text/html", "text/plain"]);
  assert(bundle["text/html"].includes("<svg") && bundle["text/html"].includes("H1: 1 point"));
  assertEquals(bundle["text/plain"], "Diagrams(H0: 3 points, H1: 1 point)");
});

Deno.test("tensors show themselves in a notebook as a table, and as a picture where they have one", async () => {
  const matrix = await bundleOf(tensor([[1, 2.5, -3], [4, 5, 6]]));
  assertEquals(Object.keys(matrix).sort(), ["image/png", "image/svg+xml", "text/html", "text/plain"]);
  assert(matrix["text/html"].startsWith("<table><tr><td>1</td><td>2.5000</td><td>−3</td></tr>"));
  assert(matrix["text/html"].includes("tensor [2, 3]") && matrix["image/svg+xml"].includes("<image"));
  assert((await bundleOf(tensor([1, 2, 3])))["image/svg+xml"].includes("a line through 3 points"));
  assert((await bundleOf(tensor([[1, 2], [3, 4]])))["image/svg+xml"].includes("2 points"));
  for (const value of [3, [[[1, 2]]], []]) {
    assertEquals(Object.keys(await bundleOf(tensor(value))).sort(), ["text/html", "text/plain"]);
  }
  const long = (await bundleOf(tensor(Array.from({ length: 100 }, (_, i) => i))))["text/html"];
  assert(long.includes("<td>…</td><td>99</td>"));
});
