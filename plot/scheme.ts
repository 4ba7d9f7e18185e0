/**
 * Light and dark: greys follow the reader's colour scheme, colours stay.
 *
 * @module
 */

/** Where white and black go on a dark page: neither extreme, as screens glare and smear there. */
const DARK_WHITE = 0x12, DARK_BLACK = 0xe8;

/** The style sheet that turns the greys of `svg`, black and white included, round where the reader prefers dark. */
export function darkStyle(svg: string, identifier: string): string {
  const rules = [...new Set(svg.match(/\b(?:fill|stroke)="#([0-9a-f]{2})\1\1"/g))].sort().map((attribute) => {
    const [name, value] = attribute.split("=");
    return `#${identifier} [${attribute}]{${name}:${turned(value.slice(2, 4))}}`;
  });
  return `@media (prefers-color-scheme:dark){${rules.join("")}}`;
}

function turned(level: string): string {
  const share = parseInt(level, 16) / 255;
  return `#${Math.round(DARK_BLACK + (DARK_WHITE - DARK_BLACK) * share).toString(16).padStart(2, "0").repeat(3)}`;
}
