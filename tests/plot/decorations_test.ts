/**
 * Colour bars, legends outside, keys of arrows, contours and annotations: where they stand and what they say.
 *
 * @module
 */
import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { type Axes, subplots } from "../../mod.ts";
import { AXES_LOCATIONS } from "../../plot/legend_style.ts";
import { descendants, elements, parseXml, type XmlElement } from "./xml.ts";

const WIDTH = 460.8, HEIGHT = 345.6;

function drawn(draw: (ax: Axes) => unknown): { root: XmlElement; ax: Axes; box: Rectangle } {
  const [figure, ax] = subplots();
  draw(ax);
  const { left, bottom, width, height } = ax.getPosition();
  const box = { x: WIDTH * left, y: HEIGHT * (1 - bottom - height), width: WIDTH * width, height: HEIGHT * height };
  return { root: parseXml(figure.toSVG()), ax, box };
}

interface Rectangle {
  x: number;
  y: number;
  width: number;
  height: number;
}

function rectangle({ attributes: { x, y, width, height } }: XmlElement): Rectangle {
  return { x: Number(x), y: Number(y), width: Number(width), height: Number(height) };
}

const MATRIX = [[0, 1, 2], [3, 4, 5], [6, 7, 8]];

Deno.test("colorbar() stands beyond the axes on each side, as long as they, and inside the figure", () => {
  for (const location of ["right", "left", "top", "bottom"] as const) {
    const { root, box } = drawn((ax) => ax.imshow(MATRIX).colorbar({ location, label: "height" }).setXlabel("x"));
    const bar = rectangle(elements(root, "image")[1]), lying = location === "top" || location === "bottom";
    assertAlmostEquals(lying ? bar.width : bar.height, lying ? box.width : box.height, 2e-3);
    assertAlmostEquals(lying ? bar.width / bar.height : bar.height / bar.width, 20, 0.01);
    const gap = {
      right: bar.x - box.x - box.width,
      left: box.x - bar.x - bar.width,
      top: box.y - bar.y - bar.height,
      bottom: bar.y - box.y - box.height,
    }[location];
    assert(gap > 0 && bar.x > 0 && bar.y > 0 && bar.x + bar.width < WIDTH && bar.y + bar.height < HEIGHT, location);
    assert(elements(root, "text").some(({ text }) => text === "height"));
  }
});

Deno.test("colorbar() numbers values at their colours, by logarithms where the norm is one, and bands at their bounds", () => {
  const { root } = drawn((ax) => ax.scatter([1, 2], [1, 2], { c: [1, 100], norm: "log" }).axis("off").colorbar());
  const bar = rectangle(elements(root, "image")[0]);
  const [one, ten, hundred] = elements(root, "text").map(({ attributes }) => Number(attributes.y));
  assertAlmostEquals(one - ten, bar.height / 2, 2e-3);
  assertAlmostEquals(ten - hundred, bar.height / 2, 2e-3);
  const filled = drawn((ax) => ax.contourf(MATRIX, { levels: [0, 2, 4, 8] }).axis("off").colorbar()).root;
  assertEquals(elements(filled, "text").map(({ text }) => text), ["0", "2", "4", "8"]);
  const fills = elements(filled, "rect").slice(-4, -1).map(({ attributes }) => attributes.fill);
  assertEquals(fills, elements(filled, "path").map(({ attributes }) => attributes.fill));
});

Deno.test("colorbar() shows a single value, and takes ticks and formats", () => {
  const texts = (draw: (ax: Axes) => unknown) =>
    elements(drawn((ax) => draw(ax.axis("off"))).root, "text").map(({ text }) => text);
  assert(texts((ax) => ax.imshow([[3]]).colorbar()).includes("3.0"));
  assertEquals(texts((ax) => ax.imshow(MATRIX).colorbar({ ticks: [0, 8], format: ".1f" })), ["0.0", "8.0"]);
});

Deno.test("legend() stands at each location, inside or outside as its name says, and inside the figure", () => {
  for (const loc of AXES_LOCATIONS) {
    const { root, box } = drawn((ax) =>
      ax.plot([0, 1], [0, 1], { label: "line" }).setXlabel("x").setYlabel("y").legend({ loc })
    );
    const frame = rectangle(elements(root, "rect").at(-1)!);
    assert(frame.x >= 0 && frame.y >= 0 && frame.x + frame.width <= WIDTH && frame.y + frame.height <= HEIGHT, loc);
    const apart = frame.x >= box.x + box.width || frame.x + frame.width <= box.x || frame.y >= box.y + box.height ||
      frame.y + frame.height <= box.y;
    assertEquals(apart, loc.startsWith("outside"), loc);
  }
});

