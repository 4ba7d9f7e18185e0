/**
 * Five charts beside matplotlib's pictures of the same: box, limits, ticks, arrows, and ink in blocks of 10 × 10 pixels.
 *
 * Tolerances: the box within 0.002 of the figure, limits within 1e-9, ticks within the pixel that they fill, with the same
 * numbers, arrows within 1e-4 in data units; the ink of a block off by at most 2 of 255 on average, and by no more than 64 in
 * all but one block of a hundred, as rims are smoothed otherwise.
 *
 * @module
 */
import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import {
  type Axes,
  type Figure,
  plotBarcode,
  plotDiagram,
  plotDiagramGradient,
  plotLoss,
  plotPersistenceImage,
} from "../../mod.ts";
import { OKABE_ITO } from "../../plot/colors.ts";
import { renderPixels } from "../../plot/png.ts";
import goldens from "../goldens/charts.json" with { type: "json" };
import { descendants, elements, parseXml, type XmlElement } from "./xml.ts";

/** What matplotlib drew. */
export type Goldens = typeof goldens;
/** One of the charts. */
export type ChartName = keyof Goldens;
/** The names of the charts. */
export const CHART_NAMES = Object.keys(goldens) as ChartName[];

const BLOCK = 10;
/** Length of a tick, and a pixel, in points. */
const TICK = 3.5, PIXEL = 72 / 120;
const bounds = { axisBounds: { xmin: 0, xmax: 2.5, ymin: 0, ymax: 2.5 }, pointStyle: { s: 40 } };

const CHARTS: Record<ChartName, (goldens: Goldens) => Axes> = {
  diagram: ({ diagram }) => plotDiagram({ 1: diagram.rows }, bounds),
  gradient: ({ gradient }) => plotDiagramGradient({ 1: gradient.rows }, { 1: gradient.grads }, bounds),
  barcode: ({ barcode }) => plotBarcode({ 1: barcode.rows }).setXlim(0, 2.5),
  loss: ({ loss }) => plotLoss(loss.losses, { logY: true }),
  image: ({ image }) => plotPersistenceImage(image.pixels),
};

/** Passes where box, limits, ticks and arrows of our chart are those of matplotlib's. */
export function assertLayout(name: ChartName, all: Goldens): void {
  const ax = CHARTS[name](all), golden = all[name], { left, bottom, width, height } = ax.getPosition();
  [left, bottom, width, height].forEach((share, i) => assertAlmostEquals(share, golden.position[i], 0.002));
  const limits = [...ax.getXlim(), ...ax.getYlim()];
  limits.forEach((limit, i) => assertAlmostEquals(limit, [...golden.xlim, ...golden.ylim][i], 1e-9));

  const root = parseXml(ax.figure.toSVG()),
    [, , pageWidth, pageHeight] = root.attributes.viewBox.split(" ").map(Number);
  const texts = elements(root, "text").map(({ text }) => text);
  for (const number of [...golden.xticks, ...golden.yticks]) assert(texts.includes(number), `${number} of ${texts}`);
  const toX = (share: number) => pageWidth * (left + width * share);
  const toY = (share: number) => pageHeight * (1 - bottom - height * share);
  const shareOf = (value: number, [low, high]: number[], isLog: boolean) =>
    isLog ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
  const { across, up } = ticksOf(root);
  assertTicks(across, golden.xplaces.map((at) => toX(shareOf(at, golden.xlim, false))));
  assertTicks(up, golden.yplaces.map((at) => toY(shareOf(at, golden.ylim, name === "loss"))));
  const unit = [(limits[1] - limits[0]) / (toX(1) - toX(0)), (limits[3] - limits[2]) / (toY(1) - toY(0))];
  const arrows = arrowsOf(root).map((arrow) => arrow.map((length, axis) => length * unit[axis]));
  assertEquals(arrows.length, golden.arrows.length);
  arrows.flat().forEach((length, i) => assertAlmostEquals(length, golden.arrows.flat()[i], 1e-4));
}

/** Passes where our chart has its ink where matplotlib's has it. */
export async function assertInk(name: ChartName, all: Goldens): Promise<void> {
  const blocks = await blocksOf(CHARTS[name](all).figure as Figure), golden = all[name];
  assertEquals([blocks.length, blocks[0].length], [golden.blocks.length, golden.blocks[0].length]);
  const errors = blocks.flatMap((row, i) => row.map((ink, j) => Math.abs(ink - golden.blocks[i][j])));
  const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length;
  const far = errors.filter((error) => error > 64).length;
  assert(mean <= 2, `blocks are off by ${mean} on average`);
  assert(far <= errors.length / 100, `${far} of ${errors.length} blocks are off by more than 64`);
}

/** Where the labelled ticks stand on the page. */
function ticksOf(root: XmlElement): { across: number[]; up: number[] } {
  const lines = elements(root, "line").map(({ attributes: { x1, y1, x2, y2 } }) => [x1, y1, x2, y2].map(Number));
  const isTick = (length: number) => Math.abs(length - TICK) < 1e-9;
  return {
    across: lines.filter(([x1, y1, x2, y2]) => x1 === x2 && isTick(y2 - y1)).map(([x1]) => x1),
    up: lines.filter(([x1, y1, x2, y2]) => y1 === y2 && isTick(x1 - x2)).map(([, y1]) => y1),
  };
}

function assertTicks(found: number[], expected: number[]): void {
  assertEquals(found.length, expected.length, `${found} for ${expected}`);
  const ascending = (places: number[]) => places.toSorted((a, b) => a - b);
  ascending(found).forEach((place, i) => assertAlmostEquals(place, ascending(expected)[i], PIXEL));
}

/** From the middle of the tail to the tip of each arrow, in points. */
function arrowsOf(root: XmlElement): number[][] {
  const group = descendants(root).find(({ attributes }) => attributes.fill === OKABE_ITO.green);
  return (group?.children ?? []).map(({ attributes: { d } }) => {
    const corners = d.slice(1, -1).split("L").map((pair) => pair.split(",").map(Number)), [first] = corners;
    return corners[3].map((tip, axis) => tip - (first[axis] + corners[corners.length - 1][axis]) / 2);
  });
}

/** The darkness of blocks, row by row. */
async function blocksOf(figure: Figure): Promise<number[][]> {
  const { width, height, data } = await renderPixels(figure.toSVG());
  const inkAt = (row: number, column: number) => {
    let sum = 0;
    for (let y = row * BLOCK; y < (row + 1) * BLOCK; y++) {
      for (let x = column * BLOCK; x < (column + 1) * BLOCK; x++) {
        const at = 4 * (y * width + x);
        sum += 255 - (data[at] + data[at + 1] + data[at + 2]) / 3;
      }
    }
    return sum / BLOCK ** 2;
  };
  const columns = Math.floor(width / BLOCK);
  return Array.from(
    { length: Math.floor(height / BLOCK) },
    (_, row) => Array.from({ length: columns }, (_, column) => inkAt(row, column)),
  );
}
