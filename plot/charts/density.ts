/**
 * More points than anybody can see apart, counted in squares: an image whose colours say how many there are.
 *
 * @module
 */
import { checkOptions } from "../checks.ts";
import type { Colormap } from "../colormaps.ts";
import { image } from "../marks/image.ts";
import { finiteExtent, type Mark } from "../marks/mark.ts";

/** Look of a density. */
export interface DensityStyle {
  /** Colours from few points to many; default `"viridis"`. */
  cmap?: Colormap;
  /** Opacity; default 1. */
  alpha?: number;
  /** Number of squares along each axis; default 256. */
  bins?: number;
}

/** The names of {@linkcode DensityStyle}. */
export const DENSITY_OPTIONS: readonly (keyof DensityStyle)[] = ["cmap", "alpha", "bins"];

/** From here on no chart draws single points, asked or not: files would be too large for any reader. */
export const MOST_POINTS = 200_000;

/** The density of the finite points (`x[i]`, `y[i]`) as a mark; `null` where there are none. Colours go with the root of counts. */
export function densityMark(action: string, x: Float64Array, y: Float64Array, style: DensityStyle): Mark | null {
  checkOptions(action, style, DENSITY_OPTIONS);
  const { bins = 256, ...look } = style;
  const [left, right] = widened(finiteExtent(x)), [bottom, top] = widened(finiteExtent(y));
  const counts = new Float64Array(bins * bins);
  let kept = 0;
  for (let i = 0; i < x.length; i++) {
    const column = Math.min(bins - 1, Math.floor(bins * (x[i] - left) / (right - left)));
    const row = Math.min(bins - 1, Math.floor(bins * (y[i] - bottom) / (top - bottom)));
    if (!(column >= 0 && row >= 0)) continue;
    counts[row * bins + column]++;
    kept++;
  }
  if (kept === 0) return null;
  // Squares without points stay empty.
  const data = counts.map((count) => count === 0 ? NaN : Math.sqrt(count));
  const mark = image({ data, shape: [bins, bins] }, {
    ...look,
    vmin: 0,
    origin: "lower",
    extent: [left, right, bottom, top],
  });
  const skipped = x.length - kept;
  const summary = `the density of ${kept} points${skipped === 0 ? "" : ` (${skipped} not finite, left out)`}`;
  return { ...mark, zorder: 0.6, tight: false, summary };
}

/** Tells that single points are not drawn, where that was asked for. */
export function warnOfDensity(action: string, count: number): void {
  console.warn(`Warning: to ${action}, ${count} points are too many; their density is drawn, not each of them`);
}

function widened([low, high]: readonly [number, number]): [number, number] {
  if (!(low <= high)) return [0, 1];
  return low === high ? [low - 0.5, high + 0.5] : [low, high];
}
