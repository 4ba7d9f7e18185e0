/**
 * The random numbers of NumPy's `default_rng`.
 *
 * @module
 */
import type { Tensor } from "../tensor/tensor.ts";
import { checkSeed, type Seed, type Size } from "./_checks.ts";
import { mulHigh, mulLow } from "./multiply.ts";
import { NumpyStream } from "./numpy_stream.ts";
import { Pcg64 } from "./pcg64.ts";
import { TAIL_START, zigguratTables } from "./ziggurat_tables.ts";

/** Populations above this size may be shuffled whole to draw a large part of them. */
const LARGE_POPULATION = 10000;
/** The part is large from a population's fiftieth on. */
const LARGE_PART = 50;

/**
 * The stream of `numpy.random.default_rng(seed)`: PCG64, ziggurat normals, integers by Lemire's method.
 *
 * All numbers equal NumPy's bit for bit, except that a normal number beyond ±3.65 may differ in its last bit.
 *
 * @example The first number of seed 42
 * ```ts
 * import { numpyRng } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(numpyRng(42).random(), 0.7739560485559633);
 * ```
 */
export class NumpyRng extends NumpyStream {
  readonly #engine: Pcg64;
  readonly #tables = zigguratTables();

  /** Starts the stream of `seed`, a non-negative integer of any size. */
  constructor(seed: Seed) {
    super();
    this.#engine = new Pcg64(checkSeed("make a NumPy generator", seed, 0n));
  }

  /** An integer from `low` to `high − 1`; with one bound, from 0 below it. */
  integers(low: number, high?: number): number;
  /**
   * Integers from `low` to `high − 1`, or from 0 to `low − 1` where `high` is `undefined`.
   *
   * @throws {RangeError} If a bound is not an integer, or `low` is not below `high`.
   */
  integers(low: number, high: number | undefined, size: Size): Tensor;
  integers(low: number, high?: number, size?: Size): number | Tensor {
    return this.drawnIntegers(low, high, size);
  }

  /** The next 32 random bits. */
  protected override nextUint32(): number {
    return this.#engine.nextUint32();
  }

  /** The next number uniform in [0, 1). */
  protected override nextUniform(): number {
    return this.#engine.nextDouble();
  }

  /** The next standard normal number, by the ziggurat. */
  protected override nextNormal(): number {
    const engine = this.#engine, { widths, inner, heights } = this.#tables;
    while (true) {
      engine.next();
      const i = engine.low & 0xff, isNegative = (engine.low & 0x100) !== 0;
      const bits = (engine.high & 0x1fffffff) * 2 ** 23 + (engine.low >>> 9);
      const x = isNegative ? -bits * widths[i] : bits * widths[i];
      if (bits < inner[i]) return x;
      if (i === 0) return (engine.low & 0x20000) !== 0 ? -this.#nextOfTail() : this.#nextOfTail();
      const height = (heights[i - 1] - heights[i]) * engine.nextDouble() + heights[i];
      if (height < Math.exp(-0.5 * x * x)) return x;
    }
  }

  /** A normal number beyond {@linkcode TAIL_START}, by Marsaglia's method. */
  #nextOfTail(): number {
    while (true) {
      const beyond = -Math.log1p(-this.#engine.nextDouble()) * (1 / TAIL_START);
      const level = -Math.log1p(-this.#engine.nextDouble());
      if (level + level > beyond * beyond) return TAIL_START + beyond;
    }
  }

  /** By Lemire's method: the upper half of a product, rejected where the lower half would make some values likelier. */
  protected override nextInteger(max: number): number {
    if (max === 0) return 0;
    if (max === 0xffffffff) return this.#engine.nextUint32();
    if (max > 0xffffffff) return this.#nextWideInteger(BigInt(max));
    const range = max + 1;
    let word = this.#engine.nextUint32();
    if (mulLow(word, range) < range) {
      const threshold = (0xffffffff - max) % range;
      while (mulLow(word, range) < threshold) word = this.#engine.nextUint32();
    }
    return mulHigh(word, range);
  }

  /** The same with 64 random bits. */
  #nextWideInteger(max: bigint): number {
    const range = max + 1n, threshold = (2n ** 64n - range) % range;
    let product: bigint;
    do {
      this.#engine.next();
      product = (BigInt(this.#engine.high) << 32n | BigInt(this.#engine.low)) * range;
    } while (BigInt.asUintN(64, product) < threshold);
    return Number(product >> 64n);
  }

  /** Different integers by the method that NumPy takes for a part of this size. */
  protected override subset(population: number, count: number): Float64Array {
    const upTo = (max: number) => this.nextInteger(max);
    if (population > LARGE_POPULATION && count > Math.floor(population / LARGE_PART)) {
      const all = Float64Array.from({ length: population }, (_, i) => i);
      this.shuffle(all, Math.max(population - count, 1), upTo);
      return all.slice(population - count);
    }
    // Floyd's method: when a value below j was drawn before, j itself was not.
    const drawn = new Set<number>();
    for (let j = population - count; j < population; j++) {
      const value = this.nextInteger(j);
      drawn.add(drawn.has(value) ? j : value);
    }
    const values = Float64Array.from(drawn);
    this.shuffle(values, 1, upTo);
    return values;
  }
}

/**
 * The stream of `numpy.random.default_rng(seed)`.
 *
 * @throws {RangeError} If the seed is not a non-negative integer; beyond 2^53 − 1 give a bigint.
 *
 * @example A number and a permutation
 * ```ts
 * import { numpyRng } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * const rng = numpyRng(0);
 * assertEquals(rng.random(), 0.6369616873214543);
 * assertEquals(rng.choice(5, { size: 5, replace: false }).shape, [5]);
 * ```
 */
export function numpyRng(seed: Seed): NumpyRng {
  return new NumpyRng(seed);
}
