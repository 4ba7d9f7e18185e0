/**
 * What axes draw: marks, colours, order, limits, legends, and the errors of bad calls.
 *
 * @module
 */
import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { type Axes, subplots, tensor } from "../../mod.ts";
import { descendants, elements, parseXml, type XmlElement } from "./xml.ts";

function drawn(draw: (ax: Axes) => unknown): XmlElement {
  const [figure, ax] = subplots();
  draw(ax);
  return parseXml(figure.toSVG());
}

/** Values of an attribute inside the clipped marks, in drawing order. */
function inside(root: XmlElement, attribute: string): string[] {
  return elements(root, "g").filter(({ attributes }) => "clip-path" in attributes)
    .flatMap((group) => descendants(group).flatMap(({ attributes }) => attributes[attribute] ?? []));
}

Deno.test("scatter() reads tensors, columns, typed arrays and plain arrays alike", () => {
  const circles = [[1, 2], Float64Array.of(1, 2), Float32Array.of(1, 2), tensor([1, 2]), tensor([[1], [2]])]
    .map((x) => inside(drawn((ax) => ax.scatter(x, [3, 4])), "cx"));
  for (const found of circles) assertEquals(found, circles[0]);
});

Deno.test("scatter() keeps what was given when the array is written to afterwards", () => {
  const [figure, ax] = subplots();
  const x = Float64Array.of(1, 2);
  ax.scatter(x, [3, 4]);
  const before = figure.toSVG();
  x[0] = 99;
  assertEquals(figure.toSVG(), before);
});

Deno.test("scatter() and fill() take one colour cycle, plot() another, as in matplotlib", () => {
  const root = drawn((ax) => ax.scatter([0], [0]).plot([0, 1], [0, 1]).scatter([1], [1]).plot([0, 1], [1, 0]));
  assertEquals(inside(root, "fill").filter((fill) => fill !== "none"), ["#1f77b4", "#ff7f0e"]);
  assertEquals(inside(root, "stroke"), ["#1f77b4", "#ff7f0e", "#1f77b4", "#ff7f0e"]);
});

Deno.test("scatter() draws hollow markers with facecolors none", () => {
  const root = drawn((ax) => ax.scatter([0], [0], { color: "r", facecolors: "none" }));
  assertEquals([inside(root, "fill"), inside(root, "stroke")], [["none"], ["#ff0000"]]);
});

Deno.test("scatter() takes s as the area of the marker, and one colour and size per point", () => {
  assertEquals(inside(drawn((ax) => ax.scatter([0], [0], { s: 16 })), "r"), ["2"]);
  const root = drawn((ax) => ax.scatter([0, 1], [0, 1], { s: [16, 64], c: ["r", "none"], edgecolor: "k" }));
  assertEquals([inside(root, "r"), inside(root, "fill")], [["2", "4"], ["#ff0000", "none"]]);
});

Deno.test("Points that are not finite are left out, and break lines", () => {
  const root = drawn((ax) => ax.scatter([0, NaN, 2, 3], [0, 1, Infinity, 3]).plot([0, 1, 2, 3, 4], [0, 1, NaN, 3, 4]));
  assertEquals(inside(root, "cx").length, 2);
  assertEquals(inside(root, "d")[0].match(/M/g)!.length, 2);
  const empty = drawn((ax) => ax.scatter([NaN], [NaN]).plot([], []).quiver([0], [0], [NaN], [1]));
  assertEquals(inside(empty, "cx"), []);
});

Deno.test("Axes without data show 0 to 1", () => {
  const [, ax] = subplots();
  assertEquals([ax.getXlim(), ax.getYlim()], [[0, 1], [0, 1]]);
});

Deno.test("Marks are drawn by zorder, lines above points, in order of the calls where equal", () => {
  const root = drawn((ax) =>
    ax.plot([0, 1], [0, 1], { color: "#000001" }).scatter([0], [0], { color: "#000002" })
      .scatter([0], [0], { color: "#000003" }).scatter([0], [0], { color: "#000004", zorder: 0 })
  );
  assertEquals(inside(root, "stroke"), ["#000004", "#000002", "#000003", "#000001"]);
});

Deno.test("setXlim() and setYlim() keep the end that is not named, and turn axes round", () => {
  const [, ax] = subplots();
  ax.scatter([0, 10], [0, 10]).setXlim(2).setYlim([7, -7]);
  assertEquals([ax.getXlim(), ax.getYlim()], [[2, 10.5], [7, -7]]);
  ax.setXlim(null, 5);
  assertEquals(ax.getXlim(), [-0.5, 5]);
});

