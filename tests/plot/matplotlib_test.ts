/**
 * Limits, positions, aspects, arrows and colours against the numbers of matplotlib 3.11.
 *
 * @module
 */
import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import {
  type Adjustable,
  type Axes,
  type Figure,
  type QuiverOptions,
  type QuiverUnits,
  type ScaleName,
  subplots,
} from "../../mod.ts";
import { parseColor } from "../../plot/colors.ts";
import { readScale } from "../../plot/scales.ts";
import { ticks } from "../../plot/ticks.ts";
import goldens from "../goldens/matplotlib.json" with { type: "json" };
import { descendants, elements, parseXml } from "./xml.ts";

function assertPlaced(
  ax: Axes,
  expected: { position: number[]; xlim: number[]; ylim: number[] },
  message: string,
): void {
  const { left, bottom, width, height } = ax.getPosition();
  const found = [left, bottom, width, height, ...ax.getXlim(), ...ax.getYlim()];
  [...expected.position, ...expected.xlim, ...expected.ylim].forEach((value, i) => {
    assertAlmostEquals(found[i], value, 1e-9, `${message}, number ${i}`);
  });
}

Deno.test("scatter() leaves matplotlib's margins around the data, also for a single value", () => {
  for (const { x, y, ...expected } of goldens.limits) {
    const [, ax] = subplots();
    assertPlaced(ax.scatter(x, y), expected, `${x} and ${y}`);
  }
});

Deno.test("subplots() puts axes where matplotlib does when text has room", () => {
  for (const { rows, columns, figsize, positions } of goldens.grids) {
    const [figure] = subplots(rows, columns, { figsize: figsize as [number, number] });
    figure.axes.forEach((ax, i) => {
      const { left, bottom, width, height } = ax.getPosition();
      [left, bottom, width, height].forEach((value, k) => assertAlmostEquals(value, positions[i][k], 1e-9));
    });
  }
});

Deno.test("subplots() gives rows and columns matplotlib's parts of the figure", () => {
  const [figure] = subplots(2, 3, { figsize: [15, 10], widthRatios: [2, 3, 4], heightRatios: [3, 2] });
  figure.axes.forEach((ax, i) => {
    const { left, bottom, width, height } = ax.getPosition();
    [left, bottom, width, height].forEach((value, k) => assertAlmostEquals(value, goldens.ratios[i][k], 1e-9));
  });
});

Deno.test("setAspect() moves box and limits as matplotlib does", () => {
  for (const { cloud, figsize, adjustable, aspect, x, y, setXlim, ...expected } of goldens.aspects) {
    const [, ax] = subplots(1, 1, { figsize: figsize as [number, number] });
    ax.scatter(x, y).setAspect(aspect, { adjustable: adjustable as Adjustable });
    if (setXlim !== null) ax.setXlim(setXlim as [number, number]);
    assertPlaced(ax, expected, `${cloud} ${figsize} ${adjustable} ${aspect} ${setXlim}`);
  }
});

Deno.test("imshow() sets the limits, their direction and the aspect that matplotlib sets", () => {
  for (const { matrix, origin, extent, scatter, ...expected } of goldens.images) {
    const [, ax] = subplots(1, 1, { figsize: [5, 4] });
    ax.imshow(matrix, {
      origin: origin as "upper" | "lower",
      extent: extent as [number, number, number, number] | null ?? undefined,
    });
    if (scatter !== null) ax.scatter(scatter[0], scatter[1]);
    assertPlaced(ax, expected, `${origin} ${extent} ${scatter}`);
  }
});

/** The options of quiver() by our names. */
function renamed({ scale_units, ...rest }: Record<string, unknown>): QuiverOptions {
  return { ...rest, scaleUnits: scale_units as QuiverUnits | undefined, color: "#123456" };
}

/** The corners of each arrow on the page; dots have their middle alone. */
function arrowsOf(figure: Figure): { corners: number[][] }[] {
  const group = descendants(parseXml(figure.toSVG())).find(({ attributes }) => attributes.fill === "#123456")!;
  return group.children.map(({ attributes: { d, cx, cy } }) => ({
    corners: d === undefined
      ? [[Number(cx), Number(cy)]]
      : d.slice(1, -1).split("L").map((pair) => pair.split(",").map(Number)),
  }));
}

