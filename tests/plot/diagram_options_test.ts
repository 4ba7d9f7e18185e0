/**
 * What diagrams can show besides their points: lifetimes, logarithms, bands, crowds, numbers; and gradients of many points.
 *
 * @module
 */
import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { type Axes, plotDiagram, plotDiagramGradient, plotPointCloud, subplots } from "../../mod.ts";
import { elements, parseXml, type XmlElement } from "./xml.ts";

const ROWS = [[1, 9], [2, 4], [4, 5]];

function root(ax: Axes): XmlElement {
  return parseXml(ax.figure.toSVG());
}

function texts(ax: Axes): string[] {
  return elements(root(ax), "text").map(({ text }) => text);
}

function description(ax: Axes): string {
  return elements(root(ax), "desc")[0].text;
}

/** Warnings given while `run` runs, which are not printed. */
function warnings(run: () => unknown): string[] {
  const told: string[] = [], warn = console.warn;
  console.warn = (text: string) => told.push(text);
  try {
    run();
  } finally {
    console.warn = warn;
  }
  return told;
}

/** Points spread evenly above the diagonal, by the golden ratio. */
function crowd(count: number): { data: Float64Array; shape: number[] } {
  const data = new Float64Array(2 * count);
  for (let i = 0; i < count; i++) {
    data[2 * i] = i * 0.6180339887498949 % 1;
    data[2 * i + 1] = data[2 * i] + (i / count) ** 8;
  }
  return { data, shape: [count, 2] };
}

Deno.test("plotDiagram() with lifetime shows death − birth above a level diagonal", () => {
  const ax = plotDiagram({ 1: [...ROWS, [3, Infinity]] }, { lifetime: true });
  // From 0 to 8, the line at infinity 5 % above, 5 % of room.
  assertAlmostEquals(ax.getYlim()[0], -0.05 * 8.4, 1e-12);
  assertAlmostEquals(ax.getYlim()[1], 8.4 * 1.05, 1e-12);
  assert(texts(ax).includes("lifetime") && texts(ax).includes("∞"));
});

Deno.test("plotDiagram() on logarithmic axes shifts what is not positive to 1, and says so", () => {
  const plain = plotDiagram({ 1: ROWS }, { logX: true, logY: true });
  assertEquals([texts(plain).includes("birth"), texts(plain).includes("death")], [true, true]);
  assert(plain.getXlim()[0] > 0.5 && plain.getXlim()[0] < 1);
  const shifted = plotDiagram({ 0: [[0, 2], [-3, 5]] }, { logX: true, logY: true });
  assertEquals([texts(shifted).includes("birth + 4"), texts(shifted).includes("death + 4")], [true, true]);
  const one = plotDiagram({ 0: [[0, 2], [0, 5]] }, { logX: true });
  assertEquals([texts(one).includes("birth + 1"), texts(one).includes("death")], [true, true]);
});

Deno.test("plotDiagram() refuses other coordinates on axes that have some", () => {
  const ax = plotDiagram({ 1: ROWS }, { lifetime: true });
  assertThrows(
    () => plotDiagram({ 1: ROWS }, { ax }),
    RangeError,
    "lifetime, logX and logY must be those of the diagrams on the axes, true, false and false, but are [false, false, false]",
  );
  plotDiagram({ 1: ROWS }, { ax, lifetime: true });
});

Deno.test("plotDiagram() draws a band above the diagonal and a block below, also on logarithmic axes", () => {
  for (const options of [{}, { lifetime: true }, { logX: true, logY: true }, { logY: true }]) {
    const ax = plotDiagram({ 1: ROWS }, { ...options, band: 2, greyblock: true });
    const fills = elements(root(ax), "path").map(({ attributes }) => attributes.fill);
    assert(fills.includes("#ff0000") && fills.includes("#d3d3d3"), JSON.stringify(options));
    assert(description(ax).includes("a band of height 2 above the diagonal"));
  }
});

Deno.test("plotDiagram() draws points at one place once with multiplicity, and counts them", () => {
  const rows = [[0, 1], [0, 1], [0, 1], [0, 2], [0, Infinity], [0, Infinity]];
  const ax = plotDiagram({ 0: rows }, { multiplicity: true }),
    titles = elements(root(ax), "title").map(({ text }) => text);
  assertEquals(texts(ax).filter((text) => text.startsWith("×")), ["×3", "×2"]);
  assert(titles.includes("H0: birth 0.0000, death 1.0000, persistence 1.0000, 3 times"));
});

