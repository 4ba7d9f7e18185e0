/**
 * imshow(): the picture inside the SVG and the PNG, orientation, colours, and the errors of bad calls.
 *
 * @module
 */
import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { decode } from "fast-png";
import { type Axes, type Colormap, type ImageOptions, imageToTensor, subplots, tensor } from "../../mod.ts";
import { COLORMAPS, colorTable } from "../../plot/colormaps.ts";
import { bilinear } from "../../plot/resample.ts";
import goldens from "../goldens/matplotlib.json" with { type: "json" };
import { elements, parseXml } from "./xml.ts";

function shown(draw: (ax: Axes) => unknown) {
  const [figure, ax] = subplots(1, 1, { figsize: [5, 5] });
  draw(ax);
  return elements(parseXml(figure.toSVG()), "image")[0].attributes;
}

/** The colours of the embedded picture, row by row, `""` where it is transparent. */
function pixels(attributes: Record<string, string>): string[][] {
  const base64 = attributes.href.replace("data:image/png;base64,", "");
  const { width, height, data } = decode(Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)));
  const hex = (at: number) => `#${Array.from(data.slice(at, at + 3), (c) => c.toString(16).padStart(2, "0")).join("")}`;
  return Array.from({ length: height }, (_, i) =>
    Array.from({ length: width }, (_, j) => {
      const at = 4 * (i * width + j);
      return data[at + 3] === 0 ? "" : hex(at);
    }));
}

const LOW = "#440154", MIDDLE = "#21918c", HIGH = "#fde725";

Deno.test("colorTable() holds matplotlib's colours", () => {
  for (const [name, colors] of Object.entries(goldens.colormaps)) {
    const table = colorTable(name as Colormap);
    colors.forEach((hex, level) => {
      const found = Array.from(table.subarray(3 * level, 3 * level + 3), (c) => c.toString(16).padStart(2, "0"));
      assertEquals(`#${found.join("")}`, hex, `${name}, level ${level}`);
    });
  }
});

Deno.test("Every map has its reverse, and cyclic maps end where they begin", () => {
  for (const name of COLORMAPS.filter((name) => !name.endsWith("_r"))) {
    const [table, back] = [colorTable(name), colorTable(`${name}_r` as Colormap)];
    assertEquals([...back.subarray(0, 3)], [...table.subarray(-3)], name);
    assertEquals([...back.subarray(-3)], [...table.subarray(0, 3)], name);
  }
  for (const name of ["twilight", "twilight_shifted", "hsv", "sinebow"] as const) {
    const table = colorTable(name), gap = [0, 1, 2].map((c) => Math.abs(table[c] - table[table.length - 3 + c]));
    assert(Math.max(...gap) <= 24, `${name} has a gap of ${gap}`);
  }
});

Deno.test("imshow() colours values between vmin and vmax as matplotlib does", () => {
  for (const { row, vmin, vmax, colors } of goldens.shades) {
    const options: ImageOptions = vmin === null ? {} : { vmin, vmax };
    assertEquals(pixels(shown((ax) => ax.imshow(row, options))), [colors]);
  }
});

Deno.test("imshow() reads tensors, nested and typed rows alike, and copies them", () => {
  const rows = [Float64Array.of(0, 1), Float64Array.of(2, 3)];
  const expected = pixels(shown((ax) => ax.imshow([[0, 1], [2, 3]])));
  assertEquals(pixels(shown((ax) => ax.imshow(tensor([[0, 1], [2, 3]])))), expected);
  assertEquals(pixels(shown((ax) => (ax.imshow(rows), rows[0].fill(9)))), expected);
});

Deno.test("imshow() leaves entries empty that are not finite, and takes no notice of them in the limits", () => {
  assertEquals(pixels(shown((ax) => ax.imshow([[0, NaN, Infinity, 1]]))), [[LOW, "", "", HIGH]]);
  assertEquals(pixels(shown((ax) => ax.imshow([[NaN, -Infinity]]))), [["", ""]]);
});

