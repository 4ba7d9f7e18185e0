/**
 * From numbers to colours, by maps that grow evenly lighter.
 *
 * @module
 */
import { color, interpolateInferno, interpolateMagma, interpolatePlasma, interpolateViridis } from "./d3.ts";

/** The colour maps, by matplotlib's names. */
export type Colormap = "viridis" | "plasma" | "inferno" | "magma" | "gray";

/** All colour maps, for error messages. */
export const COLORMAPS: readonly Colormap[] = ["viridis", "plasma", "inferno", "magma", "gray"];

/** Number of colours of a map. */
export const LEVELS = 256;

const INTERPOLATORS: Readonly<Record<Colormap, (share: number) => string>> = {
  viridis: interpolateViridis,
  plasma: interpolatePlasma,
  inferno: interpolateInferno,
  magma: interpolateMagma,
  gray: (share) => `rgb(${Array(3).fill(Math.floor(share * LEVELS)).join(",")})`,
};

/** The colours of a map from the lowest to the highest: red, green and blue in turn, from 0 to 255. */
export function colorTable(name: Colormap): Uint8Array {
  const table = new Uint8Array(3 * LEVELS);
  for (let level = 0; level < LEVELS; level++) {
    const { r, g, b } = color(INTERPOLATORS[name]((level + 0.5) / LEVELS))!.rgb();
    table.set([r, g, b], 3 * level);
  }
  return table;
}
