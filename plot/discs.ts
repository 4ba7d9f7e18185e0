/**
 * Clouds in a drawing of many frames: discs as lines of no length with round ends, a quarter of the letters.
 *
 * @module
 */
import { element, type SvgAttributes, type SvgNode } from "./svg.ts";

/** Smaller clouds stay as they are. */
const FEWEST = 8;

/** A disc whose rim has the colour of its inside. */
interface Disc {
  readonly x: number;
  readonly y: number;
  readonly color: string;
  /** The diameter with the rim. */
  readonly width: number;
}

/**
 * The drawing with one path for all discs of one colour that follow each other, in groups of opaque discs of one size.
 * Places are rounded to tenths of a point, which nobody sees of what moves.
 */
export function withJoinedDiscs(node: SvgNode): SvgNode {
  const discs = node.name === "g" && node.children.length >= FEWEST ? discsOf(node) : null;
  if (discs === null) {
    return {
      ...node,
      children: node.children.map((child) => typeof child === "string" ? child : withJoinedDiscs(child)),
    };
  }
  const paths: SvgNode[] = [];
  for (let start = 0, end; start < discs.length; start = end) {
    const { color } = discs[start];
    let d = "";
    for (end = start; discs[end]?.color === color; end++) d += `M${tenths(discs[end].x)},${tenths(discs[end].y)}h0`;
    paths.push(element("path", { d, stroke: color }));
  }
  return element("g", { "stroke-width": discs[0].width, "stroke-linecap": "round" }, paths);
}

function tenths(value: number): number {
  return Math.round(10 * value) / 10;
}

/** The discs that a group consists of; `null` if it has anything else in it, or of its own. */
function discsOf({ attributes, children }: SvgNode): Disc[] | null {
  const discs: Disc[] = [];
  for (const child of children) {
    const disc = typeof child === "string" ? null : discOf(child, attributes);
    if (disc === null || disc.width !== (discs[0] ?? disc).width) return null;
    discs.push(disc);
  }
  return discs;
}

/** A disc that inherits what it does not say itself. */
function discOf({ name, attributes, children }: SvgNode, inherited: SvgAttributes): Disc | null {
  if (name !== "circle" || children.length > 0) return null;
  const { cx, cy, r, fill, stroke, "stroke-width": rim, ...rest } = { ...inherited, ...attributes };
  const isPlain = typeof fill === "string" && fill !== "none" && fill === stroke &&
    Object.values(rest).every((value) => value === null || value === undefined);
  return isPlain ? { x: Number(cx), y: Number(cy), color: fill, width: 2 * Number(r) + Number(rim) } : null;
}