Deno.test("imshow() puts row 0 at the top, with origin lower at the bottom, and turns with the axes", () => {
  const matrix = [[0, 0.5], [1, 1]], asGiven = [[LOW, MIDDLE], [HIGH, HIGH]], flipped = [[HIGH, HIGH], [LOW, MIDDLE]];
  assertEquals(pixels(shown((ax) => ax.imshow(matrix))), asGiven);
  assertEquals(pixels(shown((ax) => ax.imshow(matrix, { origin: "lower" }))), flipped);
  assertEquals(pixels(shown((ax) => ax.imshow(matrix).setYlim(-0.5, 1.5))), flipped);
  assertEquals(pixels(shown((ax) => ax.imshow(matrix, { extent: [0, 1, 0, 1] }))), asGiven);
  assertEquals(pixels(shown((ax) => ax.imshow(matrix, { extent: [0, 1, 0, 1], origin: "lower" }))), flipped);
  assertEquals(pixels(shown((ax) => ax.imshow(matrix).setXlim(1.5, -0.5))), [[MIDDLE, LOW], [HIGH, HIGH]]);
});

Deno.test("imshow() fills exactly the box between the spines", () => {
  const [figure, ax] = subplots(1, 1, { figsize: [5, 5] });
  ax.imshow([[0, 1, 2]]);
  const { x, y, width, height } = elements(parseXml(figure.toSVG()), "image")[0].attributes;
  const place = ax.getPosition();
  const expected = [360 * place.left, 360 * (1 - place.bottom - place.height), 360 * place.width, 360 * place.height];
  [x, y, width, height].forEach((value, i) => assert(Math.abs(Number(value) - expected[i]) < 1e-3));
  assert(Math.abs(place.width - 3 * place.height) < 1e-9);
});

Deno.test("imshow() asks browsers for sharp squares", () => {
  const [figure, ax] = subplots();
  const sheet = () => elements(parseXml(figure.toSVG()), "style")[0].text;
  assert(!sheet().includes("pixelated"));
  ax.imshow([[0, 1]]);
  const { id } = parseXml(figure.toSVG()).attributes;
  assert(sheet().endsWith(`#${id} image{image-rendering:pixelated}`));
});

Deno.test("imshow() shows sharp squares in the PNG", async () => {
  const [figure, ax] = subplots(1, 1, { figsize: [2, 2], dpi: 100 });
  ax.imshow([[0, 1], [1, 0]], { cmap: "gray" }).axis("off");
  const picture = imageToTensor(await figure.toPNG()).toArray() as number[][];
  const { left, bottom, width, height } = ax.getPosition();
  const at = (x: number, y: number) =>
    picture[Math.floor(200 * (1 - bottom - height * (1 - y)))][Math.floor(200 * (left + width * x))];
  for (const [x, y, value] of [[0.05, 0.05, 0], [0.45, 0.45, 0], [0.55, 0.45, 1], [0.95, 0.05, 1], [0.55, 0.55, 0]]) {
    assertEquals(at(x, y), value, `at ${x}, ${y}`);
  }
});

Deno.test("imshow() is see-through with alpha, lies under points, and leaves legends alone", () => {
  const [figure, ax] = subplots();
  ax.scatter([0], [0], { color: "#123456", label: "point" }).imshow([[1]], { alpha: 0.5 }).legend();
  const svg = figure.toSVG();
  assertEquals(elements(parseXml(svg), "image")[0].attributes.opacity, "0.5");
  assert(svg.indexOf("<image") < svg.indexOf("#123456"));
  assert(svg.includes('1 point "point", an image of 1 × 1 values, colours from 1 to 1.'));
});

Deno.test("bilinear() stands between values where matplotlib does", () => {
  const { matrix, levels } = goldens.smooth;
  const { data } = bilinear({ data: Float64Array.from(matrix.flat()), rows: 2, columns: 3 }, 15, 24);
  // matplotlib parts the distance of two entries into 256 steps, in both directions.
  levels.toReversed().flat().forEach((level, k) => assertAlmostEquals(256 * data[k], level, 2, `pixel ${k}`));
});

