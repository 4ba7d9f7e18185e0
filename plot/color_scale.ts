/**
 * From values to colours: a colour map between two values, evenly or by logarithms.
 *
 * @module
 */
import { checkChoice, checkFinite } from "./checks.ts";
import { type Colormap, COLORMAPS, colorTable, LEVELS } from "./colormaps.ts";
import { type Interval, LINEAR, readScale, type Scale } from "./scales.ts";

/** How values are spread along the colours: evenly, by logarithms, by those of both signs, or by square roots. */
export type ColorNorm = "linear" | "log" | "symlog" | "sqrt";

/** What all marks with colours by value have among their options. */
export interface ColorOptions {
  /** Colours from low to high; default `"viridis"`. */
  cmap?: Colormap;
  /** The value with the lowest colour, as all below have; default the least finite one. */
  vmin?: number;
  /** The value with the highest colour, as all above have; default the greatest finite one. */
  vmax?: number;
  /** How values are spread along the colours; default `"linear"`. */
  norm?: ColorNorm;
}

/** The names of {@linkcode ColorOptions}. */
export const COLOR_OPTIONS: readonly (keyof ColorOptions)[] = ["cmap", "vmin", "vmax", "norm"];

/** A colour map with the values it stands for. */
export interface ColorScale {
  /** Red, green and blue of each level in turn. */
  readonly table: Uint8Array;
  /** The values with the lowest and the highest colour. */
  readonly limits: Interval;
  /** How values are spread. */
  readonly scale: Scale;
  /** Values where one colour ends and the next begins, or `null` where colours change gradually. */
  readonly bounds: readonly number[] | null;
}

const NORMS: readonly ColorNorm[] = ["linear", "log", "symlog", "sqrt"];
const SQRT: Scale = {
  ...LINEAR,
  forward: (value) => Math.sign(value) * Math.sqrt(Math.abs(value)),
  inverse: (length) => Math.sign(length) * length * length,
};

/** Reads how `data` are coloured. */
export function readColors(action: string, data: Float64Array, options: ColorOptions): ColorScale {
  const table = colorTable(checkChoice(action, "cmap", options.cmap ?? "viridis", COLORMAPS));
  const norm = checkChoice(action, "norm", options.norm ?? "linear", NORMS);
  const scale = norm === "sqrt" ? SQRT : readScale(action, norm, {});
  return { table, scale, limits: readLimits(action, data, options, norm === "log"), bounds: null };
}

function readLimits(action: string, data: Float64Array, { vmin, vmax }: ColorOptions, isLog: boolean): Interval {
  let least = Infinity, greatest = -Infinity;
  for (const value of data) {
    if (!Number.isFinite(value) || isLog && value <= 0) continue;
    if (value < least) least = value;
    if (value > greatest) greatest = value;
  }
  const low = checkFinite(action, "vmin", vmin ?? (least === Infinity ? (isLog ? 1 : 0) : least));
  const high = checkFinite(action, "vmax", vmax ?? (greatest === -Infinity ? Math.max(low, isLog ? 10 : 1) : greatest));
  if (low > high) {
    throw new RangeError(`Cannot ${action}: vmin must not be above vmax, but they are ${low} and ${high}`);
  }
  if (isLog && low <= 0) {
    throw new RangeError(`Cannot ${action}: vmin must be positive where norm is "log", but is ${low}`);
  }
  return [low, high];
}

/** The level of each value, or −1 where it has no colour: not finite, or not positive by logarithms. */
export function levelsOf({ scale, limits }: ColorScale, data: Float64Array): Int16Array {
  const [low, high] = limits.map(scale.forward);
  return Int16Array.from(data, (value) => {
    if (!Number.isFinite(value)) return -1;
    const length = scale.forward(value);
    if (length === -Infinity) return -1;
    const share = high > low ? (length - low) / (high - low) : 0;
    return Math.max(0, Math.min(LEVELS - 1, Math.floor(share * LEVELS)));
  });
}

/** The colour of a level. */
export function levelHex({ table }: ColorScale, level: number): string {
  const channels = table.subarray(3 * level, 3 * level + 3);
  return `#${Array.from(channels, (channel) => channel.toString(16).padStart(2, "0")).join("")}`;
}

/** In words, for readers who cannot see them. */
export function describeColors({ limits: [low, high] }: ColorScale): string {
  return `colours from ${low} to ${high}`;
}
