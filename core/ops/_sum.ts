/**
 * Adding many numbers.
 *
 * @module
 */

/** Up to this many numbers are added one after the other. */
const BLOCK = 128;

/**
 * `Σ x[start + i · stride]` over `length` entries, by halves: the rounding error grows with the logarithm of the length,
 * where that of a plain loop grows with the length.
 */
export function sumOf(x: Float64Array, start: number, stride: number, length: number): number {
  if (length > BLOCK) {
    const half = length >> 1;
    return sumOf(x, start, stride, half) + sumOf(x, start + half * stride, stride, length - half);
  }
  let sum = 0;
  for (let i = 0, at = start; i < length; i++, at += stride) sum += x[at];
  return sum;
}
