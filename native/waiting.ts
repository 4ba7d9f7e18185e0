/**
 * Results whose size is not known beforehand: they wait in the library under a number until they are taken.
 *
 * @module
 */

/** Results that wait in the library, by dimension: the number of each, and how many entries it has. */
export interface Waiting {
  /** The numbers. */
  readonly numbers: Uint32Array<ArrayBuffer>;
  /** The counts of entries. */
  readonly counts: Uint32Array<ArrayBuffer>;
}

/** Room for dimensions 0 to `highest`. */
export function waitingResults(highest: number): Waiting {
  return { numbers: new Uint32Array(highest + 1), counts: new Uint32Array(highest + 1) };
}

/** Takes the results of all dimensions; making room for one may fail, and then the others are forgotten. */
export function takeAll<R>(
  { numbers, counts }: Waiting,
  take: (number: number, dimension: number, count: number) => R,
  forget: (number: number) => void,
): R[] {
  try {
    return Array.from(numbers, (number, dimension) => take(number, dimension, counts[dimension]));
  } catch (error) {
    numbers.forEach(forget);
    throw error;
  }
}