Deno.test("legend() hangs at an anchor, and fills columns from the left", () => {
  const { root, box } = drawn((ax) =>
    ax.plot([0], [0], { label: "a" }).legend({ loc: "upper left", bboxToAnchor: [1.02, 1] })
  );
  const frame = rectangle(elements(root, "rect").at(-1)!);
  assertAlmostEquals(frame.x, box.x + 1.02 * box.width + 5, 2e-3);
  assertAlmostEquals(frame.y, box.y + 5, 2e-3);
  const columns = drawn((ax) => {
    for (const label of ["a", "b", "c", "d", "e"]) ax.plot([0, 1], [0, 1], { label });
    ax.axis("off").legend({ ncols: 2 });
  }).root;
  const places = elements(columns, "text").map(({ attributes: { x, y } }) => [Number(x), Number(y)]);
  assert(places[0][0] === places[2][0] && places[3][0] > places[2][0] && places[3][1] === places[0][1]);
});

Deno.test("quiverKey() draws an arrow as long as one of its size", () => {
  const { root } = drawn((ax) =>
    ax.quiver([0, 1], [0, 0], [2, 1], [0, 0], { scale: 4, scaleUnits: "inches" }).quiverKey(0.5, 1.1, 2, "2 m/s")
  );
  const [long, , key] = elements(root, "path").map(({ attributes }) => {
    const xs = attributes.d.slice(1, -1).split("L").map((pair) => Number(pair.split(",")[0]));
    return Math.max(...xs) - Math.min(...xs);
  });
  assertAlmostEquals(long, 36, 2e-3);
  assertAlmostEquals(key, long, 2e-3);
  assert(elements(root, "text").some(({ text }) => text === "2 m/s"));
});

Deno.test("quiver() colours arrows by value, and leaves those without one out", () => {
  const { root } = drawn((ax) => ax.quiver([0, 1, 2], [0, 0, 0], [1, 1, 1], [0, 0, 0], { c: [0, NaN, 1] }));
  assertEquals(elements(root, "path").map(({ attributes }) => attributes.fill), ["#440154", "#fde725"]);
});

Deno.test("contour() draws lines where interpolation says, without the border", () => {
  const [figure, ax] = subplots();
  // z = x + 3 y: the line z = 4 leaves the square at (2, 2/3) and (0, 4/3), and bends nowhere.
  ax.contour(MATRIX, { levels: [4], colors: "r" });
  assertEquals([ax.getXlim(), ax.getYlim()], [[0, 2], [0, 2]]);
  const { left, bottom, width, height } = ax.getPosition();
  const [path] = elements(parseXml(figure.toSVG()), "path"),
    points = path.attributes.d.slice(1).split("L").map((pair) => {
      const [u, v] = pair.split(",").map(Number);
      return [2 * (u / WIDTH - left) / width, 2 * (1 - v / HEIGHT - bottom) / height];
    });
  assertEquals(path.attributes.stroke, "#ff0000");
  for (const [x, y] of points) assertAlmostEquals(x + 3 * y, 4, 1e-4);
  const xs = points.map(([x]) => x).sort((a, b) => a - b);
  assertAlmostEquals(xs[0], 0, 1e-4);
  assertAlmostEquals(xs.at(-1)!, 2, 1e-4);
});

Deno.test("contour() and contourf() take places, holes and matrices of one value, and describe themselves", () => {
  const { ax } = drawn((ax) => ax.contour(MATRIX, { x: [10, 20, 40], y: [3, 2, 1] }));
  assertEquals([ax.getXlim(), ax.getYlim()], [[10, 40], [1, 3]]);
  for (
    const matrix of [[[1, 1], [1, 1]], [[NaN, NaN], [NaN, NaN]], [[0, NaN], [1, 2]], [[Infinity, 0], [1, -Infinity]]]
  ) {
    const [figure, ax] = subplots();
    ax.contour(matrix).contourf(matrix);
    assert(!/NaN|Infinity/.test(figure.toSVG()), String(matrix));
  }
  const { root } = drawn((ax) => ax.contourf(MATRIX, { levels: [0, 4, 8] }));
  assert(elements(root, "desc")[0].text.includes("filled contours between 3 levels, colours from 0 to 8"));
});

Deno.test("annotate() points from the text to the point, and needs no arrow for a text at its point", () => {
  const { root, box } = drawn((ax) =>
    ax.setXlim(0, 1).setYlim(0, 1)
      .annotate("here", [0.5, 0.5], { xytext: [0.1, 0.9], arrowprops: { color: "r", shrinkB: 0 } })
      .annotate("there", [0.2, 0.2], { arrowprops: { color: "r" } })
  );
  const paths = elements(root, "path").filter(({ attributes }) => attributes.stroke === "#ff0000");
  assertEquals(paths.length, 2);
  const end = paths[0].attributes.d.split(" ")[1].split(",").map(Number);
  assertAlmostEquals(end[0], box.x + box.width / 2, 2e-3);
  assertAlmostEquals(end[1], box.y + box.height / 2, 2e-3);
  const [here] = elements(root, "text").filter(({ text }) => text === "here");
  assertAlmostEquals(Number(here.attributes.x), box.x + 0.1 * box.width, 2e-3);
});

