/**
 * From numbers to colours: matplotlib's maps, and d3's sinebow.
 *
 * @module
 */
import { CIVIDIS, TURBO, TWILIGHT } from "./color_tables.gen.ts";
import * as d3 from "./d3.ts";

/** The colours between which the maps of Brewer run [BrewerHarrower03]. */
const BREWER = {
  Blues: d3.schemeBlues,
  Greens: d3.schemeGreens,
  Greys: d3.schemeGreys,
  Oranges: d3.schemeOranges,
  Purples: d3.schemePurples,
  Reds: d3.schemeReds,
  BuGn: d3.schemeBuGn,
  BuPu: d3.schemeBuPu,
  GnBu: d3.schemeGnBu,
  OrRd: d3.schemeOrRd,
  PuBu: d3.schemePuBu,
  PuBuGn: d3.schemePuBuGn,
  PuRd: d3.schemePuRd,
  RdPu: d3.schemeRdPu,
  YlGn: d3.schemeYlGn,
  YlGnBu: d3.schemeYlGnBu,
  YlOrBr: d3.schemeYlOrBr,
  YlOrRd: d3.schemeYlOrRd,
  BrBG: d3.schemeBrBG,
  PRGn: d3.schemePRGn,
  PiYG: d3.schemePiYG,
  // d3 begins with the purples, matplotlib with the oranges, as Brewer does.
  PuOr: d3.schemePuOr.map((colors) => colors.toReversed()),
  RdBu: d3.schemeRdBu,
  RdGy: d3.schemeRdGy,
  RdYlBu: d3.schemeRdYlBu,
  RdYlGn: d3.schemeRdYlGn,
  Spectral: d3.schemeSpectral,
};

/** The colour maps that run from low to high as their names say. */
export type ForwardColormap =
  | "viridis"
  | "plasma"
  | "inferno"
  | "magma"
  | "cividis"
  | "gray"
  | "twilight"
  | "twilight_shifted"
  | "hsv"
  | "sinebow"
  | "turbo"
  | "cubehelix"
  | "Blues"
  | "Greens"
  | "Greys"
  | "Oranges"
  | "Purples"
  | "Reds"
  | "BuGn"
  | "BuPu"
  | "GnBu"
  | "OrRd"
  | "PuBu"
  | "PuBuGn"
  | "PuRd"
  | "RdPu"
  | "YlGn"
  | "YlGnBu"
  | "YlOrBr"
  | "YlOrRd"
  | "BrBG"
  | "PRGn"
  | "PiYG"
  | "PuOr"
  | "RdBu"
  | "RdGy"
  | "RdYlBu"
  | "RdYlGn"
  | "Spectral";

/** The colour maps, by matplotlib's names; `_r` turns one round. */
export type Colormap = ForwardColormap | `${ForwardColormap}_r`;

const FORWARD = [
  "viridis",
  "plasma",
  "inferno",
  "magma",
  "cividis",
  "gray",
  "twilight",
  "twilight_shifted",
  "hsv",
  "sinebow",
  "turbo",
  "cubehelix",
  ...Object.keys(BREWER),
] as readonly ForwardColormap[];

/** All colour maps, for error messages. */
export const COLORMAPS: readonly Colormap[] = [...FORWARD, ...FORWARD.map((name) => `${name}_r` as const)];

/** Number of colours of a map. */
export const LEVELS = 256;

const INTERPOLATORS: Partial<Readonly<Record<ForwardColormap, (share: number) => string>>> = {
  viridis: d3.interpolateViridis,
  plasma: d3.interpolatePlasma,
  inferno: d3.interpolateInferno,
  magma: d3.interpolateMagma,
  sinebow: d3.interpolateSinebow,
};

type Stops = readonly (readonly [position: number, level: number])[];

/** Where the channels of hsv bend. */
const HSV: readonly Stops[] = [
  [
    [0, 1],
    [0.15873, 1],
    [0.174603, 0.96875],
    [0.333333, 0.03125],
    [0.349206, 0],
    [0.666667, 0],
    [0.68254, 0.03125],
    [
      0.84127,
      0.96875,
    ],
    [0.857143, 1],
    [1, 1],
  ],
  [[0, 0], [0.15873, 0.9375], [0.174603, 1], [0.507937, 1], [0.666667, 0.0625], [0.68254, 0], [1, 0]],
  [[0, 0], [0.333333, 0], [0.349206, 0.0625], [0.507937, 1], [0.84127, 1], [0.857143, 0.9375], [1, 0.09375]],
];

/** What cosine and sine of the angle mean to red, green and blue. */
const HELIX = [[-0.14861, 1.78277], [-0.29227, -0.90649], [1.97294, 0]] as const;

/** The colours of a map from the lowest to the highest: red, green and blue in turn, from 0 to 255. */
export function colorTable(name: Colormap): Uint8Array {
  const forward = name.replace(/_r$/, "") as ForwardColormap, turned = forward !== name;
  const table = new Uint8Array(3 * LEVELS);
  const rgb = channelsOf(forward);
  for (let level = 0; level < LEVELS; level++) table.set(rgb(level), 3 * (turned ? LEVELS - 1 - level : level));
  return table;
}

/** Red, green and blue of each level. */
function channelsOf(name: ForwardColormap): (level: number) => readonly number[] {
  const share = (level: number) => level / (LEVELS - 1);
  if (name === "gray") return (level) => [level, level, level];
  if (name === "hsv") return (level) => HSV.map((stops) => Math.round(255 * between(stops, share(level))));
  if (name === "twilight") return listed(TWILIGHT);
  if (name === "twilight_shifted") return (level) => listed(TWILIGHT)((LEVELS - 1 - level + LEVELS / 2) % LEVELS);
  if (name === "cividis") return listed(CIVIDIS);
  if (name === "turbo") return listed(TURBO);
  if (name === "cubehelix") return (level) => cubehelix(share(level));
  const interpolate = INTERPOLATORS[name];
  if (interpolate === undefined) return brewer(BREWER[name as keyof typeof BREWER]);
  return (level) => {
    const { r, g, b } = d3.color(interpolate((level + 0.5) / LEVELS))!.rgb();
    return [r, g, b];
  };
}

/** The colours that stand one behind the other in `table`. */
function listed(table: string): (level: number) => number[] {
  return (level) => [0, 2, 4].map((channel) => parseInt(table.slice(6 * level + channel, 6 * level + channel + 2), 16));
}

/** One and a half turns about the greys, from black to white [Green11]. */
function cubehelix(share: number): number[] {
  const angle = 2 * Math.PI * (0.5 / 3 - 1.5 * share), radius = share * (1 - share) / 2;
  return HELIX.map(([a, b]) => {
    const channel = share + radius * (a * Math.cos(angle) + b * Math.sin(angle));
    return Math.round(255 * Math.max(0, Math.min(1, channel)));
  });
}

/** Straight between the colours of the longest list. */
function brewer(schemes: readonly (readonly string[])[]): (level: number) => number[] {
  const colors = schemes[schemes.length - 1].map((hex) => d3.color(hex)!.rgb());
  const stops = (["r", "g", "b"] as const).map((channel): Stops =>
    colors.map((rgb, i) => [i / (colors.length - 1), rgb[channel]])
  );
  return (level) => stops.map((channel) => Math.round(between(channel, level / (LEVELS - 1))));
}

/** The value at `position` of the broken line through `stops`. */
function between(stops: Stops, position: number): number {
  const next = Math.max(1, stops.findIndex(([at]) => at >= position));
  const [[a, low], [b, high]] = [stops[next - 1], stops[next]];
  return low + (high - low) * (position - a) / (b - a);
}
