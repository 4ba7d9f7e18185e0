/**
 * Diagrams and their gradients as pictures: what is drawn, layering, and the errors of bad calls.
 *
 * @module
 */
import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { type Axes, plotDiagram, plotDiagramGradient, subplots, tensor } from "../../mod.ts";
import { elements, parseXml } from "./xml.ts";

function svgOf(ax: Axes): string {
  return ax.figure.toSVG();
}

function texts(ax: Axes): string[] {
  return elements(parseXml(svgOf(ax)), "text").map(({ text }) => text);
}

function tooltips(ax: Axes): string[] {
  return elements(parseXml(svgOf(ax)), "title").slice(1).map(({ text }) => text);
}

/** Fills of the groups of points, in drawing order. */
function fills(ax: Axes): string[] {
  return elements(parseXml(svgOf(ax)), "g").flatMap(({ attributes, children }) =>
    attributes.fill !== undefined && children.some(({ name }) => name === "circle") ? attributes.fill : []
  );
}

const ROWS = [[0.1, 0.9], [0.2, 0.4]];

Deno.test("plotDiagram() reads diagrams in every form alike", () => {
  const points = tensor(ROWS);
  const forms = [
    { 1: ROWS },
    { 1: points },
    new Map([[1, points]]),
    [[1, points]] as [number, typeof points][],
    {
      dims: [1],
      *[Symbol.iterator](): Generator<[number, typeof points]> {
        yield [1, points];
      },
    },
  ];
  for (const form of forms) assertEquals(svgOf(plotDiagram(form)), svgOf(plotDiagram({ 1: ROWS })));
  assertEquals(svgOf(plotDiagram(points)), svgOf(plotDiagram({ 0: ROWS })));
  assertEquals(svgOf(plotDiagram(ROWS)), svgOf(plotDiagram({ 0: ROWS })));
});

Deno.test("plotDiagram() shows births and deaths over one range, in equal units", () => {
  const ax = plotDiagram({ 1: ROWS });
  assertEquals(ax.getXlim(), ax.getYlim());
  const [lower, upper] = ax.getXlim();
  assertAlmostEquals(lower, 0.1 - 0.04, 1e-12);
  assertAlmostEquals(upper, 0.9 + 0.04, 1e-12);
  const { width, height } = ax.getPosition();
  assertAlmostEquals(width, height, 1e-12);
});

Deno.test("plotDiagram() puts points at infinity on a dashed line above all others", () => {
  const ax = plotDiagram({ 0: [[0, 1], [0, Infinity], [0.5, -Infinity]] });
  const root = parseXml(svgOf(ax));
  const dashed = elements(root, "line").filter(({ attributes }) => attributes.stroke === "#4d4d4d");
  assertEquals(dashed.length, 2);
  assert(dashed.every(({ attributes }) => attributes["stroke-dasharray"] !== undefined));
  assertEquals(tooltips(ax)[1], "H0: birth 0.0000, death ∞, persistence ∞");
  // The lines stand 5 % beyond 0 to 1, and the limits 5 % beyond the lines.
  assertAlmostEquals(ax.getYlim()[1], 1.05 + 0.055, 1e-12);
  assertAlmostEquals(ax.getYlim()[0], -0.05 - 0.055, 1e-12);
});

Deno.test("plotDiagram() keeps points at infinity inside axisBounds, also below zero", () => {
  const ax = plotDiagram({ 0: [[-9, -8], [-9, Infinity]] }, { axisBounds: { ymin: -10, ymax: -2 } });
  assertEquals(ax.getYlim(), [-10, -2]);
  const line = elements(parseXml(svgOf(ax)), "line").find(({ attributes }) => attributes.stroke === "#4d4d4d")!;
  const { bottom, height } = ax.getPosition();
  assertAlmostEquals(1 - Number(line.attributes.y1) / 360, bottom + height * 0.95, 1e-4);
});

Deno.test("plotDiagram() into the same axes draws one diagonal, moves on in the colours, and merges legends", () => {
  const [, ax] = subplots(1, 1, { figsize: [5, 5] });
  plotDiagram({ 1: ROWS }, { ax, dimLabelFmt: "clean H{dim}" });
  plotDiagram({ 1: [[0.5, 2]] }, { ax, dimLabelFmt: "noisy H{dim}" });
  plotDiagram({ 0: [[0, Infinity]] }, { ax, color: "k", dimLabelFmt: "third" });
  const root = parseXml(svgOf(ax));
  const diagonals = elements(root, "path").filter(({ attributes }) => attributes.stroke === "#8c8c8c");
  assertEquals(diagonals.length, 1);
  // The points, then their samples in the legend, which are no groups.
  assertEquals(fills(ax), ["#1f77b4", "#ff7f0e"]);
  assertEquals(texts(ax).slice(-3), ["clean H1", "noisy H1", "third"]);
  assertAlmostEquals(ax.getYlim()[1], 1.05 * (2 + 0.05 * 2), 1e-12);
});

