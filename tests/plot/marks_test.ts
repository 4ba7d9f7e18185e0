/**
 * Bars, histograms, stairs, areas, error bars, bands and points coloured by value: what they draw and ask for.
 *
 * @module
 */
import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { type Axes, subplots, tensor } from "../../mod.ts";
import { descendants, elements, parseXml, type XmlElement } from "./xml.ts";

function drawn(draw: (ax: Axes) => unknown): { root: XmlElement; ax: Axes; text: string } {
  const [figure, ax] = subplots();
  draw(ax);
  const root = parseXml(figure.toSVG());
  return { root, ax, text: elements(root, "desc")[0].text };
}

/** Elements inside the clipped marks. */
function inside(root: XmlElement, name: string): Record<string, string>[] {
  return elements(root, "g").filter(({ attributes }) => "clip-path" in attributes)
    .flatMap((group) => descendants(group)).filter((node) => node.name === name).map(({ attributes }) => attributes);
}

/** The corners of a path in data units. */
function corners(ax: Axes, d: string): number[][] {
  const { left, bottom, width, height } = ax.getPosition(), [x0, x1] = ax.getXlim(), [y0, y1] = ax.getYlim();
  return d.replace("Z", "").slice(1).split(/[LM]/).map((pair) => {
    const [u, v] = pair.split(",").map(Number);
    const x = x0 + (x1 - x0) * (u / 460.8 - left) / width, y = y0 + (y1 - y0) * (1 - v / 345.6 - bottom) / height;
    return [x, y].map((value) => Math.round(value * 100) / 100 + 0);
  });
}

Deno.test("scatter() colours numbers by map, limits and norm, and leaves those without colour out", () => {
  const fills = (c: number[], options = {}) =>
    inside(drawn((ax) => ax.scatter(c.map((_, i) => i), c, { c, ...options })).root, "circle").map(({ fill }) => fill);
  assertEquals(fills([0, 5, 10]), ["#440154", "#21918c", "#fde725"]);
  assertEquals(fills([1, 10, 100], { norm: "log" }), ["#440154", "#21918c", "#fde725"]);
  assertEquals(fills([0, 25, 100], { norm: "sqrt" }), ["#440154", "#21918c", "#fde725"]);
  assertEquals(fills([0, 1], { cmap: "gray", vmin: -1, vmax: 1 }), ["#808080", "#ffffff"]);
  assertEquals(fills([0, NaN, 1]).length, 2);
  assertEquals(fills([-1, 0, 1, 10], { norm: "log" }).length, 2);
  const { text } = drawn((ax) => ax.scatter([0, 1, 2], [0, 1, 2], { c: tensor([3, NaN, 5]) }));
  assert(text.includes("2 points (1 not finite, left out), colours from 3 to 5"), text);
});

Deno.test("scatter() takes one rim per point", () => {
  const { root } = drawn((ax) => ax.scatter([0, 1], [0, 1], { color: "w", edgecolors: ["r", "k"] }));
  assertEquals(inside(root, "circle").map(({ stroke }) => stroke), ["#ff0000", "#000000"]);
});

Deno.test("scatter() draws many opaque points of one look as one path, and translucent ones each for itself", () => {
  const x = Array.from({ length: 3000 }, (_, i) => i);
  const [path, ...rest] = inside(drawn((ax) => ax.scatter(x, x)).root, "path");
  assertEquals([path.d.match(/M/g)!.length, rest.length, path.stroke], [3000, 0, "#1f77b4"]);
  assertEquals(inside(drawn((ax) => ax.scatter(x, x, { alpha: 0.5 })).root, "circle").length, 3000);
  const squares = inside(drawn((ax) => ax.scatter(x, x, { marker: "s", facecolors: "none" })).root, "path");
  assertEquals([squares.length, squares[0].d.match(/Z/g)!.length], [1, 3000]);
  // Runs of one colour stay in order.
  const colors = x.map((i) => i < 1000 ? "r" : i < 2500 ? "k" : "r");
  const runs = inside(drawn((ax) => ax.scatter(x, x, { c: colors })).root, "path");
  assertEquals(runs.map(({ stroke, d }) => [stroke, d.match(/M/g)!.length]), [["#ff0000", 1000], ["#000000", 1500], [
    "#ff0000",
    500,
  ]]);
});

Deno.test("plot() draws hollow markers and rims of another colour", () => {
  const { root } = drawn((ax) =>
    ax.plot([0, 1], [0, 1], { color: "r", marker: "o", markerfacecolor: "none", markeredgecolor: "k" })
  );
  assertEquals(inside(root, "circle").map(({ fill, stroke }) => [fill, stroke]), [["none", "#000000"], [
    "none",
    "#000000",
  ]]);
  const refused = () => subplots()[1].plot([0], [0], { markerfacecolor: "mud" });
  assertThrows(refused, RangeError, "markerfacecolor must be a CSS colour");
});

