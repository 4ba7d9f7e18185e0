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

/**
 * Checks that two diagrams have the same points, each number to a relative `tolerance`; points whose persistence is less than
 * that are left out.
 *
 * Births that differ by less are taken for equal when points are put in order, so that rounding cannot pair the wrong ones.
 *
 * @throws {Error} If they do not.
 */
export function checkRelativeDiagram(what: string, found: Diagram, expected: Diagram, tolerance: number): void {
  const apart = (x: number, y: number) => !(Math.abs(x - y) <= tolerance * Math.max(Math.abs(x), Math.abs(y)));
  const [a, b] = [found, expected].map((diagram) => diagram.filter(([birth, death]) => apart(birth, death)));
  if (a.length !== b.length) throw new Error(`the ${what} has ${a.length} points, but ours ${b.length}`);
  const births = [...a, ...b].map(([birth]) => birth).sort((x, y) => x - y);
  const ranks = new Map<number, number>();
  births.forEach((birth, i) => ranks.set(birth, i > 0 && !apart(birth, births[i - 1]) ? ranks.get(births[i - 1])! : i));
  const ordered = (diagram: Diagram) =>
    diagram.map(([birth, death]) => [ranks.get(birth)!, birth, death] as const)
      .sort((p, q) => p[0] - q[0] || p[2] - q[2])
      .flatMap(([, birth, death]) => [birth, death]);
  const expectedNumbers = ordered(b);
  for (const [i, x] of ordered(a).entries()) {
    const y = expectedNumbers[i];
    if (apart(x, y)) throw new Error(`the ${what} has ${x}, but ours ${y}`);
  }
}

function flatten(value: Numbers): number[] {
  if (value === null) return [NaN];
  if (typeof value === "number") return [value];
  return Object.values(value).flatMap(flatten);
}
