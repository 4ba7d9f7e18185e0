/**
 * Clip paths that cut nothing, taken out of drawings that are rendered: each costs as much time as hundreds of points.
 *
 * @module
 */
import type { SvgAttributes, SvgNode } from "./svg.ts";
import type { Box } from "./text.ts";

/** Paths of straight lines between absolute places. */
const STRAIGHT = /^[MLZ\d.,e-]*$/;

/** The drawing without the clip paths within which all that they belong to stays. */
export function withoutIdleClips(drawing: SvgNode): SvgNode {
  const clips = new Map(clipsOf(drawing));
  const freed = (node: SvgNode): SvgNode => {
    const clip = clips.get(String(node.attributes["clip-path"]));
    const isIdle = clip !== undefined && staysInside({ ...node, attributes: withoutClip(node) }, clip, 1);
    const children = node.children.map((child) => typeof child === "string" ? child : freed(child));
    return { ...node, attributes: isIdle ? withoutClip(node) : node.attributes, children };
  };
  return freed(drawing);
}

function withoutClip({ attributes: { "clip-path": _clip, ...others } }: SvgNode): SvgAttributes {
  return others;
}

/** The rectangles of clip paths, by how they are referred to. */
function clipsOf({ name, attributes, children }: SvgNode): [string, Box][] {
  const nodes = children.filter((child) => typeof child !== "string");
  if (name !== "clipPath") return nodes.flatMap(clipsOf);
  return nodes.length === 1 && nodes[0].name === "rect"
    ? [[`url(#${attributes.id})`, nodes[0].attributes as unknown as Box]]
    : [];
}

/** Whether an element, with lines `width` broad where it does not say otherwise, surely stays in a box. */
function staysInside({ name, attributes, children }: SvgNode, box: Box, width: number): boolean {
  if (name === "title") return true;
  const { transform, "clip-path": clip, "stroke-width": own = width, d = "" } = attributes;
  if (transform !== undefined || clip !== undefined || typeof own !== "number") return false;
  if (name === "g") return children.every((child) => typeof child !== "string" && staysInside(child, box, own));
  // Sharp corners reach four times as far as a line is broad on one side.
  const room = 2 * own, { x, y, r, cx, cy, x1, y1, x2, y2, width: w, height: h } = attributes as Record<string, number>;
  const holds = (u: number, v: number, reach: number) =>
    u - reach >= box.x && u + reach <= box.x + box.width && v - reach >= box.y && v + reach <= box.y + box.height;
  switch (name) {
    case "circle":
      return holds(cx, cy, r + room);
    case "line":
      return holds(x1, y1, room) && holds(x2, y2, room);
    case "rect":
      return holds(x, y, room) && holds(x + w, y + h, room);
    case "path":
      return STRAIGHT.test(String(d)) && placesOf(String(d)).every(([u, v]) => holds(u, v, room));
    default:
      return false;
  }
}

/** The corners of a path. */
function placesOf(d: string): number[][] {
  return d.split(/[MLZ]/).filter((place) => place !== "").map((place) => place.split(",").map(Number));
}
