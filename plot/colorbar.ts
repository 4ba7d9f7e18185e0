/**
 * The colour bar: which value has which colour.
 *
 * @module
 */
import { LABEL_PAD, type PlacedText, TICK_LENGTH, TICK_PAD } from "./axis_texts.ts";
import { FONT_SIZE, ticksAlong } from "./axis_ticks.ts";
import type { ColorbarStyle } from "./colorbar_style.ts";
import { type ColorScale, levelHex, levelsOf } from "./color_scale.ts";
import { LEVELS } from "./colormaps.ts";
import { snap } from "./pixels.ts";
import { pngUri } from "./png_uri.ts";
import { axisMap, type Interval } from "./scales.ts";
import { element, type SvgNode } from "./svg.ts";
import { type Box, measureText, textNode, type TextStyle } from "./text.ts";
import type { Tick, Ticks } from "./ticks.ts";

/** A colour bar whose place is found. */
export interface ColorbarLayout {
  /** Its rectangle in points. */
  readonly bar: Box;
  /** Numbers and label. */
  readonly texts: readonly PlacedText[];
  /** Its ticks. */
  readonly ticks: Ticks;
  /** Its colours. */
  readonly colors: ColorScale;
  /** Its side of the axes. */
  readonly location: ColorbarStyle["location"];
}

const FRAME_WIDTH = 0.8;
/** Room between numbers at bounds, in points. */
const LEAST_GAP = 2;

/** Places a colour bar beside axes that stand at `box`, beyond all that is written around them, up to `outer`. */
export function layoutColorbar(style: ColorbarStyle, colors: ColorScale, box: Box, outer: Box): ColorbarLayout {
  const { location, shrink, label, aspect } = style, lying = isLying(location);
  const length = shrink * (lying ? box.width : box.height), thickness = length / aspect;
  const gap = style.pad * (lying ? box.height : box.width);
  const start = lying ? box.x + (box.width - length) / 2 : box.y + (box.height - length) / 2;
  const across = {
    right: outer.x + outer.width + gap,
    left: outer.x - gap - thickness,
    top: outer.y - gap - thickness,
    bottom: outer.y + outer.height + gap,
  }[location];
  const bar = lying
    ? { x: start, y: across, width: length, height: thickness }
    : { x: across, y: start, width: thickness, height: length };
  const limits = limitsOf(colors), map = mapAlong(colors, bar, location);
  const isBanded = colors.bounds !== null && style.ticks.values === null;
  const choice = isBanded ? { ...style.ticks, values: Float64Array.from(colors.bounds!) } : style.ticks;
  const found = ticksAlong(choice, colors.scale, limits, length, lying ? "x" : "y");
  const ticks = isBanded ? { ...found, marks: spaced(found.marks, map, lying) } : found;
  return { bar, colors, location, ticks, texts: placeTexts(bar, ticks, map, location, label) };
}

/** Draws a colour bar. */
export function drawColorbar({ bar, colors, location, ticks, texts }: ColorbarLayout, dpi: number): SvgNode {
  const map = mapAlong(colors, bar, location), sharp = (position: number) => snap(position, dpi);
  const [x, y, right, bottom] = [bar.x, bar.y, bar.x + bar.width, bar.y + bar.height].map(sharp);
  const tick = (value: number, length: number): SvgNode => {
    const at = sharp(map(value));
    const [x1, y1, x2, y2] = {
      right: [right, at, right + length, at],
      left: [x, at, x - length, at],
      top: [at, y, at, y - length],
      bottom: [at, bottom, at, bottom + length],
    }[location];
    return element("line", { x1, y1, x2, y2 });
  };
  return element("g", {}, [
    ...(colors.bounds === null ? [gradient(bar, colors, location)] : bands(bar, colors, location)),
    element("g", { stroke: "#000000", "stroke-width": FRAME_WIDTH, fill: "none" }, [
      element("rect", { x, y, width: right - x, height: bottom - y }),
      ...ticks.marks.map(({ value }) => tick(value, TICK_LENGTH)),
      ...ticks.minor.map((value) => tick(value, TICK_LENGTH / 2)),
    ]),
    ...texts.map((placed) => textNode(placed.text, placed.x, placed.y, placed.style)),
  ]);
}

function isLying(location: ColorbarStyle["location"]): boolean {
  return location === "top" || location === "bottom";
}

/** The values at the ends of the bar; a single value stands in the middle. */
function limitsOf({ limits: [low, high], bounds }: ColorScale): Interval {
  if (bounds !== null) return [bounds[0], bounds[bounds.length - 1]];
  return low < high ? [low, high] : [low - 0.5, low + 0.5];
}