Deno.test("axis() and setSpines() take lines away", () => {
  const lines = (draw: (ax: Axes) => unknown) =>
    elements(drawn((ax) => draw(ax.setXlim(0, 1).setYlim(0, 1))), "line").length;
  const all = lines(() => {});
  assertEquals(lines((ax) => ax.setSpines({ top: false, right: false })), all - 2);
  assertEquals(lines((ax) => ax.axis("off")), 0);
  assertEquals(lines((ax) => ax.axis("off").axis("on")), all);
});

Deno.test("legend() shows each label once, also for marks added later, and nothing without labels", () => {
  const labels = (draw: (ax: Axes) => unknown) =>
    elements(drawn((ax) => draw(ax.axis("off"))), "text").map(({ text }) => text);
  assertEquals(labels((ax) => ax.legend().scatter([0], [0], { label: "a" }).plot([0], [0], { label: "a" })), ["a"]);
  assertEquals(labels((ax) => ax.scatter([0], [0]).legend()), []);
});

Deno.test("legend() at its best place covers no data where there is room", () => {
  const [figure, ax] = subplots();
  // Everything but the lower right corner is taken.
  ax.plot([0, 0, 1], [0, 1, 1], { label: "corner" }).plot([0, 1], [0, 1]).legend();
  const frame = elements(parseXml(figure.toSVG()), "rect").at(-1)!.attributes;
  const { left, bottom, width, height } = ax.getPosition();
  assert(Number(frame.x) > 460.8 * (left + width / 2) && Number(frame.y) > 345.6 * (1 - bottom - height / 2));
});

/** The rectangle of the legend, in points of a figure of 6.4 by 4.8 inches, whose axes are 0 to 1. */
function legendOf(draw: (ax: Axes) => unknown): Record<"x" | "y" | "width" | "height", number> {
  const [figure, ax] = subplots();
  draw(ax.setXlim(0, 1).setYlim(0, 1));
  const { x, y, width, height } = elements(parseXml(figure.toSVG()), "rect").at(-1)!.attributes;
  return { x: Number(x), y: Number(y), width: Number(width), height: Number(height) };
}

Deno.test("legend() at its best place covers no arrow, not even its middle", () => {
  const none = legendOf((ax) => ax.quiver([0.1], [0.1], [0.1], [0.1], { label: "arrows" }).legend());
  assert(none.x > 230, "upper right comes first");
  const style = { angles: "xy", scaleUnits: "xy", scale: 1, label: "arrows" } as const;
  assert(legendOf((ax) => ax.quiver([0.5], [0.93], [0.8], [0], style).legend()).x < 230);
});

Deno.test("legend() at its best place keeps clear of a line that only cuts its corner", () => {
  const place = legendOf((ax) => ax.scatter([0.1], [0.1], { label: "dots" }).legend());
  // From the page back to the axes; the line passes a point inside the box, next to its lower left corner.
  const [x, y] = [(place.x + 0.6 - 57.6) / 357.12, (345.6 - (place.y + place.height - 0.6) - 38.016) / 266.112];
  const moved = legendOf((ax) =>
    ax.scatter([0.1], [0.1], { label: "dots" })
      .plot([x - 40 / 357.12, x + 40 / 357.12], [y + 40 / 266.112, y - 40 / 266.112]).legend()
  );
  assert(moved.x < 230);
});

Deno.test("Numbers beside the vertical axis are centred on their ticks", () => {
  const [figure, ax] = subplots();
  ax.plot([0, 1], [0, 1]);
  const root = parseXml(figure.toSVG());
  const number = elements(root, "text").find((node) =>
    node.attributes["text-anchor"] === "end" && node.text === "0.4"
  )!;
  const { bottom, height } = ax.getPosition(), [y0, y1] = ax.getYlim();
  const tick = 345.6 * (1 - bottom - height * (0.4 - y0) / (y1 - y0));
  // Digits of DejaVu Sans are 0.729 em high.
  assertAlmostEquals(Number(number.attributes.y) - 0.729 * 10 / 2, tick, 0.2);
});

