/**
 * SVG as plain data, and the one place where it becomes text.
 *
 * @module
 */

/** The attributes of an element; numbers are written with three decimals, `null` and `undefined` are left out. */
export type SvgAttributes = Readonly<Record<string, string | number | null | undefined>>;

/** An SVG element, its children in drawing order; strings are character data. */
export interface SvgNode {
  /** Name of the element. */
  readonly name: string;
  /** Attributes in the order in which they are written. */
  readonly attributes: SvgAttributes;
  /** Elements and text inside. */
  readonly children: readonly (SvgNode | string)[];
}

/** Makes an element. */
export function element(
  name: string,
  attributes: SvgAttributes = {},
  children: readonly (SvgNode | string)[] = [],
): SvgNode {
  return { name, attributes, children };
}

/** A length with at most three decimals and no trailing zeros. */
export function formatNumber(value: number): string {
  // Adding 0 turns −0 into 0.
  return String(Math.round(value * 1000) / 1000 + 0);
}

/** The text of an element and all inside it: well-formed XML. */
export function serialize(node: SvgNode | string): string {
  if (typeof node === "string") return escapeText(node);
  const { name, attributes, children } = node;
  let text = `<${name}`;
  // Figures of many points spend most of their time here.
  for (const key in attributes) {
    const value = attributes[key];
    if (value === null || value === undefined) continue;
    text += ` ${key}="${typeof value === "number" ? formatNumber(value) : escapeAttribute(value)}"`;
  }
  if (children.length === 0) return `${text}/>`;
  text += ">";
  for (const child of children) text += serialize(child);
  return `${text}</${name}>`;
}

/** Stands for the identifier of a figure until its text is known; XML cannot contain it otherwise. */
export const IDENTIFIER = "\u0001";

// What XML 1.0 does not allow; with the flag u, that includes halves of surrogate pairs. The identifier is spared in
// attributes, where it is meant.
const FORBIDDEN = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;
/** Attributes that need no second look, as nearly all are. */
const PLAIN = /^[\w#.,() -]*$/;
const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Character data for XML or HTML: markup escaped, forbidden characters replaced. */
export function escapeText(text: string): string {
  return text.replace(FORBIDDEN, "\ufffd").replace(/[&<>]/g, (character) => ENTITIES[character]);
}

function escapeAttribute(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.replace(FORBIDDEN, (character) => character === IDENTIFIER ? character : "\ufffd")
    .replace(/[&<>"]/g, (character) => ENTITIES[character]);
}
