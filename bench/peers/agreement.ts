/**
 * Whether two answers are the same.
 *
 * @module
 */

/** Numbers, nested or in objects, as JSON has them. */
export type Numbers = number | null | readonly Numbers[] | { readonly [name: string]: Numbers };

type Diagram = readonly (readonly [number, number])[];

/**
 * Checks that `found` has the structure of `expected` and differs by at most `tolerance` anywhere.
 *
 * @throws {Error} If it does not.
 */
export function checkClose(what: string, found: Numbers, expected: Numbers, tolerance: number): void {
  const a = flatten(found), b = flatten(expected);
  if (a.length !== b.length) throw new Error(`the ${what} has ${a.length} numbers, but ours ${b.length}`);
  const worst = a.reduce((most, x, i) => Math.max(most, Math.abs(x - b[i])), 0);
  if (!(worst <= tolerance)) throw new Error(`the ${what} differs from ours by ${worst.toPrecision(2)}`);
}

/**
 * Checks that two diagrams have the same points; points nearer to the diagonal than `negligible` are left out.
 *
 * @throws {Error} If they do not.
 */
export function checkDiagram(
  what: string,
  found: Diagram,
  expected: Diagram,
  { tolerance, negligible }: { tolerance: number; negligible: number },
): void {
  const visible = (diagram: Diagram) =>
    diagram.filter(([birth, death]) => death - birth > negligible).toSorted((a, b) => a[0] - b[0] || a[1] - b[1]);
  checkClose(what, visible(found), visible(expected), tolerance);
}

function flatten(value: Numbers): number[] {
  if (value === null) return [NaN];
  if (typeof value === "number") return [value];
  return Object.values(value).flatMap(flatten);
}
