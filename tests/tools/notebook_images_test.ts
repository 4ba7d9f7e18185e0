/**
 * The images that notebooks read: those in the tree are those that the tool draws.
 *
 * @module
 */
import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { imageToTensor } from "../../mod.ts";
import { IMAGES } from "../../tools/notebook_images.ts";
import { rendered } from "../../tools/notebook_images/drawing.ts";

const DATA = new URL("../../notebooks/data/", import.meta.url);

for (const [name, drawing] of Object.entries(IMAGES)) {
  Deno.test(`notebooks/data/${name}.png is what "deno task images" draws`, async () => {
    const image = imageToTensor(await Deno.readFile(new URL(`${name}.png`, DATA))), { size, data } = rendered(drawing);
    assertEquals(image.shape, [size, size]);
    assertEquals(image.data, Float64Array.from(data, (grey) => grey / 255));
  });
}

Deno.test("notebooks/data holds no other image", () => {
  const kept = Array.from(Deno.readDirSync(DATA), ({ name }) => name).sort();
  assertEquals(kept, Object.keys(IMAGES).map((name) => `${name}.png`).sort());
});

/** What is known of the images in GeomLoss' example: mass in pixels, means, deviations. */
const DOCUMENTED = {
  density_a: { mass: 789.01, means: [0.3035, 0.5695], deviations: [0.1087, 0.0620] },
  density_b: { mass: 1050.59, means: [0.7630, 0.4037], deviations: [0.1148, 0.1771] },
};

for (const [name, { mass, means, deviations }] of Object.entries(DOCUMENTED)) {
  Deno.test(`${name}.png is about as heavy, and lies about where, as that of GeomLoss' example`, () => {
    const { size, data } = rendered(IMAGES[name]), ink = Array.from(data, (grey) => 1 - grey / 255);
    const sum = (of: (x: number, y: number) => number) =>
      ink.reduce((total, w, i) => total + w * of(i % size / (size - 1), 1 - Math.floor(i / size) / (size - 1)), 0);
    const found = sum(() => 1), x = sum((x) => x) / found, y = sum((_, y) => y) / found;
    assert(Math.abs(found / mass - 1) < 0.05, `${found}`);
    assertAlmostEquals(x, means[0], 0.02);
    assertAlmostEquals(y, means[1], 0.02);
    assertAlmostEquals(Math.sqrt(sum((u) => (u - x) ** 2) / found), deviations[0], 0.02);
    assertAlmostEquals(Math.sqrt(sum((_, v) => (v - y) ** 2) / found), deviations[1], 0.02);
  });
}
