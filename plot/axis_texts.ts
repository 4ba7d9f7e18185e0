/**
 * The texts around axes: numbers at the ticks, labels, title.
 *
 * @module
 */
import { FONT_SIZE } from "./axis_ticks.ts";
import type { AxesState } from "./axes_state.ts";
import type { Projection } from "./marks/mark.ts";
import { type Box, measureText, textBox, type TextStyle } from "./text.ts";
import type { Ticks } from "./ticks.ts";

/** A text and its place on the page. */
export interface PlacedText {
  /** What is written. */
  readonly text: string;
  /** Horizontal place. */
  readonly x: number;
  /** Vertical place. */
  readonly y: number;
  /** How it is set. */
  readonly style: TextStyle;
}

// matplotlib's sizes in points.
/** Length of a tick. */
export const TICK_LENGTH = 3.5;
const TITLE_SIZE = 12;
const TITLE_PAD = 6;
/** Distance of numbers from their ticks, and of labels from numbers. */
export const TICK_PAD = 3.5, LABEL_PAD = 4;
const UNIT_PAD = 3;

/** Places all texts around the box of `projection`. */
export function placeTexts(state: AxesState, projection: Projection, xTicks: Ticks, yTicks: Ticks): PlacedText[] {
  const texts = state.framed ? [...placeX(state, projection, xTicks), ...placeY(state, projection, yTicks)] : [];
  return state.title === "" ? texts : [...texts, placeTitle(state.title, projection.box, texts)];
}

/** The rectangle that a placed text covers. */
export function boxOf({ text, x, y, style }: PlacedText): Box {
  return textBox(text, x, y, style);
}

function placeX(
  { x: { tickLabels, label, limits } }: AxesState,
  { x, box }: Projection,
  { marks, unit }: Ticks,
): PlacedText[] {
  const texts: PlacedText[] = [];
  let below = box.y + box.height + TICK_LENGTH + TICK_PAD;
  const isNumbered = tickLabels && marks.length > 0;
  const style: TextStyle = { size: FONT_SIZE, align: "center", valign: "top" };
  if (isNumbered) {
    const numbers = marks.map(({ value, label }) => placeNumber(label, x(value), below, limits.ticks.rotation));
    texts.push(...numbers);
    below = Math.max(...numbers.map(boxOf).map(({ y, height }) => y + height));
  }
  const middle = { text: label, x: box.x + box.width / 2, y: below + LABEL_PAD, style };
  if (isNumbered && unit !== "") {
    const end = { text: unit, x: box.x + box.width, y: below + UNIT_PAD, style: { ...style, align: "right" } as const };
    texts.push(end);
    if (label !== "" && meet(boxOf(middle), boxOf(end))) middle.y += UNIT_PAD + FONT_SIZE;
  }
  return label === "" ? texts : [...texts, middle];
}

/** A text below a tick; turned ones end there, or begin when turned clockwise. */
function placeNumber(text: string, x: number, y: number, rotation: number): PlacedText {
  if (rotation === 0) return { text, x, y, style: { size: FONT_SIZE, align: "center", valign: "top" } };
  const align = rotation > 0 ? "right" : "left";
  return { text, x, y: y + FONT_SIZE / 4, style: { size: FONT_SIZE, align, valign: "center_baseline", rotation } };
}

function placeY({ y: { tickLabels, label } }: AxesState, { y, box }: Projection, { marks, unit }: Ticks): PlacedText[] {
  const texts: PlacedText[] = [];
  let beside = box.x - TICK_LENGTH - TICK_PAD;
  if (tickLabels && marks.length > 0) {
    // Digits have no descenders: their middle is above that of a line.
    const style: TextStyle = { size: FONT_SIZE, align: "right", valign: "center_baseline" };
    for (const { value, label } of marks) texts.push({ text: label, x: beside, y: y(value), style });
    if (unit !== "") texts.push({ text: unit, x: box.x, y: box.y - UNIT_PAD, style: { size: FONT_SIZE } });
    beside -= Math.max(...marks.map(({ label }) => measureText(label, FONT_SIZE).width));
  }
  if (label === "") return texts;
  const style: TextStyle = { size: FONT_SIZE, align: "center", valign: "bottom", rotation: 90 };
  return [...texts, { text: label, x: beside - LABEL_PAD, y: box.y + box.height / 2, style }];
}

/** The last line stands 6 points above the spine, or above what stands there already; the others above it. */
function placeTitle(title: string, box: Box, others: readonly PlacedText[]): PlacedText {
  const rise = measureText(title, TITLE_SIZE).height - TITLE_SIZE, x = box.x + box.width / 2;
  const placed = { text: title, x, y: box.y - TITLE_PAD - rise, style: { size: TITLE_SIZE, align: "center" } as const };
  if (others.some((other) => meet(boxOf(other), boxOf(placed)))) placed.y -= UNIT_PAD + FONT_SIZE;
  return placed;
}

function meet(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
