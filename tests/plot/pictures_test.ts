/**
 * Five charts beside matplotlib's pictures of the same: box, limits, numbers, and ink in blocks of 10 × 10 pixels.
 *
 * Tolerances: the box within 0.002 of the figure, limits within 1e-9, the same numbers at the ticks; the ink of a block off by
 * at most 2 of 255 on average, and by no more than 64 in all but one block of a hundred, as rims are smoothed otherwise.
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
import { renderPixels } from "../../plot/png.ts";
import goldens from "../goldens/charts.json" with { type: "json" };
import { elements, parseXml } from "./xml.ts";

const BLOCK = 10;
const bounds = { axisBounds: { xmin: 0, xmax: 2.5, ymin: 0, ymax: 2.5 }, pointStyle: { s: 40 } };

const CHARTS: Record<keyof typeof goldens, () => Axes> = {
  diagram: () => plotDiagram({ 1: goldens.diagram.rows }, bounds),
  gradient: () => plotDiagramGradient({ 1: goldens.gradient.rows }, { 1: goldens.gradient.grads }, bounds),
  barcode: () => plotBarcode({ 1: goldens.barcode.rows }).setXlim(0, 2.5),
  loss: () => plotLoss(goldens.loss.losses, { logY: true }),
  image: () => plotPersistenceImage(goldens.image.pixels),
};

/** The darkness of blocks, row by row. */
async function blocksOf(figure: Figure): Promise<number[][]> {
  const { width, height, data } = await renderPixels(figure.toSVG());
  return Array.from(
    { length: Math.floor(height / BLOCK) },
    (_, row) =>
      Array.from({ length: Math.floor(width / BLOCK) }, (_, column) => {
        let sum = 0;
        for (let y = row * BLOCK; y < (row + 1) * BLOCK; y++) {
          for (let x = column * BLOCK; x < (column + 1) * BLOCK; x++) {
            const at = 4 * (y * width + x);
            sum += 255 - (data[at] + data[at + 1] + data[at + 2]) / 3;
          }
        }
        return sum / BLOCK ** 2;
      }),
  );
}

for (const [name, golden] of Object.entries(goldens)) {
  const draw = CHARTS[name as keyof typeof goldens];
  Deno.test(`the chart "${name}" has its box, limits and numbers where matplotlib has them`, () => {
    const ax = draw(), { left, bottom, width, height } = ax.getPosition();
    [left, bottom, width, height].forEach((share, i) => assertAlmostEquals(share, golden.position[i], 0.002));
    [...ax.getXlim(), ...ax.getYlim()].forEach((limit, i) =>
      assertAlmostEquals(limit, [...golden.xlim, ...golden.ylim][i], 1e-9)
    );
    const texts = elements(parseXml(ax.figure.toSVG()), "text").map(({ text }) => text);
    for (const number of [...golden.xticks, ...golden.yticks]) assert(texts.includes(number), `${number} of ${texts}`);
  });

  Deno.test(`the chart "${name}" has its ink where matplotlib has it`, async () => {
    const blocks = await blocksOf(draw().figure as Figure);
    assertEquals([blocks.length, blocks[0].length], [golden.blocks.length, golden.blocks[0].length]);
    const errors = blocks.flatMap((row, i) => row.map((ink, j) => Math.abs(ink - golden.blocks[i][j])));
    const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length;
    const far = errors.filter((error) => error > 64).length;
    assert(mean <= 2, `blocks are off by ${mean} on average`);
    assert(far <= errors.length / 100, `${far} of ${errors.length} blocks are off by more than 64`);
  });
}
