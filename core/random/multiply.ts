/**
 * Products of 32-bit words in full.
 *
 * @module
 */

/** The lower 32 bits of the product of two words. */
export function mulLow(a: number, b: number): number {
  return Math.imul(a, b) >>> 0;
}

/** The upper 32 bits of the product of two words, by schoolbook multiplication of their halves. */
export function mulHigh(a: number, b: number): number {
  const aLow = a & 0xffff, aHigh = a >>> 16, bLow = b & 0xffff, bHigh = b >>> 16;
  const middle = aHigh * bLow + ((aLow * bLow) >>> 16);
  return aHigh * bHigh + (middle >>> 16) + ((aLow * bHigh + (middle & 0xffff)) >>> 16);
}