Deno.test("bar() stands on its base with no room below, and writes names below the bars", () => {
  const { root, ax } = drawn((ax) => ax.bar(["a", "b"], [1, 2]).bar([0, 1], [3, 2], { bottom: [1, 2], color: "r" }));
  const bars = inside(root, "rect");
  assertEquals([bars.length, ax.getYlim()[0]], [4, 0]);
  assertAlmostEquals(ax.getYlim()[1], 4.2, 1e-12);
  assertAlmostEquals(Number(bars[2].height), 3 * Number(bars[0].height), 2e-3);
  assertAlmostEquals(Number(bars[2].y) + Number(bars[2].height), Number(bars[0].y), 2e-3);
  const texts = elements(root, "text").map(({ text }) => text);
  assert(texts.includes("a") && texts.includes("b"));
});

Deno.test("barh() lies, bars of negative length reach back, and bars that are not finite are left out", () => {
  const { root, ax, text } = drawn((ax) => ax.barh([0, 1, 2], [2, -1, NaN], { height: 0.5, align: "edge" }));
  assertEquals(inside(root, "rect").length, 2);
  [...ax.getXlim(), ...ax.getYlim()].forEach((v, i) => assertAlmostEquals(v, [-1.15, 2.15, -0.075, 1.575][i], 1e-12));
  assert(text.includes("2 bars (1 not finite, left out)"), text);
});

Deno.test("bar() on a logarithmic axis ends below, without a NaN", () => {
  const { root, ax } = drawn((ax) => ax.bar([0, 1], [10, 1000]).setYscale("log"));
  assert(ax.getYlim()[0] > 0 && ax.getYlim()[0] < 10);
  for (const { height } of inside(root, "rect")) assert(Number(height) > 0);
});

Deno.test("hist() counts values in bins, the last one closed, as numpy does", () => {
  const heights = (values: number[], options = {}) => {
    const { root, ax } = drawn((ax) => ax.hist(values, options)), [low, high] = ax.getYlim();
    return inside(root, "rect").map(({ height }) => Number(height) / (345.6 * ax.getPosition().height) * (high - low));
  };
  // numpy.histogram([0, 1, 1, 2, 4], 4) is [1, 2, 1, 1].
  heights([0, 1, 1, 2, 4, NaN], { bins: 4 }).forEach((v, i) => assertAlmostEquals(v, [1, 2, 1, 1][i], 1e-4));
  heights([0, 1, 1, 2, 4], { bins: [0, 1, 4], density: true })
    .forEach((v, i) => assertAlmostEquals(v, [0.2, 0.8 / 3][i], 1e-4));
  assertEquals(heights([3, 3], { bins: 2 }).map(Math.round), [0, 2]);
  assertEquals(heights([], { bins: 2 }), [0, 0]);
  assert(drawn((ax) => ax.hist([1, NaN])).text.includes("a histogram of 1 values in 10 bins (1 left out)"));
});

Deno.test("step() rises before, behind or between its points", () => {
  const stairs = (where: "pre" | "post" | "mid") => {
    const { root, ax } = drawn((ax) => ax.step([0, 2, 4], [0, 1, 3], { where }));
    return corners(ax, inside(root, "path")[0].d);
  };
  assertEquals(stairs("pre"), [[0, 0], [0, 1], [2, 1], [2, 3], [4, 3]]);
  assertEquals(stairs("post"), [[0, 0], [2, 0], [2, 1], [4, 1], [4, 3]]);
  assertEquals(stairs("mid"), [[0, 0], [1, 0], [1, 1], [2, 1], [3, 1], [3, 3], [4, 3]]);
});

Deno.test("fillBetween() fills stretches that are finite and wanted, upright or lying, straight or in steps", () => {
  const areas = (draw: (ax: Axes) => unknown) => {
    const { root, ax } = drawn(draw), [path] = inside(root, "path");
    return path.d.split("Z").slice(0, -1).map((d) => corners(ax, d));
  };
  assertEquals(areas((ax) => ax.fillBetween([0, 1], [1, 2])), [[[0, 1], [1, 2], [1, 0], [0, 0]]]);
  assertEquals(areas((ax) => ax.fillBetweenx([0, 1], [1, 2], 3)), [[[1, 0], [2, 1], [3, 1], [3, 0]]]);
  assertEquals(areas((ax) => ax.fillBetween([0, 1, 2, 3, 4], [1, 1, NaN, 1, 1])).length, 2);
  const where = [true, true, false, true];
  assertEquals(areas((ax) => ax.fillBetween([0, 1, 2, 3], [1, 1, 1, 1], 0, { where })).length, 1);
  assertEquals(areas((ax) => ax.fillBetween([0, 1], [1, 2], 0, { step: "post" })), [
    [[0, 1], [1, 1], [1, 2], [1, 0], [1, 0], [0, 0]],
  ]);
  assertEquals(inside(drawn((ax) => ax.fillBetween([], []).fillBetween([1], [1])).root, "path"), []);
});

