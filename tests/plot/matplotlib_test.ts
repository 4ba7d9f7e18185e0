/**
 * Limits, positions, aspects, arrows and colours against the numbers of matplotlib 3.11.
 *
 * @module
 */
import { assertAlmostEquals, assertEquals } from "@std/assert";
import { type Adjustable, type Axes, type QuiverUnits, subplots } from "../../mod.ts";
import { parseColor } from "../../plot/colors.ts";
import goldens from "../goldens/matplotlib.json" with { type: "json" };
import { descendants, parseXml } from "./xml.ts";

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

Deno.test("quiver() draws arrows of matplotlib's length and direction", () => {
  for (const { x, y, u, v, options, tips } of goldens.arrows) {
    const [figure, ax] = subplots(1, 1, { figsize: [6, 4] });
    const { scale_units, ...rest } = options as Record<string, unknown>;
    ax.quiver(x, y, u, v, { ...rest, scaleUnits: scale_units as QuiverUnits | undefined, color: "#123456" });
    const group = descendants(parseXml(figure.toSVG())).find(({ attributes }) => attributes.fill === "#123456")!;
    const place = ax.getPosition(), [x0, x1] = ax.getXlim(), [y0, y1] = ax.getYlim();
    tips.forEach(([dx, dy], i) => {
      const tail = [
        432 * (place.left + place.width * (x[i] - x0) / (x1 - x0)),
        288 * (1 - place.bottom - place.height * (y[i] - y0) / (y1 - y0)),
      ];
      const { d, cx, cy } = group.children[i].attributes;
      const tip = d === undefined ? [Number(cx), Number(cy)] : d.split("L")[3].split(",").map(Number);
      const message = `${JSON.stringify(options)}, arrow ${i}`;
      // Three decimals in the SVG.
      assertAlmostEquals(tip[0], tail[0] + dx, 1e-3, message);
      assertAlmostEquals(tip[1], tail[1] - dy, 1e-3, message);
    });
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
