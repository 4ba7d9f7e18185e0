/**
 * The tables of NumPy's ziggurat for normal numbers, computed from their definition.
 *
 * The area under `f(x) = exp(−x²/2)` on `x ≥ 0` is covered by 256 regions of equal area `v`: 255 stacked rectangles
 * `[0, x_i]` with `x_255 = r`, and a base whose rectangle of width `v/f(r)` also stands for the tail beyond `r`. From
 * `x_255` inward, `x_{i−1}` solves `f(x_{i−1}) = f(x_i) + v/x_i` (Marsaglia and Tsang, 2000).
 *
 * Every bit of `x_i` reaches the numbers drawn, and the recurrence amplifies rounding errors, so it is run as it was for
 * NumPy: in float64, each operation rounded once. The exponentials and logarithms of JavaScript may differ in the last
 * bit between engines; the ones here are correctly rounded.
 *
 * @module
 */

/** Where the tail begins: `r`, for which 256 regions close at the top. */
export const TAIL_START = 3.6541528853610087963519472518;

/** The area `v` of each region, with the rounding error that NumPy's has. */
const AREA = 0.004928673233974652;

/** The tables; entry `i` belongs to the rectangle that ends at `x_i`, entry 0 to the base. */
export interface ZigguratTables {
  /** `x_i · 2^−52`: turns a 52-bit integer into a number in the rectangle. */
  readonly widths: Float64Array;
  /** `2^52 · x_{i−1}/x_i`, rounded, half to even: a smaller 52-bit integer lands under the curve for certain. */
  readonly inner: Float64Array;
  /** `f(x_i)`. */
  readonly heights: Float64Array;
}

let tables: ZigguratTables | undefined;

/** The tables, computed at the first call, in a few milliseconds. */
export function zigguratTables(): ZigguratTables {
  return tables ??= computeTables();
}

function computeTables(): ZigguratTables {
  const ends = new Float64Array(256), heights = new Float64Array(256);
  ends[255] = TAIL_START;
  heights[255] = heightAt(255, TAIL_START);
  for (let i = 254; i > 0; i--) {
    ends[i] = Math.sqrt(-2 * logarithm(AREA / ends[i + 1] + heights[i + 1]));
    heights[i] = heightAt(i, ends[i]);
  }
  ends[0] = AREA / heights[255];
  heights[0] = 1;
  const inner = ends.map((end, i) =>
    i === 1 ? 0 : roundHalfToEven((i === 0 ? TAIL_START : ends[i - 1]) / end * 2 ** 52)
  );
  return { widths: ends.map((end) => end * 2 ** -52), inner, heights };
}

/** `f(x)` at `x = x_i`; NumPy's entry 38, just below the middle of two doubles, was once rounded up. */
function heightAt(i: number, x: number): number {
  const height = exponential(-0.5 * x * x);
  return i === 38 ? height + 2 ** -53 : height;
}

/** The nearest integer to `0 ≤ x ≤ 2^52`, where the spacing of doubles does the rounding. */
function roundHalfToEven(x: number): number {
  return (x + 2 ** 52) - 2 ** 52;
}

/** `exp(x)`, correctly rounded for the arguments met here. */
function exponential(x: number): number {
  return toNumber(fixedExponential(toFixed(x)));
}

/** `log(x)`, correctly rounded for the arguments met here: one step of Halley's iteration triples the digits of `Math.log`. */
function logarithm(x: number): number {
  const target = toFixed(x), start = toFixed(Math.log(x)), power = fixedExponential(start);
  return toNumber(start + ((target - power) << (PLACES + 1n)) / (target + power));
}

// Below, a bigint stands for itself divided by 2^PLACES.
const PLACES = 128n;

/** By the Taylor series of `x/256`, squared eight times. */
function fixedExponential(x: bigint): bigint {
  let power = 0n, term = 1n << PLACES;
  for (let n = 1n; term !== 0n && term !== -1n; n++) {
    power += term;
    term = (term * x >> (PLACES + 8n)) / n;
  }
  for (let k = 0; k < 8; k++) power = power * power >> PLACES;
  return power;
}

/** Exact for the numbers met here, which are multiples of 2^−75. */
function toFixed(x: number): bigint {
  return BigInt(x * 2 ** 75) << (PLACES - 75n);
}

/** The nearest double. */
function toNumber(x: bigint): number {
  return Number(x) / 2 ** Number(PLACES);
}
