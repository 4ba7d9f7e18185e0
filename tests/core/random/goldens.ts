/**
 * What torch and NumPy drew, and how close to it is close enough.
 *
 * @module
 */
import { assert, assertEquals } from "@std/assert";
import goldens from "../../goldens/random.json" with { type: "json" };

export { goldens };

/** SHA-256 of the bytes of a stream, in hexadecimal. */
export async function sha256(values: Float64Array): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", values.slice().buffer);
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Passes when no number is further off than two units in the last place; gives the number of those that differ at all. */
export function assertLastBits(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  assertEquals(actual.length, expected.length);
  let different = 0;
  for (let i = 0; i < actual.length; i++) {
    const allowed = 2 ** (Math.floor(Math.log2(Math.abs(expected[i]))) - 51);
    assert(
      Math.abs(actual[i] - expected[i]) <= allowed,
      `entry ${i} is ${actual[i]}, but ${expected[i]} was expected`,
    );
    if (actual[i] !== expected[i]) different++;
  }
  return different;
}

/** Mean, variance, skewness and fourth moment of numbers that should be standard normal. */
export function moments(values: Float64Array): number[] {
  const sums = [0, 0, 0, 0];
  for (const x of values) for (let k = 0, power = x; k < 4; k++, power *= x) sums[k] += power;
  return sums.map((sum) => sum / values.length);
}