Deno.test("plotDiagram() shows a legend only for several dimensions or named labels", () => {
  assert(!texts(plotDiagram({ 1: ROWS })).includes("H1"));
  assertEquals(texts(plotDiagram({ 0: ROWS, 1: ROWS })).slice(-3), ["dimension", "H0", "H1"]);
  assertEquals(texts(plotDiagram({ 0: ROWS, 1: ROWS }, { dims: [1] })).includes("dimension"), false);
});

Deno.test("plotDiagram() takes one colour, one per dimension, or colours by dimension", () => {
  const both = { 0: ROWS, 1: ROWS };
  assertEquals(fills(plotDiagram(both, { color: "r", pointStyle: { marker: "o" } })), ["#ff0000", "#ff0000"]);
  assertEquals(fills(plotDiagram(both, { color: ["r", "b"], pointStyle: { marker: "o" } })), ["#ff0000", "#0000ff"]);
  assertEquals(fills(plotDiagram(both, { color: { 1: "b" }, pointStyle: { marker: "o" } })), ["#1f77b4", "#0000ff"]);
  assertEquals(fills(plotDiagram(both, { pointStyle: { c: "g", marker: "o" } })), ["#008000", "#008000"]);
});

Deno.test("plotDiagram() draws empty diagrams, one point, and points on the diagonal", () => {
  assertEquals(plotDiagram({ 1: [] }).getXlim(), [-0.05, 1.05]);
  assertEquals(svgOf(plotDiagram(tensor(new Float64Array(), { shape: [0, 2] }))), svgOf(plotDiagram([])));
  assertEquals(tooltips(plotDiagram({ 1: [[2, 2], [NaN, 1], [Infinity, Infinity]] })).length, 1);
});

Deno.test("plotDiagramGradient() points along the gradient, or against it for descent", () => {
  const tip = (descent: boolean) => {
    const ax = plotDiagramGradient({ 1: [[0, 1]] }, { 1: [[0.4, 0.8]] }, {
      descent,
      axisBounds: { xmin: -1, xmax: 1, ymin: 0, ymax: 2 },
    });
    const d =
      elements(parseXml(svgOf(ax)), "path").find(({ attributes }) => attributes.d.split("L").length === 7)!.attributes
        .d;
    const [x, y] = d.split("L")[3].split(",").map(Number);
    const { left, bottom, width, height } = ax.getPosition();
    return [2 * (x / 360 - left) / width - 1, 2 * (1 - y / 360 - bottom) / height];
  };
  // A quarter of the gradient, in data units.
  [0.1, 1.2].forEach((value, i) => assertAlmostEquals(tip(false)[i], value, 1e-4));
  [-0.1, 0.8].forEach((value, i) => assertAlmostEquals(tip(true)[i], value, 1e-4));
});

Deno.test("plotDiagramGradient() takes the gradient that backward() left on the tensor", () => {
  const points = tensor([[0.4, 1.6]], { requiresGrad: true });
  points.square().sum().backward();
  assertEquals(
    svgOf(plotDiagramGradient({ 1: points })),
    svgOf(plotDiagramGradient({ 1: points }, { 1: [[0.8, 3.2]] })),
  );
});

Deno.test("plotDiagramGradient() keeps the tips inside the limits", () => {
  const far = { quiverStyle: { scale: 1 } };
  for (const plotPoints of [true, false]) {
    const ax = plotDiagramGradient({ 1: [[0.4, 1.6]] }, { 1: [[-2, 3]] }, { ...far, plotPoints });
    assert(ax.getXlim()[0] < -1.6 && ax.getYlim()[1] > 4.6);
  }
});

