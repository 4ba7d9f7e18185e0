/**
 * Shapes of ink in a square, and the grey pixels that they become.
 *
 * @module
 */

/** A shape in the unit square, y upwards. */
export interface Drawing {
  /** Pixels on each side. */
  readonly size: number;
  /** Whether there is ink at a point. */
  readonly inside: (x: number, y: number) => boolean;
}

/** Each pixel is tried at so many places across and as many upwards: its grey is the share of paper. */
const TRIES = 4;

/** The pixels, row 0 at the top; pixel `c` of a row reaches from `c / size` to `(c + 1) / size`. */
export function rendered({ size, inside }: Drawing): { size: number; data: Uint8Array } {
  const data = new Uint8Array(size * size), fine = size * TRIES;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      let ink = 0;
      for (let i = 0; i < TRIES; i++) {
        for (let j = 0; j < TRIES; j++) {
          const x = (column * TRIES + j + 0.5) / fine, y = 1 - (row * TRIES + i + 0.5) / fine;
          if (inside(x, y)) ink++;
        }
      }
      data[row * size + column] = Math.round(255 * (1 - ink / TRIES ** 2));
    }
  }
  return { size, data };
}

/** A disc as its centre and radius. */
export type Disc = readonly [x: number, y: number, radius: number];

/** What `brush` covers as it goes from time 0 to 1. */
export function stroke(brush: (t: number) => Disc, discs = 200): Disc[] {
  return Array.from({ length: discs }, (_, i) => brush(i / (discs - 1)));
}

/** The union of discs. */
export function covered(discs: readonly Disc[]): (x: number, y: number) => boolean {
  return (x, y) => discs.some(([cx, cy, radius]) => (x - cx) ** 2 + (y - cy) ** 2 < radius ** 2);
}