Deno.test("plotDiagram() gives each of several dimensions a shape, a colour map its colours, and one colour a warning", () => {
  const both = { 0: ROWS, 1: ROWS };
  assertEquals(elements(root(plotDiagram(both)), "circle").length, 4);
  assertEquals(elements(root(plotDiagram({ 1: ROWS })), "circle").length, 3);
  const svg = plotDiagram(both, { cmap: "viridis" }).figure.toSVG();
  assert(svg.includes("#440154") && svg.includes("#fde725"), "the ends of viridis");
  assertEquals(warnings(() => plotDiagram(both, { color: "r" })), ["Warning: 2 dimensions are drawn in one colour"]);
  assertEquals(elements(root(plotDiagram(both, { maxDimension: 0 })), "circle").length, 3);
});

Deno.test("plotDiagram() tells what cannot be drawn, and which point lives longest", () => {
  const text = description(plotDiagram({ 1: [...ROWS, [NaN, 1], [1, NaN], [-Infinity, 0], [0, Infinity]] }));
  assert(text.includes('3 points (3 not finite, left out) "H1", most persistent from 1 to 9'), text);
  assert(text.includes('1 point "H1" at infinity'), text);
});

Deno.test("plotDiagram() draws many points near the diagonal as a density, the others one by one", () => {
  const { data, shape } = crowd(30_000), ax = plotDiagram({ data, shape });
  assertEquals(elements(root(ax), "image").length, 1);
  const [, far] = /(\d+) points "H0"/.exec(description(ax))!,
    [, near] = /the density of (\d+) points/.exec(description(ax))!;
  assertEquals(Number(far) + Number(near), 30_000);
  assert(Number(far) > 1000 && Number(far) < 15_000);
  assertEquals(elements(root(plotDiagram({ data, shape }, { scatterOnly: true })), "image").length, 0);
  assertEquals(elements(root(plotDiagram({ 1: ROWS }, { densityThreshold: 2 })), "image").length <= 1, true);
});

Deno.test("plotDiagram() and plotPointCloud() of a million points warn and draw a density", () => {
  const { data, shape } = crowd(1_000_000);
  let ax: Axes;
  assertEquals(warnings(() => ax = plotDiagram({ data, shape }, { scatterOnly: true })), [
    "Warning: to plot the diagram, 1000000 points are too many; their density is drawn, not each of them",
  ]);
  assert(ax!.figure.toSVG().length < 2e6);
  assertEquals(warnings(() => ax = plotPointCloud({ data, shape })).length, 1);
  assert(ax!.figure.toSVG().length < 1e6);
});

/** Number of arrows in drawing order. */
function arrows(ax: Axes): number {
  return elements(root(ax), "g").filter(({ attributes }) => attributes.fill === "#009e73")
    .reduce((sum, { children }) => sum + children.length, 0);
}

Deno.test("plotDiagramGradient() draws the longest arrows, those at persistent points, and not too many", () => {
  const grads = ROWS.map((_, i) => [i + 1, 0]);
  assertEquals(arrows(plotDiagramGradient({ 1: ROWS }, { 1: grads })), 3);
  assertEquals(arrows(plotDiagramGradient({ 1: ROWS }, { 1: grads }, { topKArrows: 2 })), 2);
  assertEquals(arrows(plotDiagramGradient({ 1: ROWS }, { 1: grads }, { minPersistence: 2 })), 2);
  const many = Array.from({ length: 1200 }, (_, i) => [i / 1200, 2]);
  let ax: Axes;
  const told = warnings(() => ax = plotDiagramGradient({ 1: many }, { 1: many }));
  assertEquals(told, ["Warning: of 1200 arrows the 200 longest are drawn; set topKArrows for more"]);
  assertEquals(arrows(ax!), 200);
});

Deno.test("plotDiagramGradient() points at the moved point on lifetime and logarithmic axes too", () => {
  for (const options of [{}, { lifetime: true }, { logX: true, logY: true }, { logX: true }]) {
    const [, ax] = subplots(1, 1, { figsize: [5, 5] });
    plotDiagramGradient({ 1: [[2, 10]] }, { 1: [[8, -12]] }, { ax, ...options });
    ax.setXlim(1, 20).setYlim(1, 20);
    const group = elements(root(ax), "g").find(({ attributes }) => attributes.fill === "#009e73")!;
    const [u, v] = group.children[0].attributes.d.split("L")[3].split(",").map(Number);
    const { left, bottom, width, height } = ax.getPosition();
    const isLog = [options.logX ?? false, options.logY ?? false];
    const place = (value: number, log: boolean) => log ? Math.log(value) / Math.log(20) : (value - 1) / 19;
    // A quarter of the gradient away: birth 4, death 7, lifetime 3.
    assertAlmostEquals(u / 360, left + width * place(4, isLog[0]), 1e-5);
    assertAlmostEquals(1 - v / 360, bottom + height * place(options.lifetime ? 3 : 7, isLog[1]), 1e-5);
  }
});
