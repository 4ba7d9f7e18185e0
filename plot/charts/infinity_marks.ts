/**
 * The lines on which points at infinity stand, and the signs beside them.
 *
 * @module
 */
import { type Mark, NO_EXTENT, type Projection } from "../marks/mark.ts";
import { type RuleOptions, rules } from "../marks/rules.ts";
import { textBox, textNode, type TextStyle } from "../text.ts";
import { DIAGONAL_ZORDER } from "./diagram_areas.ts";

const SIGN_STYLE: TextStyle = { size: 10, valign: "center", fill: "#4d4d4d" };
/** Distance of the sign for infinity from the spine, in points. */
const SIGN_PAD = 3;

/** A line at infinity, whose height may move. */
export function infinityMark(sign: 1 | -1, height: () => number, options: RuleOptions): Mark {
  const style: RuleOptions = { color: "0.30", linestyle: "--", linewidth: 0.7, zorder: DIAGONAL_ZORDER, ...options };
  const current = () => rules("horizontal", height(), null, null, style);
  return {
    ...current(),
    summary: `a line at ${sign > 0 ? "" : "minus "}infinity`,
    extent: () => current().extent(),
    anchors: (projection) => current().anchors(projection),
    draw: (projection) => current().draw(projection),
  };
}

/** The sign beside the right spine that says what the line there means. */
export function infinitySign(sign: 1 | -1, height: () => number): Mark {
  const place = ({ box, y }: Projection) =>
    [sign > 0 ? "∞" : "−∞", box.x + box.width + SIGN_PAD, y(height()), SIGN_STYLE] as const;
  const isSeen = ({ box, y }: Projection) => y(height()) >= box.y && y(height()) <= box.y + box.height;
  return {
    zorder: DIAGONAL_ZORDER,
    label: null,
    clipped: false,
    summary: `the sign "${sign > 0 ? "∞" : "−∞"}" beside it`,
    extent: () => NO_EXTENT,
    anchors: () => [],
    boxes: (projection) => isSeen(projection) ? [textBox(...place(projection))] : [],
    draw: (projection) => isSeen(projection) ? [textNode(...place(projection))] : [],
    key: () => [],
  };
}