Deno.test("Spines, ticks and grid lie on the middles of pixels, so that they look sharp", () => {
  for (const dpi of [72, 100, 120]) {
    const [figure, ax] = subplots(1, 1, { dpi });
    ax.plot([0, 1], [0, 1], { color: "C0" }).grid();
    const lines = elements(parseXml(figure.toSVG()), "line").map(({ attributes }) => attributes);
    assert(lines.length > 20);
    for (const { x1, y1, x2 } of lines) {
      const pixel = Number(x1 === x2 ? x1 : y1) * dpi / 72;
      // Three decimals in the SVG.
      assertAlmostEquals(pixel - Math.floor(pixel), 0.5, 1e-3);
    }
  }
});

Deno.test("A line of which no point is finite leaves no element", () => {
  assertEquals(inside(drawn((ax) => ax.plot([NaN, NaN], [0, 1]).plot([], [])), "d"), []);
});

Deno.test("Bad calls say what was expected, and draw nothing", () => {
  const [figure, ax] = subplots();
  ax.scatter([1], [2]);
  const before = figure.toSVG();
  // deno-lint-ignore no-explicit-any
  const any = ax as any;
  const type: [() => unknown, string][] = [
    [() => ax.scatter([1, 2], [1]), "Cannot draw the scatter: x and y must have the same length, but have 2 and 1"],
    [() => any.scatter(5, [1]), "Cannot draw the scatter: x must be a tensor or an array of numbers, but is 5"],
    [() => any.scatter(["1"], [1]), 'Cannot draw the scatter: x must hold numbers, but x[0] is "1"'],
    [
      () => ax.plot(tensor([[1, 2], [3, 4]]), [1]),
      "Cannot plot the line: x must have one axis, but its shape is [2, 2]",
    ],
    [() => ax.quiver([1], [1], [1, 2], [1, 2]), "Cannot draw the arrows: x and u must have the same length"],
    [() => any.scatter([1], [1], { colour: "r" }), 'but one is "colour"'],
    [() => any.setTitle(5), "Cannot set the title: the title must be a string, but is 5"],
    [() => ax.scatter([1], [1], { s: [1, 2] }), "s must be one size or one per point"],
    [() => any.scatter([1], [1], { color: 3 }), "color must be one colour or one per point, but is 3 for 1 points"],
    [() => any.scatter([1], [1], { tooltips: [3] }), "a tooltip must be a string, but is 3"],
    [() => any.legend({ frameon: "no" }), 'frameon must be true or false, but is "no"'],
    [() => any.grid("on"), 'Cannot draw the grid: the argument must be true or false, but is "on"'],
    [() => any.setSpines({ top: "no" }), 'Cannot set the spines: top must be true or false, but is "no"'],
    [() => any.setXlim([1]), "Cannot set the x limits: limits must be two numbers, but are [1]"],
  ];
  const range: [() => unknown, string][] = [
    [
      () => ax.scatter([1], [1], { color: "no colour" }),
      'Cannot draw the scatter: color must be a CSS colour, "tab:red"',
    ],
    [() => any.scatter([1], [1], { marker: "?" }), 'marker must be one of "o", ".", "8", "^"'],
    [() => any.plot([1], [1], { linestyle: "~" }), 'linestyle must be one of "-", "--", ":", "-.", "none", but is "~"'],
    [() => any.legend({ loc: "middle" }), 'Cannot draw the legend: loc must be one of "best", "upper right"'],
    [() => any.setAspect("equal", { adjustable: "axes" }), 'adjustable must be one of "box", "datalim", but is "axes"'],
    [() => ax.setAspect(0), "Cannot set the aspect: aspect must be positive, but is 0"],
    [() => ax.scatter([1], [1], { alpha: 2 }), "alpha must lie between 0 and 1, but is 2"],
    [() => ax.scatter([1], [1], { s: -1 }), "s must be at least 0, but is -1"],
    [() => any.quiver([1], [1], [1], [1], { scaleUnits: "cm" }), 'scaleUnits must be one of "width", "height"'],
    [() => ax.quiver([1], [1], [1], [1], { scale: 0 }), "scale must be positive, but is 0"],
    [() => ax.setXlim(1, 1), "Cannot set the x limits: the two must differ, but both are 1"],
    [() => ax.setYlim(NaN, 1), "Cannot set the y limits: a limit must be finite, but is NaN"],
  ];
  for (const [call, message] of type) assertThrows(call, TypeError, message);
  for (const [call, message] of range) assertThrows(call, RangeError, message);
  assertEquals(figure.toSVG(), before);
});
