/**
 * The random numbers of NumPy's legacy `RandomState`.
 *
 * @module
 */
import type { Tensor } from "../tensor/tensor.ts";
import { checkSeed, type Seed, type Size } from "./_checks.ts";
import { Mt19937 } from "./mt19937.ts";
import { NumpyStream } from "./numpy_stream.ts";

/**
 * The stream of `numpy.random.RandomState(seed)`, which is also that of `numpy.random.seed(seed)`: the Mersenne Twister,
 * normals by the polar method, integers by rejection.
 *
 * Uniform numbers, integers, permutations and choices equal NumPy's bit for bit; normal numbers differ at most by the last
 * bit of a logarithm.
 *
 * @example The first number of seed 0
 * ```ts
 * import { numpyRandomState } from "@diagrad/diagrad";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * assertAlmostEquals(numpyRandomState(0).randn(), 1.764052345967664, 1e-15);
 * ```
 */
export class NumpyRandomState extends NumpyStream {
  readonly #engine: Mt19937;
  /** The second number of the last pair. */
  #kept: number | null = null;

  /** Starts the stream of `seed`, from 0 to 2^32 − 1. */
  constructor(seed: Seed) {
    super();
    this.#engine = new Mt19937(Number(checkSeed("make a NumPy random state", seed, 0n, 2n ** 32n - 1n)));
  }

  /** A number uniform in [0, 1). */
  rand(): number;
  /** Numbers uniform in [0, 1), in a tensor of the given axis lengths. */
  rand(...shape: number[]): Tensor;
  rand(...shape: number[]): number | Tensor {
    return shape.length === 0 ? this.random() : this.random(shape);
  }

  /** A standard normal number. */
  randn(): number;
  /** Standard normal numbers, in a tensor of the given axis lengths. */
  randn(...shape: number[]): Tensor;
  randn(...shape: number[]): number | Tensor {
    return shape.length === 0 ? this.standardNormal() : this.standardNormal(shape);
  }

  /** An integer from `low` to `high − 1`; with one bound, from 0 below it. */
  randint(low: number, high?: number): number;
  /**
   * Integers from `low` to `high − 1`, or from 0 to `low − 1` where `high` is `undefined`.
   *
   * @throws {RangeError} If a bound is not an integer, or `low` is not below `high`.
   */
  randint(low: number, high: number | undefined, size: Size): Tensor;
  randint(low: number, high?: number, size?: Size): number | Tensor {
    return this.drawnIntegers(low, high, size);
  }

  /** The next 32 random bits. */
  protected override nextUint32(): number {
    return this.#engine.nextUint32();
  }

  /** The next number uniform in [0, 1). */
  protected override nextUniform(): number {
    const high = this.#engine.nextUint32() >>> 5, low = this.#engine.nextUint32() >>> 6;
    return (high * 2 ** 26 + low) * 2 ** -53;
  }

  /** By Marsaglia's polar method: a point uniform in the unit disc gives two numbers, of which the second comes first. */
  protected override nextNormal(): number {
    if (this.#kept !== null) {
      const kept = this.#kept;
      this.#kept = null;
      return kept;
    }
    let x: number, y: number, square: number;
    do {
      x = 2 * this.nextUniform() - 1;
      y = 2 * this.nextUniform() - 1;
      square = x * x + y * y;
    } while (square >= 1 || square === 0);
    const factor = Math.sqrt(-2 * Math.log(square) / square);
    this.#kept = factor * x;
    return factor * y;
  }

  /** The next integer from 0 to `max`, by rejection. */
  protected override nextInteger(max: number): number {
    if (max <= 0xffffffff) return this.nextMasked(max);
    const upper = Math.floor(max / 2 ** 32), mask = 0xffffffff >>> Math.clz32(upper);
    let value: number;
    do {
      const high = (this.#engine.nextUint32() & mask) >>> 0;
      value = high * 2 ** 32 + this.#engine.nextUint32();
    } while (value > max);
    return value;
  }

  /** The first `count` entries of a permutation of the whole population. */
  protected override subset(population: number, count: number): Float64Array {
    return this.permutation(population).data.slice(0, count);
  }
}

/**
 * The stream of `numpy.random.RandomState(seed)`.
 *
 * @throws {RangeError} If the seed is not an integer from 0 to 2^32 − 1.
 *
 * @example The same stream twice
 * ```ts
 * import { numpyRandomState } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * const a = numpyRandomState(3).permutation(10), b = numpyRandomState(3).permutation(10);
 * assertEquals(a.toArray(), b.toArray());
 * ```
 */
export function numpyRandomState(seed: Seed): NumpyRandomState {
  return new NumpyRandomState(seed);
}
