/**
 * Births and deaths as rows.
 *
 * @module
 */

/** `births[0], deaths[0], births[1], deaths[1], …` */
export function interleaved(births: Uint32Array, deaths: Uint32Array): Uint32Array {
  const both = new Uint32Array(2 * births.length);
  for (let k = 0; k < births.length; k++) {
    both[2 * k] = births[k];
    both[2 * k + 1] = deaths[k];
  }
  return both;
}