function mapAlong(colors: ColorScale, bar: Box, location: ColorbarStyle["location"]): (value: number) => number {
  const range: Interval = isLying(location) ? [bar.x, bar.x + bar.width] : [bar.y + bar.height, bar.y];
  return axisMap(colors.scale, limitsOf(colors), range);
}

/** Ticks of which those that stand too close to the one before go without a number. */
function spaced(marks: readonly Tick[], map: (value: number) => number, lying: boolean): Tick[] {
  let last = -Infinity, reach = 0;
  return marks.map(({ value, label }) => {
    const { width, height } = measureText(label, FONT_SIZE), half = (lying ? width : height) / 2, at = map(value);
    if (Math.abs(at - last) < reach + half + LEAST_GAP) return { value, label: "" };
    [last, reach] = [at, half];
    return { value, label };
  });
}

function placeTexts(
  bar: Box,
  { marks, unit }: Ticks,
  map: (value: number) => number,
  location: ColorbarStyle["location"],
  label: string,
): PlacedText[] {
  const reach = TICK_LENGTH + TICK_PAD, middle = [bar.x + bar.width / 2, bar.y + bar.height / 2];
  const texts: PlacedText[] = [], numbers = marks.filter(({ label }) => label !== "");
  if (isLying(location)) {
    const above = location === "top", edge = above ? bar.y - reach : bar.y + bar.height + reach;
    const style: TextStyle = { size: FONT_SIZE, align: "center", valign: above ? "bottom" : "top" };
    for (const { value, label } of numbers) texts.push({ text: label, x: map(value), y: edge, style });
    if (unit !== "") {
      texts.push({
        text: unit,
        x: bar.x + bar.width + reach,
        y: middle[1],
        style: { size: FONT_SIZE, valign: "center" },
      });
    }
    const beyond = (marks.length > 0 ? FONT_SIZE : 0) + LABEL_PAD;
    if (label !== "") texts.push({ text: label, x: middle[0], y: above ? edge - beyond : edge + beyond, style });
    return texts;
  }
  const left = location === "left", edge = left ? bar.x - reach : bar.x + bar.width + reach;
  const style: TextStyle = { size: FONT_SIZE, align: left ? "right" : "left", valign: "center_baseline" };
  for (const { value, label } of numbers) texts.push({ text: label, x: edge, y: map(value), style });
  if (unit !== "") texts.push({ text: unit, x: bar.x, y: bar.y - reach, style: { size: FONT_SIZE } });
  const beyond = Math.max(0, ...marks.map(({ label }) => measureText(label, FONT_SIZE).width)) + LABEL_PAD;
  const turned: TextStyle = { size: FONT_SIZE, align: "center", valign: left ? "bottom" : "top", rotation: 90 };
  if (label !== "") texts.push({ text: label, x: left ? edge - beyond : edge + beyond, y: middle[1], style: turned });
  return texts;
}

/** Colours that change gradually, as a picture one pixel broad. */
function gradient({ x, y, width, height }: Box, colors: ColorScale, location: ColorbarStyle["location"]): SvgNode {
  const lying = isLying(location), pixels = new Uint8Array(4 * LEVELS).fill(255);
  for (let level = 0; level < LEVELS; level++) {
    pixels.set(colors.table.subarray(3 * level, 3 * level + 3), 4 * (lying ? level : LEVELS - 1 - level));
  }
  const href = lying ? pngUri(LEVELS, 1, pixels) : pngUri(1, LEVELS, pixels);
  return element("image", {
    x,
    y,
    width,
    height,
    preserveAspectRatio: "none",
    "image-rendering": "optimizeSpeed",
    href,
  });
}

/** One rectangle for each pair of bounds. */
function bands(bar: Box, colors: ColorScale, location: ColorbarStyle["location"]): SvgNode[] {
  const bounds = colors.bounds!, map = mapAlong(colors, bar, location);
  const middles = Float64Array.from(bounds.slice(1), (bound, i) => (bound + bounds[i]) / 2);
  return Array.from(levelsOf(colors, middles), (level, i) => {
    const [start, end] = [map(bounds[i]), map(bounds[i + 1])], length = Math.abs(end - start);
    const place = isLying(location) ? { ...bar, x: start, width: length } : { ...bar, y: end, height: length };
    return element("rect", { ...place, fill: levelHex(colors, Math.max(0, level)) });
  });
}
