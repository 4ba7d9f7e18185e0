/**
 * edges() and triangles(): what is drawn between points, in which colours, and the errors of bad calls.
 *
 * @module
 */
import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { type Axes, imageToTensor, subplots, tensor } from "../../mod.ts";
import { descendants, elements, parseXml } from "./xml.ts";

const X = [0, 1, 1, 0], Y = [0, 0, 1, 1];

/** The attributes of the paths that are drawn. */
function paths(draw: (ax: Axes) => unknown): Record<string, string>[] {
  const [figure, ax] = subplots();
  draw(ax.axis("off"));
  return elements(parseXml(figure.toSVG()), "path").map(({ attributes }) => attributes);
}

/** Number of subpaths. */
const pieces = ({ d }: Record<string, string>) => d.match(/M/g)!.length;

Deno.test("edges() draws the segments between the points named, in one path per colour", () => {
  const [all] = paths((ax) => ax.edges(X, Y, [[0, 1], [1, 2], [0, 2]], { color: "tab:red" }));
  assertEquals([pieces(all), all.stroke, all.fill], [3, "#d62728", "none"]);
  const [figure, ax] = subplots();
  ax.edges(X, Y, [[0, 2]]);
  const { left, bottom, width, height } = ax.getPosition(), [low, high] = ax.getXlim();
  assertAlmostEquals(low, -0.05, 1e-12);
  const d = descendants(parseXml(figure.toSVG())).flatMap(({ attributes }) => attributes.d ?? [])[0];
  const [x0, y0, x1, y1] = d.match(/[\d.]+/g)!.map(Number), at = (0 - low) / (high - low);
  assertAlmostEquals(x0, 460.8 * (left + width * at), 1e-3);
  assertAlmostEquals(y0, 345.6 * (1 - bottom - height * at), 1e-3);
  assertAlmostEquals(x1, 460.8 * (left + width * (1 - at)), 1e-3);
  assertAlmostEquals(y1, 345.6 * (1 - bottom - height * (1 - at)), 1e-3);
});

Deno.test("edges() and triangles() keep the order of cells of several colours, and skip those without one", () => {
  const rows = [[0, 1], [1, 2], [2, 3], [3, 0], [0, 2]];
  const found = paths((ax) => ax.edges(X, Y, rows, { color: ["r", "r", "k", "none", "r"] }));
  assertEquals(found.map((path) => [path.stroke, pieces(path)]), [["#ff0000", 2], ["#000000", 1], ["#ff0000", 1]]);
  const filled = paths((ax) => ax.triangles(X, Y, [[0, 1, 2], [0, 2, 3]], { color: ["r", "k"] }));
  assertEquals(filled.map(({ fill }) => fill), ["#ff0000", "#000000"]);
});

Deno.test("edges() takes the colours of lines, triangles() those of areas", () => {
  const found = paths((ax) => ax.plot([0, 1], [0, 1]).edges(X, Y, [[0, 1]]).triangles(X, Y, [[0, 1, 2]]));
  assertEquals(found.map(({ fill, stroke }) => stroke ?? fill), ["#1f77b4", "#1f77b4", "#ff7f0e"]);
});

Deno.test("triangles() fills triangles that turn either way as one area without holes", async () => {
  const [figure, ax] = subplots(1, 1, { figsize: [1, 1], dpi: 60 });
  // The second lies inside the first and turns the other way.
  ax.triangles([0, 8, 0, 1, 4, 1], [0, 0, 8, 1, 1, 4], [[0, 1, 2], [3, 5, 4]], { color: "k", alpha: 0.5 })
    .axis("off").setXlim(0, 8).setYlim(0, 8);
  const picture = imageToTensor(await figure.toPNG()).toArray() as number[][];
  const { left, bottom, width, height } = ax.getPosition();
  const at = (x: number, y: number) =>
    picture[Math.floor(60 * (1 - bottom - height * y / 8))][Math.floor(60 * (left + width * x / 8))];
  assertAlmostEquals(at(5.5, 1), 0.5, 0.01);
  assertAlmostEquals(at(2, 2), 0.5, 0.01);
  assertEquals(at(7, 7), 1);
});

Deno.test("edges() and triangles() read tensors and typed rows, and take limits from the points that are used", () => {
  const [, ax] = subplots();
  ax.edges([0, 1, 100], [0, 2, 100], tensor([[0, 1]])).triangles([0, 1, 1, 9], [0, 2, 0, 9], [Uint32Array.of(0, 1, 2)]);
  const [[left, right], [bottom, top]] = [ax.getXlim(), ax.getYlim()];
  [left + 0.05, right - 1.05, bottom + 0.1, top - 2.1].forEach((gap) => assertAlmostEquals(gap, 0, 1e-12));
});

