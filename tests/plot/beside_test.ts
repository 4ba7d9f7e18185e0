/**
 * The legend of a figure and colour bars for several axes: they stand beside the axes, which make room.
 *
 * @module
 */
import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { type Axes, type Figure, type FigureLegendOptions, subplots } from "../../mod.ts";
import { FIGURE_LOCATIONS } from "../../plot/legend_style.ts";
import { elements, parseXml, type XmlElement } from "./xml.ts";

const MATRIX = [[0, 1], [2, 3]];

interface Rectangle {
  x: number;
  y: number;
  width: number;
  height: number;
}

function rectangle({ attributes: { x, y, width, height } }: XmlElement): Rectangle {
  return { x: Number(x), y: Number(y), width: Number(width), height: Number(height) };
}

function sizeOf(figure: Figure): [number, number] {
  const [, , width, height] = parseXml(figure.toSVG()).attributes.viewBox.split(" ").map(Number);
  return [width, height];
}

function boxOf(figure: Figure, ax: Axes): Rectangle {
  const { left, bottom, width, height } = ax.getPosition(), [w, h] = sizeOf(figure);
  return { x: w * left, y: h * (1 - bottom - height), width: w * width, height: h * height };
}

/** The colours of the bars: pictures that follow those of the axes. */
function barsOf(figure: Figure): Rectangle[] {
  return elements(parseXml(figure.toSVG()), "image").slice(figure.axes.length).map(rectangle);
}

function assertApart(one: Rectangle, other: Rectangle): void {
  const apart = one.x >= other.x + other.width || other.x >= one.x + one.width || one.y >= other.y + other.height ||
    other.y >= one.y + one.height;
  assert(apart, `${JSON.stringify(one)} meets ${JSON.stringify(other)}`);
}

function assertInside({ x, y, width, height }: Rectangle, figure: Figure, message: string): void {
  const [w, h] = sizeOf(figure);
  assert(x >= 0 && y >= 0 && x + width <= w && y + height <= h, message);
}

function fields(rows: number, columns: number): [Figure, Axes[]] {
  const [figure] = subplots(rows, columns, { figsize: [3 * columns, 2.4 * rows] });
  for (const ax of figure.axes) ax.imshow(MATRIX).setXlabel("x");
  return [figure, [...figure.axes]];
}

Deno.test("Figure.colorbar() stands beyond all of its axes, as long as they are together", () => {
  for (const location of ["right", "left", "top", "bottom"] as const) {
    for (const tight of [false, true]) {
      const [figure, axes] = fields(2, 2);
      figure.colorbar(axes[1], { ax: axes, location, label: "value" });
      if (tight) figure.tightLayout();
      const [bar] = barsOf(figure), boxes = axes.map((ax) => boxOf(figure, ax));
      assertInside(bar, figure, location);
      for (const box of boxes) assertApart(bar, box);
      const lying = location === "top" || location === "bottom";
      const [first, last] = [boxes[0], boxes[3]];
      if (lying) assertAlmostEquals(bar.width, last.x + last.width - first.x, 2e-3);
      else assertAlmostEquals(bar.height, last.y + last.height - first.y, 2e-3);
    }
  }
});

Deno.test("Figure.colorbar() for some columns pushes the next column away, and takes all axes between", () => {
  const [plain, before] = fields(2, 3), [figure, axes] = fields(2, 3);
  figure.colorbar(axes[0], { ax: [axes[0], axes[4]], shrink: 0.5 });
  const [bar] = barsOf(figure);
  for (const ax of axes) assertApart(bar, boxOf(figure, ax));
  const gap = (own: Figure, all: Axes[]) => boxOf(own, all[2]).x - boxOf(own, all[1]).x - boxOf(own, all[1]).width;
  assert(gap(figure, axes) > gap(plain, before) + bar.width);
  const [top, bottom] = [boxOf(figure, axes[0]), boxOf(figure, axes[3])];
  assertAlmostEquals(bar.height, (bottom.y + bottom.height - top.y) / 2, 2e-3);
});

Deno.test("Several bars on one side stand beside each other", () => {
  const [figure, axes] = fields(1, 2);
  figure.colorbar(axes[0], { ax: axes }).colorbar(axes[1], { ax: axes[1] });
  const [first, second] = barsOf(figure);
  assertApart(first, second);
  assert(second.x > first.x + first.width);
  assertInside(second, figure, "second");
});

Deno.test("Figure.legend() gathers the labels of all axes, each once, and stands where it is told", () => {
  for (const loc of FIGURE_LOCATIONS as NonNullable<FigureLegendOptions["loc"]>[]) {
    const [figure, [left, right]] = subplots(1, 2, { figsize: [8, 3] });
    left.plot([0, 1], [0, 1], { label: "line" }).setXlabel("x");
    right.plot([0, 1], [1, 0], { label: "line" }).scatter([0, 1], [0, 1], { label: "points" });
    figure.legend({ loc }).suptitle("title");
    const root = parseXml(figure.toSVG()), frame = rectangle(elements(root, "rect").at(-1)!);
    assertEquals(elements(root, "text").filter(({ text }) => text === "line" || text === "points").length, 2, loc);
    assertInside(frame, figure, loc);
    if (loc.startsWith("outside")) { for (const ax of [left, right]) assertApart(frame, boxOf(figure, ax)); }
  }
});

Deno.test("Figure.legend() hangs at an anchor in shares of the figure, and is nothing without labels", () => {
  const [figure, ax] = subplots();
  assert(!figure.legend().toSVG().includes("#cccccc"));
  ax.plot([0, 1], [0, 1], { label: "line" });
  figure.legend({ loc: "lower left", bboxToAnchor: [0.5, 0.5] });
  const frame = rectangle(elements(parseXml(figure.toSVG()), "rect").at(-1)!);
  assertAlmostEquals(frame.x, 230.4 + 5, 2e-3);
  assertAlmostEquals(frame.y + frame.height, 172.8 - 5, 2e-3);
});

Deno.test("Legends and colour bars of figures refuse bad calls and draw nothing", () => {
  const [figure, ax] = subplots(), [, other] = subplots(), before = figure.toSVG();
  // deno-lint-ignore no-explicit-any
  const any = figure as any;
  const bad: [() => unknown, string][] = [
    [() => any.legend({ loc: "best" }), 'loc must be one of "outside right upper", "upper right"'],
    [() => any.legend({ location: "center" }), 'but one is "location"'],
    [() => any.legend({ bboxToAnchor: [1] }), "bboxToAnchor must be [x, y] in shares of what it stands in, but is [1]"],
    [
      () => figure.colorbar(other),
      "Cannot draw the colour bar: axes of the figure must have the colours, but have not",
    ],
    [() => figure.colorbar(ax, { ax: [] }), "ax must be axes of the figure, but is []"],
    [() => figure.colorbar(ax, { ax: [ax, other] }), "ax must be axes of the figure, but is "],
    [() => any.colorbar(ax, { axes: [ax] }), 'but one is "axes"'],
    [() => figure.colorbar(ax), "a mark with colours by value must come first, but there is none"],
  ];
  for (const [call, message] of bad) assertThrows(call, Error, message);
  assertEquals(figure.toSVG(), before);
});