Deno.test("imshow() goes from value to value with bilinear, before colours are taken, and turns with the axes", () => {
  const options: ImageOptions = { interpolation: "bilinear", cmap: "gray" };
  const rows = pixels(shown((ax) => ax.imshow([[0, 1], [2, 4]], options)));
  const level = (row: string[], at: number) => parseInt(row.at(at)!.slice(1, 3), 16);
  assertEquals([level(rows[0], 0), level(rows[0], -1), level(rows.at(-1)!, 0), level(rows.at(-1)!, -1)], [
    0,
    64,
    128,
    255,
  ]);
  const middle = rows[rows.length >> 1];
  assertAlmostEquals(level(middle, middle.length >> 1), 256 * 1.75 / 4, 2);
  const turned = pixels(shown((ax) => ax.imshow([[0, 1], [2, 4]], options).setXlim(1.5, -0.5)));
  assertEquals(turned, rows.map((row) => row.toReversed()));
  const [figure, ax] = subplots(1, 1, { dpi: 120 });
  ax.imshow([[0, 1]], options);
  const { width, href } = elements(parseXml(figure.toSVG()), "image")[0].attributes;
  assertEquals(pixels({ href })[0].length, Math.round(Number(width) * 120 / 72));
});

Deno.test("imshow() leaves empty what lies beside an entry that is not finite, with bilinear", () => {
  const [row] = pixels(shown((ax) => ax.imshow([[0, 1, NaN, 1, 0]], { interpolation: "bilinear" })));
  const empty = row.flatMap((color, i) => color === "" ? [(i + 0.5) * 5 / row.length] : []);
  assert(
    Math.abs(empty[0] - 1.5) < 0.05 && Math.abs(empty.at(-1)! - 3.5) < 0.05,
    `from ${empty[0]} to ${empty.at(-1)}`,
  );
});

Deno.test("imshow() refuses bad calls and draws nothing", () => {
  const [figure, ax] = subplots();
  const before = figure.toSVG();
  // deno-lint-ignore no-explicit-any
  const any = ax as any;
  const type: [() => unknown, string][] = [
    [() => any.imshow([1, 2]), "Cannot show the matrix: the matrix must have two axes, but is [1, 2]"],
    [() => any.imshow(undefined), "Cannot show the matrix: the matrix must have two axes, but is undefined"],
    [() => ax.imshow(tensor([1, 2])), "Cannot show the matrix: the matrix must have two axes, but its shape is [2]"],
    [
      () => ax.imshow([[1, 2], [3]]),
      "Cannot show the matrix: the rows of the matrix must be equally long, but row 1 has 1 entries after 2",
    ],
    [
      () => ax.imshow({ data: [1, 2, 3], shape: [2, 2] }),
      "the matrix must have a shape that fits its values, but has 3 values and the shape [2, 2]",
    ],
    [() => ax.imshow({ data: [1], shape: [-1, -1] }), "but has 1 values and the shape [-1, -1]"],
    [() => any.imshow({ data: null, shape: null }), "but has no values and the shape null"],
    [
      () => any.imshow([["1"]]),
      'Cannot show the matrix: row 0 of the matrix must hold numbers, but row 0 of the matrix[0] is "1"',
    ],
    [() => any.imshow([[1]], { colormap: "gray" }), 'but one is "colormap"'],
    [() => any.imshow([[1]], { extent: [0, 1] }), "extent must be [left, right, bottom, top], but is [0, 1]"],
    [() => any.imshow([[1]], { vmin: "0" }), 'vmin must be a number, but is "0"'],
  ];
  const range: [() => unknown, string][] = [
    [() => ax.imshow([[]]), "Cannot show the matrix: the matrix must not be empty, but its shape is [1, 0]"],
    [
      () => any.imshow([[1]], { cmap: "jet" }),
      'cmap must be one of "viridis", "plasma", "inferno", "magma", "cividis", "gray", "twilight"',
    ],
    [
      () => any.imshow([[1]], { interpolation: "bicubic" }),
      'interpolation must be one of "nearest", "bilinear", but is "bicubic"',
    ],
    [() => ax.imshow([[1]], { vmin: 2 }), "vmin must not be above vmax, but they are 2 and 1"],
    [() => ax.imshow([[1]], { extent: [0, 0, 0, 1] }), "opposite sides of extent must differ, but it is [0, 0, 0, 1]"],
    [() => ax.imshow([[1]], { alpha: 2 }), "alpha must lie between 0 and 1, but is 2"],
  ];
  for (const [call, message] of type) assertThrows(call, TypeError, message);
  for (const [call, message] of range) assertThrows(call, RangeError, message);
  assertEquals(figure.toSVG(), before);
});
