/**
 * The few operations on vectors that optimisers need.
 *
 * @module
 */

/** Vectors shorter than this are summed up in order: to be quicker would not be noticed. */
const LONG = 128;

/** The inner product; of long vectors in four sums, so that no addition waits for the one before. */
export function dot(a: Float64Array, b: Float64Array): number {
  const n = a.length, even = n < LONG ? 0 : n - n % 4;
  let first = 0, second = 0, third = 0, fourth = 0;
  for (let i = 0; i < even; i += 4) {
    first += a[i] * b[i];
    second += a[i + 1] * b[i + 1];
    third += a[i + 2] * b[i + 2];
    fourth += a[i + 3] * b[i + 3];
  }
  for (let i = even; i < n; i++) first += a[i] * b[i];
  return first + second + (third + fourth);
}

/** The inner products of `a` with `b` and with `c`, as `into[0]` and `into[1]`: quicker than one after the other. */
export function dotBoth(a: Float64Array, b: Float64Array, c: Float64Array, into: Float64Array): void {
  const n = a.length, even = n - n % 2;
  let firstB = 0, secondB = 0, firstC = 0, secondC = 0;
  for (let i = 0; i < even; i += 2) {
    const x = a[i], y = a[i + 1];
    firstB += x * b[i];
    firstC += x * c[i];
    secondB += y * b[i + 1];
    secondC += y * c[i + 1];
  }
  if (even < n) {
    firstB += a[even] * b[even];
    firstC += a[even] * c[even];
  }
  into[0] = firstB + secondB;
  into[1] = firstC + secondC;
}

/** Adds `f · b + g · c` to `a`. */
export function addBoth(a: Float64Array, f: number, b: Float64Array, g: number, c: Float64Array): void {
  for (let i = 0; i < a.length; i++) a[i] += f * b[i] + g * c[i];
}

/** Adds `factor · b` to `a`. */
export function addScaled(a: Float64Array, factor: number, b: Float64Array): void {
  for (let i = 0; i < a.length; i++) a[i] += factor * b[i];
}

/** `a − b`, as a new vector. */
export function difference(a: Float64Array, b: Float64Array): Float64Array {
  const result = new Float64Array(a.length);
  for (let i = 0; i < a.length; i++) result[i] = a[i] - b[i];
  return result;
}
