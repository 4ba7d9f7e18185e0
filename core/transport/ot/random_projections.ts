/**
 * Random directions.
 *
 * @module
 */
import { asOptions } from "../../tensor/as_options.ts";
import { Tensor } from "../../tensor/tensor.ts";
import { type Stream, streamOf } from "./_samples.ts";

/** Options of {@linkcode getRandomProjections}. */
export interface ProjectionOptions {
  /** A seed of torch's stream, or a stream such as a `Generator` or `numpyRandomState(0)`; default that of `manualSeed`. */
  seed?: Stream;
}

/**
 * Directions in `d` dimensions, uniform on the sphere: normal numbers `[d, nProjections]`, each column divided by its length.
 *
 * The numbers are those of POT: with a seed those of its PyTorch backend, with `numpyRandomState(seed)` those of NumPy.
 *
 * Cost: `O(d n)`.
 *
 * @throws {RangeError} If `d` or `nProjections` is not a positive integer, or the seed is out of range.
 * @throws {TypeError} If `seed` is neither a seed nor a stream.
 *
 * @example Of length 1
 * ```ts
 * import { ot } from "@diagrad/diagrad";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const directions = ot.getRandomProjections(3, 20, { seed: 0 });
 * for (const length of directions.norm(0).data) assertAlmostEquals(length, 1, 1e-15);
 * ```
 *
 * See [POT].
 */
export function getRandomProjections(d: number, nProjections: number, options: ProjectionOptions = {}): Tensor {
  const action = "draw projections", { seed } = asOptions(action, options, ["seed"]);
  checkPositive(action, "d", d);
  checkPositive(action, "nProjections", nProjections);
  const data = streamOf(action, seed).normals(d * nProjections);
  for (let column = 0; column < nProjections; column++) {
    let square = 0;
    for (let at = column; at < data.length; at += nProjections) square += data[at] * data[at];
    const length = Math.sqrt(square);
    for (let at = column; at < data.length; at += nProjections) data[at] /= length;
  }
  return new Tensor(data, [d, nProjections]);
}

/** Checks that `value` is a positive integer below 2^31. */
export function checkPositive(action: string, name: string, value: number): void {
  if (!Number.isInteger(value) || value < 1 || value >= 2 ** 31) {
    throw new RangeError(`Cannot ${action}: ${name} must be a positive integer below 2^31, but is ${String(value)}`);
  }
}
