/**
 * Draws the images that notebooks read: `deno task images [folder]`.
 *
 * @module
 */
import { resolve } from "node:path";
import { encode } from "fast-png";
import { comet, wave } from "./notebook_images/densities.ts";
import { type Drawing, rendered } from "./notebook_images/drawing.ts";
import { cross, tooth } from "./notebook_images/masks.ts";

/** Every image by the name of its file: grey shades of ink on paper, 0 for ink. */
export const IMAGES: Readonly<Record<string, Drawing>> = {
  density_a: comet,
  density_b: wave,
  cross,
  tooth,
};

if (import.meta.main) {
  const [folder = `${import.meta.dirname}/../notebooks/data`] = Deno.args;
  await Deno.mkdir(folder, { recursive: true });
  for (const [name, drawing] of Object.entries(IMAGES)) {
    const { size, data } = rendered(drawing);
    const file = encode({ width: size, height: size, depth: 8, channels: 1, data });
    await Deno.writeFile(resolve(folder, `${name}.png`), file);
  }
}
