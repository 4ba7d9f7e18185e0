/**
 * Whether two diagrams are within a bottleneck distance, by matching them.
 *
 * @module
 */

/** A (birth, death) row. */
type Point = readonly number[];

/** Whether points of `a` and `b` can be matched, each to one of the other or to the diagonal, at most `radius` apart. */
export function isWithinBottleneck(a: readonly Point[], b: readonly Point[], radius: number): boolean {
  const isLow = ([birth, death]: Point) => Math.abs(death - birth) / 2 <= radius;
  const isNear = (p: Point, q: Point) => Math.max(Math.abs(p[0] - q[0]), Math.abs(p[1] - q[1])) <= radius;
  // On either side the points, then a place on the diagonal for each point of the other side.
  const size = a.length + b.length;
  const fits = (left: number, right: number) => {
    const p = a[left], q = b[right];
    if (p !== undefined && q !== undefined) return isNear(p, q);
    if (p !== undefined) return right - b.length === left && isLow(p);
    if (q !== undefined) return left - a.length === right && isLow(q);
    return true;
  };
  const partners = new Array<number>(size).fill(-1);
  const place = (left: number, seen: Set<number>): boolean => {
    for (let right = 0; right < size; right++) {
      if (seen.has(right) || !fits(left, right)) continue;
      seen.add(right);
      if (partners[right] < 0 || place(partners[right], seen)) {
        partners[right] = left;
        return true;
      }
    }
    return false;
  };
  return Array.from({ length: size }, (_, left) => left).every((left) => place(left, new Set()));
}