Deno.test("plotDiagramGradient() layers on the same axes with labels", () => {
  const [, ax] = subplots();
  plotDiagramGradient({ 1: ROWS }, { 1: [[1, 0], [0, 1]] }, { ax, quiverStyle: { label: "Wasserstein", color: "C0" } });
  plotDiagramGradient({ 1: ROWS }, tensor([[0, 1], [NaN, 1]]), {
    ax,
    plotPoints: false,
    quiverStyle: { label: "sliced", color: "C1" },
  });
  assertEquals(texts(ax).slice(-3), ["H1", "Wasserstein", "sliced"]);
  assertEquals(tooltips(ax).length, 2);
});

Deno.test("Bad diagrams and gradients say what was expected, and draw nothing", () => {
  const [figure, ax] = subplots();
  const before = figure.toSVG();
  // deno-lint-ignore no-explicit-any
  const bad = (value: unknown) => value as any;
  const fresh = tensor([[0.4, 1.6]], { requiresGrad: true });
  const type: [() => unknown, string][] = [
    [
      () => plotDiagram(tensor([1, 2, 3]), { ax }),
      "Cannot plot the diagram: the diagram of dimension 0 must have shape [n, 2], but its shape is [3]",
    ],
    [() => plotDiagram(bad({ 1: [[1, 2, 3]] }), { ax }), "must have shape [n, 2], but one row is [1, 2, 3]"],
    [
      () => plotDiagram(bad(5), { ax }),
      "Cannot plot the diagram: diagrams must be given by dimension or as a tensor, but are 5",
    ],
    [() => plotDiagram({ 1: ROWS }, bad({ ax, size: 5 })), 'but one is "size"'],
    [() => plotDiagram({ 1: ROWS }, { ax, color: ["r", "g"] }), "color must be one per dimension, but has 2 for 1"],
    [() => plotDiagram({ 1: ROWS }, { ax, color: bad(5) }), "color must be one, or one per dimension, but is 5"],
    [() => plotDiagram({ 1: ROWS }, { ax, dims: bad(1) }), "dims must be a list, but is 1"],
    [() => plotDiagram({ 1: ROWS }, { ax: bad(figure) }), "ax must be axes of a figure, but is an object"],
    [() => plotDiagram({ 1: ROWS }, { ax, pointStyle: bad({ size: 3 }) }), 'but one is "size"'],
    [() => plotDiagram({ 1: ROWS }, { ax, infPointStyle: bad("o") }), 'the options must be an object, but are "o"'],
    [
      () => plotDiagramGradient({ 1: ROWS }, { 1: ROWS }, { ax, descent: bad("yes") }),
      'Cannot plot the diagram\'s gradient: descent must be true or false, but is "yes"',
    ],
    [
      () => plotDiagramGradient({ 1: ROWS }, { 1: ROWS }, { ax, plotPoints: false, title: bad(5) }),
      "the title must be a string, but is 5",
    ],
    [
      () => plotDiagramGradient({ 1: fresh }, null, { ax }),
      "must have a gradient (call retainGrad() on it before backward(), or pass grads), but its grad is null",
    ],
    [
      () => plotDiagramGradient({ 1: ROWS }, { 1: [[1, 2]] }, { ax }),
      "must have shape [2, 2], but its shape is [1, 2]",
    ],
    [() => plotDiagramGradient({ 1: ROWS }, { 0: ROWS }, { ax }), "dimension 1 is missing"],
  ];
  const range: [() => unknown, string][] = [
    [() => plotDiagram({ 1: ROWS }, { ax, dims: [2] }), "Cannot plot the diagram: dims must be among 1, but one is 2"],
    [() => plotDiagram({ [-1]: ROWS }, { ax }), "dimensions must be integers of at least 0, but one is -1"],
    [() => plotDiagram({ 1: ROWS }, { ax, color: "nope" }), "color must be a CSS colour"],
    [() => plotDiagram({ 1: ROWS }, { ax, pointStyle: { alpha: 5 } }), "alpha must lie between 0 and 1, but is 5"],
    [() => plotDiagram({ 1: ROWS }, { ax, gridStyle: { linewidth: -1 } }), "linewidth must be at least 0, but is -1"],
    [
      () => plotDiagram({ 1: ROWS }, { ax, axisBounds: { xmin: 1, xmax: 0 } }),
      "xmin must be below xmax, but they are 1 and 0",
    ],
    [
      () => plotDiagramGradient({ 1: ROWS }, { 1: ROWS }, { ax, quiverStyle: { width: -1 } }),
      "width must be positive, but is -1",
    ],
  ];
  for (const [call, message] of type) assertThrows(call, TypeError, message);
  for (const [call, message] of range) assertThrows(call, RangeError, message);
  assertEquals(figure.toSVG(), before);
});