Deno.test("edges() leaves out what has a corner that is not finite, and says so", () => {
  const [figure, ax] = subplots();
  ax.edges([0, 1, NaN], [0, 1, 1], [[0, 1], [1, 2]], { label: "net" }).triangles([0, 1, NaN], [0, 1, 1], [[0, 1, 2]]);
  const svg = figure.toSVG();
  assert(
    svg.includes(
      '1 edge (1 not finite, left out) "net", 0 triangles (1 not finite, left out)',
    ),
  );
  assertEquals(paths((axes) => axes.edges([], [], []).triangles([], [], [])), []);
});

Deno.test("edges() and triangles() have a sample in the legend", () => {
  const [figure, ax] = subplots();
  ax.edges(X, Y, [[0, 1]], { label: "edges", color: "r" }).triangles(X, Y, [[0, 1, 2]], { label: "area", color: "g" });
  const before = parseXml(figure.toSVG());
  ax.legend();
  const after = parseXml(figure.toSVG());
  const count = (root: typeof before, name: string, value: string) =>
    descendants(root).filter(({ attributes }) => attributes[name] === value).length;
  assertEquals(count(after, "stroke", "#ff0000"), count(before, "stroke", "#ff0000") + 1);
  assertEquals(count(after, "fill", "#008000"), count(before, "fill", "#008000") + 1);
});

Deno.test("triangles() of one colour and two opacities are two shapes", () => {
  const [figure, ax] = subplots();
  const before = figure.toSVG().split("<path").length;
  ax.triangles(X, Y, [[0, 1, 2], [0, 2, 3]], { color: ["#ff0000", "#ff000080"] });
  assertEquals(figure.toSVG().split("<path").length, before + 2);
});

Deno.test("triangles() takes a tensor with more indices than a call has arguments", () => {
  const [figure, ax] = subplots();
  const count = 200_000;
  ax.triangles(X, Y, { data: Uint8Array.from({ length: 3 * count }, (_, i) => i % 3), shape: [count, 3] });
  assert(figure.toSVG().includes(`${count} triangles`));
});

Deno.test("edges() and triangles() refuse bad calls and draw nothing", () => {
  const [figure, ax] = subplots();
  const before = figure.toSVG();
  // deno-lint-ignore no-explicit-any
  const any = ax as any;
  const type: [() => unknown, string][] = [
    [() => any.edges(X, Y, 3), "Cannot draw the edges: edges must be rows of 2 indices, but are 3"],
    [() => ax.edges(X, Y, [[0, 1, 2]]), "edges must be rows of 2 indices, but row 0 is [0, 1, 2]"],
    [() => any.triangles(X, Y, [[0, 1, 2], 4]), "triangles must be rows of 3 indices, but row 1 is 4"],
    [() => ax.triangles(X, Y, tensor([[0, 1]])), "triangles must have shape [n, 3], but its shape is [1, 2]"],
    [
      () => any.edges(X, Y, { data: [0, 1], shape: null }),
      "edges must have a shape that fits its values, but has 2 values and the shape null",
    ],
    [
      () => ax.edges({ data: [0], shape: [4] }, Y, [[0, 1]]),
      "x must have a shape that fits its values, but has 1 values",
    ],
    [() => ax.edges(X, [0], [[0, 1]]), "Cannot draw the edges: x and y must have the same length, but have 4 and 1"],
    [() => ax.edges(X, Y, [[0, 1]], { color: ["r", "g"] }), "color must be one colour or one for each of the 1 edges"],
    [() => any.edges(X, Y, [[0, 1]], { width: 2 }), 'but one is "width"'],
  ];
  const range: [() => unknown, string][] = [
    [() => ax.edges(X, Y, [[0, 1], [1, 4]]), "edges must name points by whole numbers below 4, but row 1 has 4"],
    [() => ax.edges(X, Y, [[0.5, 1]]), "edges must name points by whole numbers below 4, but row 0 has 0.5"],
    [() => ax.triangles(X, Y, [[0, -1, 1]]), "triangles must name points by whole numbers below 4, but row 0 has -1"],
    [() => ax.triangles(X, Y, [[0, 1, 2]], { color: "no" }), "Cannot draw the triangles: color must be a CSS colour"],
  ];
  for (const [call, message] of type) assertThrows(call, TypeError, message);
  for (const [call, message] of range) assertThrows(call, RangeError, message);
  assertEquals(figure.toSVG(), before);
});
