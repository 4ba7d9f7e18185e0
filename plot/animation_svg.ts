/**
 * Several drawings as one that moves: what all frames share is written once, the rest is shown one frame after the other.
 *
 * Frames are switched by style sheets alone, so that readers who want no motion see the first frame, as do programs that
 * know no animation.
 *
 * @module
 */
import { withJoinedDiscs } from "./discs.ts";
import { IDENTIFIER, serialize, type SvgNode } from "./svg.ts";

/** How long frames are shown. */
export interface Tempo {
  /** Milliseconds per frame. */
  readonly interval: number;
  /** Whether the first follows the last. */
  readonly repeat: boolean;
}

/** A part of a drawing as text: that of its tag, of its children, and of the whole. */
interface Part {
  readonly open: string;
  readonly children: readonly Part[];
  readonly text: string;
}

/** A group with more children than this of which fewer than this share stay is shown as a whole. */
const MANY = 8;
const LEAST_SHARED = 1 / 4;

/** The text of a drawing that shows `frames`, which have the same size and the name {@linkcode IDENTIFIER}. */
export function animatedText(frames: readonly SvgNode[], tempo: Tempo): string {
  const [first] = frames, drawn = namedApart(frames).map(withJoinedDiscs);
  const parts = drawn.map(({ children }) => children.slice(2).map(partOf));
  const open = `${serialize({ ...first, children: [] }).slice(0, -2)}>`;
  // The title and the description of the first frame speak for all; they must not be hidden.
  const told = first.children.slice(0, 2).map(serialize).join("");
  return `${open}${told}<style>${styleOf(frames.length, tempo)}</style>${merged(parts, tempo)}</svg>`;
}

/** Frames whose clip paths differ must not share the names of these. */
function namedApart(frames: readonly SvgNode[]): readonly SvgNode[] {
  const clips = frames.map((frame) => definitions(frame).map(serialize).join());
  if (clips.every((text) => text === clips[0])) return frames;
  const own = `${IDENTIFIER}-`;
  return frames.map((frame, k) => ({
    ...frame,
    children: frame.children.map((child, i) => i < 2 ? child : renamed(child, own, `${own}${k}-`)),
  }));
}

/** The elements that have names, without those of the title and the description. */
function definitions(node: SvgNode): SvgNode[] {
  return node.children.flatMap((child) => {
    if (typeof child === "string" || child.name === "title" || child.name === "desc") return [];
    return child.attributes.id !== undefined ? [child] : definitions(child);
  });
}

function renamed(node: SvgNode | string, from: string, to: string): SvgNode | string {
  if (typeof node === "string") return node;
  const attributes = Object.fromEntries(
    Object.entries(node.attributes).map(([key, value]) => [
      key,
      typeof value === "string" ? value.replaceAll(from, to) : value,
    ]),
  );
  return { ...node, attributes, children: node.children.map((child) => renamed(child, from, to)) };
}

/** Groups are taken apart, other elements are not. */
function partOf(node: SvgNode | string): Part {
  if (typeof node === "string" || node.name !== "g" && node.name !== "svg" || node.children.length === 0) {
    return { open: "", children: [], text: serialize(node) };
  }
  const tag = serialize({ ...node, children: [] }), open = `${tag.slice(0, -2)}>`;
  const children = node.children.map(partOf);
  return { open, children, text: `${open}${children.map(({ text }) => text).join("")}</${node.name}>` };
}

/** The parts of all frames in drawing order: what all begin with, what all end with, and what changes in between. */
function merged(frames: readonly (readonly Part[])[], tempo: Tempo): string {
  const [first] = frames, length = Math.min(...frames.map((parts) => parts.length));
  const isAligned = frames.every((parts) => parts.length === length);
  if (isAligned) return first.map((_, i) => mergedPart(frames.map((parts) => parts[i]), tempo)).join("");
  const isShared = (i: number) => frames.every((parts) => parts.at(i)!.text === first.at(i)!.text);
  let start = 0, end = 0;
  while (start < length && isShared(start)) start++;
  while (end < length - start && isShared(-1 - end)) end++;
  const textOf = (parts: readonly Part[]) => parts.map(({ text }) => text).join("");
  const middles = frames.map((parts) => textOf(parts.slice(start, parts.length - end)));
  return textOf(first.slice(0, start)) + switched(middles, tempo) + textOf(first.slice(first.length - end));
}

/** One part of all frames. */
function mergedPart(column: readonly Part[], tempo: Tempo): string {
  const [first] = column;
  if (column.every(({ text }) => text === first.text)) return first.text;
  const isGroup = first.open !== "" && column.every(({ open }) => open === first.open);
  if (!isGroup || !isWorthOpening(column)) return switched(column.map(({ text }) => text), tempo);
  return `${first.open}${merged(column.map(({ children }) => children), tempo)}</g>`;
}

function isWorthOpening(column: readonly Part[]): boolean {
  const { children } = column[0];
  if (children.length <= MANY) return true;
  const shared = children.filter(({ text }, i) => column.every((part) => part.children[i]?.text === text));
  return shared.length >= LEAST_SHARED * children.length;
}

/** One group for each frame, seen in its time only. */
function switched(frames: readonly string[], { interval }: Tempo): string {
  return frames.map((text, k) => {
    if (text === "") return "";
    const kind = k === frames.length - 1 ? "frame last" : "frame";
    const later = k === 0 ? "" : ` visibility="hidden" style="animation-delay:${Number((k * interval).toFixed(3))}ms"`;
    return `<g class="${kind}"${later}>${text}</g>`;
  }).join("");
}

function styleOf(count: number, { interval, repeat }: Tempo): string {
  const total = Number((count * interval).toFixed(3)), share = Math.round(1e6 / count) / 1e4;
  const name = `${IDENTIFIER}-show`, times = repeat ? "infinite" : "1";
  const frames = `@keyframes ${name}{0%{visibility:visible}${share}%,100%{visibility:hidden}}`;
  const rule = `#${IDENTIFIER} .frame{animation:${name} ${total}ms step-end ${times} forwards}`;
  // Without a repetition the last frame stays.
  const last = `@keyframes ${name}-last{0%,100%{visibility:visible}}#${IDENTIFIER} .last{animation-name:${name}-last}`;
  return `@media not (prefers-reduced-motion:reduce){${frames}${rule}${repeat ? "" : last}}`;
}