Deno.test("text() with a box stands in front of it", () => {
  const { root } = drawn((ax) => ax.text(0.5, 0.5, "boxed", { bbox: { facecolor: "tab:red", pad: 3 } }));
  const nodes = descendants(root), [box] = nodes.filter(({ attributes }) => attributes.fill === "#d62728");
  assert(nodes.indexOf(box) < nodes.findIndex(({ text }) => text === "boxed"));
});

Deno.test("subplots() takes a cycle of colours", () => {
  const [figure, ax] = subplots(1, 1, { cycle: "okabe-ito" });
  ax.plot([0, 1], [0, 1]).plot([0, 1], [1, 0]);
  const strokes = elements(parseXml(figure.toSVG()), "path").map(({ attributes }) => attributes.stroke);
  assertEquals(strokes, ["#0072b2", "#d55e00"]);
  const [own, axes] = subplots(1, 1, { cycle: ["k", "r"] });
  for (let i = 0; i < 3; i++) axes.plot([0, 1], [0, 1]);
  assertEquals(elements(parseXml(own.toSVG()), "path").map(({ attributes }) => attributes.stroke), [
    "#000000",
    "#ff0000",
    "#000000",
  ]);
});

Deno.test("Decorations refuse bad calls and draw nothing", () => {
  const [figure, ax] = subplots();
  const before = figure.toSVG();
  // deno-lint-ignore no-explicit-any
  const any = ax as any;
  const bad: [() => unknown, string][] = [
    [
      () => ax.colorbar(),
      "Cannot draw the colour bar: a mark with colours by value must come first, but there is none",
    ],
    [() => any.colorbar({ side: "left" }), 'but one is "side"'],
    [
      () => any.colorbar({ location: "below" }),
      'location must be one of "right", "left", "top", "bottom", but is "below"',
    ],
    [() => ax.colorbar({ shrink: 0 }), "Cannot draw the colour bar: shrink must be positive, but is 0"],
    [() => ax.legend({ ncols: 0 }), "Cannot draw the legend: ncols must be a positive integer, but is 0"],
    [() => any.legend({ bboxToAnchor: [1] }), "bboxToAnchor must be [x, y] in shares of what it stands in, but is [1]"],
    [() => ax.quiverKey(0, 0, 1, "a"), "Cannot draw the key of the arrows: quiver() must come first"],
    [() => ax.quiver([1], [1], [1], [1], { c: [1, 2] }), "c must be one value per arrow, but has 2 for 1 arrows"],
    [() => any.quiver([1], [1], [1], [1], { units: "cm" }), 'units must be one of "width", "height"'],
    [() => any.quiver([1], [1], [1], [1], { pivot: "end" }), 'pivot must be one of "tail", "mid", "tip", but is "end"'],
    [() => ax.contour([[1, 2]]), "the matrix must have two rows and columns, but has 1 × 2"],
    [() => ax.contour(MATRIX, { x: [1, 2] }), "Cannot draw the contours: x must have 3 places, but has 2"],
    [() => ax.contour(MATRIX, { y: [1, 2, 2] }), "y must grow or fall throughout, but is [1, 2, 2]"],
    [() => ax.contourf(MATRIX, { levels: [1] }), "levels must be two or more growing numbers, but are [1]"],
    [() => ax.contour(MATRIX, { levels: 0 }), "levels must be a positive integer or levels, but is 0"],
    [() => ax.contour(MATRIX, { levels: [1, 2], colors: ["r", "g", "b"] }), "colors must be one or 2"],
    [() => any.annotate("a", 5), "Cannot annotate the point: the point must be [x, y], but is 5"],
    [() => any.annotate("a", [0, 0], { textcoords: "pixels" }), 'textcoords must be one of "data", "offset points"'],
    [() => any.annotate("a", [0, 0], { arrowprops: { style: "->" } }), 'but one is "style"'],
    [() => ax.annotate("a", [0, NaN]), "Cannot annotate the point: y of the point must be finite, but is NaN"],
    [() => any.text(0, 0, "a", { bbox: { color: "r" } }), 'but one is "color"'],
    [() => subplots(1, 1, { cycle: [] }), 'cycle must be "tab10", "okabe-ito" or colours, but is []'],
    [() => subplots(1, 1, { cycle: ["mud"] }), "a colour of cycle must be a CSS colour"],
  ];
  for (const [call, message] of bad) assertThrows(call, Error, message);
  assertEquals(figure.toSVG(), before);
});