Deno.test("quiver() draws arrows of matplotlib's length and direction", () => {
  for (const { x, y, u, v, options, tips } of goldens.arrows) {
    const [figure, ax] = subplots(1, 1, { figsize: [6, 4] });
    ax.quiver(x, y, u, v, renamed(options));
    const place = ax.getPosition(), [x0, x1] = ax.getXlim(), [y0, y1] = ax.getYlim();
    const found = arrowsOf(figure);
    tips.forEach(([dx, dy], i) => {
      const tail = [
        432 * (place.left + place.width * (x[i] - x0) / (x1 - x0)),
        288 * (1 - place.bottom - place.height * (y[i] - y0) / (y1 - y0)),
      ];
      const { corners } = found[i], tip = corners[3] ?? corners[0];
      const message = `${JSON.stringify(options)}, arrow ${i}`;
      // Three decimals in the SVG.
      assertAlmostEquals(tip[0], tail[0] + dx, 1e-3, message);
      assertAlmostEquals(tip[1], tail[1] - dy, 1e-3, message);
    });
  }
});

Deno.test("quiver() draws shafts as broad as matplotlib's in each unit", () => {
  for (const { options, half } of goldens.shafts) {
    const [figure, ax] = subplots(1, 1, { figsize: [6, 4] });
    ax.quiver([0, 1], [0, 2], [1, 1], [0, 0], { scale: 2, ...renamed(options), scaleUnits: "width" });
    const [{ corners }] = arrowsOf(figure);
    assertAlmostEquals(Math.abs(corners[0][1] - corners[6][1]) / 2, half, 1e-3, JSON.stringify(options));
  }
});

Deno.test("quiver() bends no arrow on logarithmic axes, and turns it as matplotlib does", () => {
  for (const { x, y, u, v, options, tips } of goldens.logArrows) {
    const [figure, ax] = subplots(1, 1, { figsize: [6, 4] });
    ax.setXscale("log").setYscale("log").quiver(x, y, u, v, renamed(options)).setXlim(0.5, 50).setYlim(1, 1000);
    const place = ax.getPosition();
    arrowsOf(figure).forEach(({ corners }, i) => {
      const tail = [
        432 * (place.left + place.width * Math.log10(x[i] / 0.5) / 2),
        288 * (1 - place.bottom - place.height * Math.log10(y[i]) / 3),
      ];
      assertAlmostEquals(corners[3][0] - tail[0], tips[i][0], 2e-3, JSON.stringify(options));
      assertAlmostEquals(tail[1] - corners[3][1], tips[i][1], 2e-3, JSON.stringify(options));
    });
  }
});

Deno.test("Ticks stand where matplotlib puts them, or at every second of these", () => {
  for (const { low, high, scale, ticks } of goldens.ticks) {
    const [figure, ax] = subplots();
    ax.plot([low, high], [low, high]).setXscale(scale as ScaleName).setXlim(low, high).setYticks([]);
    const { left, width } = ax.getPosition();
    const { forward } = readScale("test", scale as ScaleName, {}), [start, end] = [forward(low), forward(high)];
    const found = elements(parseXml(figure.toSVG()), "text").map(({ attributes }) => Number(attributes.x));
    const expected = ticks.map((tick) => 460.8 * (left + width * (forward(tick) - start) / (end - start)));
    const near = (place: number) => found.some((x) => Math.abs(x - place) < 1e-3);
    const message = `${scale} from ${low} to ${high}: ${found} for ${expected}`;
    assert(found.every((x) => expected.some((place) => Math.abs(x - place) < 1e-3)), message);
    assert(expected.every(near) || found.length * 2 >= expected.length, message);
  }
});

Deno.test("Ticks are the multiples of round numbers that matplotlib chooses", () => {
  for (const { low, high, parts, ticks: expected } of goldens.locations) {
    const { marks } = ticks([low, high], parts, () => true), message = `${low} to ${high} in ${parts} parts`;
    assertEquals(marks.length, expected.length, `${message}: ${marks.map(({ value }) => value)} for ${expected}`);
    marks.forEach(({ value }, i) => assertAlmostEquals(value, expected[i], 1e-10 * (high - low), message));
  }
});

Deno.test("tightLayout() comes within two points of matplotlib's", () => {
  const [figure, axes] = subplots(1, 2, { figsize: [9, 4] });
  for (const ax of axes) ax.plot([0, 1], [0, 1]).setTitle("title").setXlabel("birth").setYlabel("death");
  figure.tightLayout();
  axes.forEach((ax, i) => {
    const { left, bottom, width, height } = ax.getPosition();
    const found = [left, bottom, left + width, bottom + height];
    const [l, b, w, h] = goldens.tight[i];
    // matplotlib rounds the sizes of texts to whole pixels of 0.6 points; several add up.
    [l, b, l + w, b + h].forEach((value, k) => assertAlmostEquals(found[k], value, 2 / (72 * (k % 2 === 0 ? 9 : 4))));
  });
});

Deno.test("parseColor() gives matplotlib's colours", () => {
  for (const [name, hex] of Object.entries(goldens.colors)) {
    assertEquals(parseColor("test", "color", name), { hex, opacity: 1 }, name);
  }
});
