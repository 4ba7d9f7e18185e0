/**
 * Comparison of texts that hold numbers.
 *
 * @module
 */

/**
 * How much a number may change: `exact` not at all, `close` by 1e-9 of its size, `drawn` by one in the third decimal (what
 * a drawing is rounded to), `any` as it likes.
 */
export type NumberRule = "exact" | "close" | "drawn" | "any";

const NUMBER = /[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?/g;

/** Numbers printed with fewer digits than this were rounded by whoever printed them, and must not change at all. */
const FULL_PRECISION = 10;

/** Says where two texts differ, or `undefined` where everything but allowed changes of numbers is the same. */
export function textDifference(stored: string, fresh: string, rule: NumberRule): string | undefined {
  if (stored === fresh) return undefined;
  if (rule === "exact" || stored.replace(NUMBER, "#") !== fresh.replace(NUMBER, "#")) {
    return firstDifference(stored, fresh);
  }
  const before = stored.match(NUMBER) ?? [], after = fresh.match(NUMBER) ?? [];
  const changed = before.findIndex((number, i) => !isSameNumber(number, after[i], rule));
  return changed < 0 ? undefined : `${before[changed]} became ${after[changed]}`;
}

/**
 * Says where two drawings (SVG, or HTML with SVG in it) differ: numbers in tags are coordinates and follow `drawn`,
 * numbers that are read, between tags, follow `rule`.
 */
export function markupDifference(stored: string, fresh: string, rule: NumberRule): string | undefined {
  if (stored === fresh) return undefined;
  const before = unnamed(stored).split(/(<[^>]*>)/), after = unnamed(fresh).split(/(<[^>]*>)/);
  if (before.length !== after.length) return firstDifference(stored, fresh);
  for (let i = 0; i < before.length; i++) {
    const isTag = i % 2 === 1;
    const difference = textDifference(before[i], after[i], isTag ? "drawn" : rule);
    if (difference !== undefined) return difference;
  }
  return undefined;
}

/** The drawing without the name that it has after its content, which changes with any digit. */
function unnamed(markup: string): string {
  return markup.replace(/\bfigure-[0-9a-f]{8}\b/g, "figure");
}

function isSameNumber(stored: string, fresh: string, rule: NumberRule): boolean {
  if (stored === fresh || rule === "any") return true;
  const difference = Math.abs(Number(stored) - Number(fresh));
  if (rule === "drawn") return difference < 0.0011;
  const isRounded = digits(stored) < FULL_PRECISION && digits(fresh) < FULL_PRECISION;
  return !isRounded && difference <= 1e-9 * Math.max(Math.abs(Number(stored)), Math.abs(Number(fresh)));
}

/** Number of significant digits written. */
function digits(number: string): number {
  return number.replace(/[eE].*$/, "").replace(/[-+.]/g, "").replace(/^0+/, "").length;
}

function firstDifference(stored: string, fresh: string): string {
  let i = 0;
  while (i < stored.length && stored[i] === fresh[i]) i++;
  const excerpt = (text: string) => JSON.stringify(text.slice(Math.max(0, i - 20), i + 40));
  return `${excerpt(stored)} became ${excerpt(fresh)}`;
}