Deno.test("errorbar() draws ranges that the limits show, with caps", () => {
  const { root, ax } = drawn((ax) =>
    ax.errorbar([0, 1], [0, 1], { yerr: [[1, 2], 3], xerr: 0.5, capsize: 2, marker: "o", linestyle: "none" })
  );
  [...ax.getXlim(), ...ax.getYlim()].forEach((v, i) => assertAlmostEquals(v, [-0.6, 1.6, -1.25, 4.25][i], 1e-12));
  const [ranges] = inside(root, "path");
  assertEquals([ranges.d.match(/M/g)!.length, inside(root, "circle").length], [12, 2]);
});

Deno.test("axhline(), axvline(), axhspan() and axvspan() reach from spine to spine and ask for one axis only", () => {
  const { root, ax } = drawn((ax) => ax.axhline(2).axvspan(1, 3, { alpha: 0.5 }));
  // A single value is widened by 5 % of itself, and then has the usual margins.
  [...ax.getXlim(), ...ax.getYlim()].forEach((v, i) => assertAlmostEquals(v, [0.9, 3.1, 1.89, 2.11][i], 1e-12));
  const { width, height } = ax.getPosition();
  const [{ x1, x2 }] = inside(root, "line"), [band] = inside(root, "rect");
  assertAlmostEquals(Number(x2) - Number(x1), 460.8 * width, 2e-3);
  assertAlmostEquals(Number(band.height), 345.6 * height, 2e-3);
});

Deno.test("Marks refuse bad calls and draw nothing", () => {
  const [figure, ax] = subplots();
  const before = figure.toSVG();
  // deno-lint-ignore no-explicit-any
  const any = ax as any;
  const bad: [() => unknown, string][] = [
    [() => ax.scatter([1, 2], [1, 2], { c: [1] }), "c must be one value per point, but has 1 for 2 points"],
    [() => any.scatter([1], [1], { c: [1], norm: "cubic" }), 'norm must be one of "linear", "log", "symlog", "sqrt"'],
    [() => any.scatter([1], [1], { c: [1], cmap: "jet" }), 'cmap must be one of "viridis"'],
    [() => ax.scatter([1], [1], { c: [1], norm: "log", vmin: -1 }), 'vmin must be positive where norm is "log"'],
    [() => ax.bar([1, 2], [1]), "x and height must have the same length, but have 2 and 1"],
    [() => ax.bar([1, 2], [1, 2], { color: ["r"].concat(["k", "b"]) }), "color must be one colour or one per bar"],
    [() => ax.bar([1], [1], { width: [1, 2] }), "Cannot draw the bars: width must be one or 1, but are 2"],
    [
      () => any.bar([1], [1], { left: 1 }),
      'options must be among width, bottom, align, color, edgecolor, linewidth, alpha, label, zorder, but one is "left"',
    ],
    [() => any.barh([1], [1], { bottom: 1 }), "options must be among height, left, align,"],
    [() => ax.barh([1], [1], { left: [1, 2] }), "Cannot draw the bars: left must be one or 1, but are 2"],
    [() => any.barh([1], [1], { align: "left" }), 'align must be one of "center", "edge", but is "left"'],
    [() => ax.hist([1], { bins: 0 }), "bins must be a positive integer or edges, but is 0"],
    [() => ax.hist([1], { bins: [2, 1] }), "bins must be at least two growing edges, but are [2, 1]"],
    [() => ax.hist([1], { range: [2, 1] }), "range must be two growing numbers, but is [2, 1]"],
    [() => any.step([1], [1], { where: "here" }), 'where must be one of "pre", "post", "mid", but is "here"'],
    [() => ax.fillBetween([1, 2], [1, 2, 3]), "Cannot fill between the curves: y1 must be one or 2, but are 3"],
    [() => ax.fillBetween([1, 2], 1, 0, { where: [true] }), "where must be one per point, but is [true] for 2"],
    [() => ax.errorbar([1], [1], { yerr: -1 }), "Cannot draw the error bars: yerr must be at least 0, but is -1"],
    [() => any.errorbar([1], [1], { yErr: 1 }), 'but one is "yErr"'],
    [() => ax.axhspan(NaN, 1), "Cannot draw the horizontal band: the start must be finite, but is NaN"],
    [() => any.axvline("1"), "Cannot draw vertical lines: the positions must be a tensor or an array of numbers"],
  ];
  for (const [call, message] of bad) assertThrows(call, Error, message);
  assertEquals(figure.toSVG(), before);
});
