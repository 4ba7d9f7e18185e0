/**
 * Colours by the names that matplotlib knows.
 *
 * @module
 */
import { checkChoice, found } from "./checks.ts";
import { color as parseCss } from "./d3.ts";

/** A colour ready for SVG: `#rrggbb` and an opacity, or `null` where nothing is drawn. */
export type Paint = { readonly hex: string; readonly opacity: number } | null;

/** matplotlib's colour cycle, `C0` to `C9`. */
export const TAB10: readonly string[] = [
  "#1f77b4",
  "#ff7f0e",
  "#2ca02c",
  "#d62728",
  "#9467bd",
  "#8c564b",
  "#e377c2",
  "#7f7f7f",
  "#bcbd22",
  "#17becf",
];

/** The palette of Okabe and Ito, which colour-blind readers can tell apart [OkabeIto08]. */
export const OKABE_ITO = {
  blue: "#0072b2",
  vermillion: "#d55e00",
  green: "#009e73",
  orange: "#e69f00",
  sky: "#56b4e9",
  purple: "#cc79a7",
  yellow: "#f0e442",
} as const;

/** The colours that marks take in turn: matplotlib's, those of Okabe and Ito, or others by name. */
export type ColorCycle = "tab10" | "okabe-ito" | readonly string[];

/** Reads a cycle of colours. */
export function readCycle(action: string, cycle: ColorCycle): readonly string[] {
  if (typeof cycle === "string") {
    return checkChoice(action, "cycle", cycle, ["tab10", "okabe-ito"]) === "tab10" ? TAB10 : Object.values(OKABE_ITO);
  }
  if (!Array.isArray(cycle) || cycle.length === 0) {
    throw new TypeError(`Cannot ${action}: cycle must be "tab10", "okabe-ito" or colours, but is ${found(cycle)}`);
  }
  for (const color of cycle) parseColor(action, "a colour of cycle", color);
  return [...cycle];
}

const TABLEAU = ["blue", "orange", "green", "red", "purple", "brown", "pink", "gray", "olive", "cyan"];
const LETTERS: Readonly<Record<string, string>> = {
  b: "#0000ff",
  g: "#008000",
  r: "#ff0000",
  c: "#00bfbf",
  m: "#bf00bf",
  y: "#bfbf00",
  k: "#000000",
  w: "#ffffff",
};

/**
 * Reads a colour: `"tab:red"`, `"C0"`, a grey `"0.25"`, a letter of `bgrcmykw`, a CSS name, `#rgb`, `#rrggbb`, with or
 * without opacity, `rgb(…)`, or `"none"`.
 */
export function parseColor(action: string, name: string, value: string): Paint {
  if (typeof value !== "string") {
    throw new TypeError(`Cannot ${action}: ${name} must be a string, but is ${found(value)}`);
  }
  const text = value.trim();
  if (/^none$/i.test(text)) return null;
  const parsed = parseCss(fromMatplotlib(text) ?? text);
  if (parsed === null) {
    throw new RangeError(
      `Cannot ${action}: ${name} must be a CSS colour, "tab:red" and the like, "C0" to "C9", a grey from "0" to "1", ` +
        `one of the letters "bgrcmykw", or "none", but is ${found(value)}`,
    );
  }
  const rgb = parsed.rgb();
  // d3 gives NaN channels to "transparent".
  return rgb.opacity === 0 ? null : { hex: rgb.copy({ opacity: 1 }).formatHex(), opacity: rgb.opacity };
}

/** `paint` with its channels multiplied by `factor`: the darker rim of a marker. */
export function darken(paint: Paint, factor: number): Paint {
  if (paint === null) return null;
  const { r, g, b } = parseCss(paint.hex)!.rgb();
  const hex = [r, g, b].map((channel) => Math.round(channel * factor).toString(16).padStart(2, "0")).join("");
  return { hex: `#${hex}`, opacity: paint.opacity };
}

/** The hexadecimal colour that matplotlib means by `text`, or `undefined` where it means what CSS means. */
function fromMatplotlib(text: string): string | undefined {
  const cycle = /^C(\d+)$/.exec(text);
  if (cycle) return TAB10[Number(cycle[1]) % TAB10.length];
  if (/^tab:/i.test(text)) {
    const index = TABLEAU.indexOf(text.slice(4).toLowerCase().replace("grey", "gray"));
    return index < 0 ? undefined : TAB10[index];
  }
  if (/^(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text)) {
    const level = Math.round(Number(text) * 255);
    return level > 255 ? undefined : `#${level.toString(16).padStart(2, "0").repeat(3)}`;
  }
  return LETTERS[text];
}
