/**
 * The generator of torch's random numbers on the CPU.
 *
 * @module
 */
import { checkCount } from "../tensor/shape.ts";
import { checkIntegerRange, checkSeed, type Seed } from "./_checks.ts";
import { Mt19937 } from "./mt19937.ts";
import type { RandomSource } from "./source.ts";

/** The seed of a torch generator that was given none. */
const DEFAULT_SEED = 67280421310721;

/** From this many normal numbers on, torch draws them in blocks. */
const BLOCK = 16;

/** Integer ranges from this size on take 64 random bits a number. */
const WIDE_RANGE = 2 ** 28;

/** The longest permutation that torch draws from 32 random bits a step: `⌊(2^32 − 1)/20⌋ − 1`. */
const LONGEST_PERMUTATION = 214748363;

/**
 * A stream of random numbers with a state of its own: the one of `torch.Generator().manual_seed(seed)`, in float64.
 *
 * Pass it as the option `generator` to whatever draws random numbers. Uniform numbers, integers and permutations equal
 * torch's in every bit; normal numbers differ at most in the last bit of a logarithm, sine or cosine.
 *
 * @throws {RangeError} If the seed is not an integer from −2^63 to 2^64 − 1; beyond ±(2^53 − 1) give a bigint.
 *
 * @example Two generators with one seed draw the same numbers
 * ```ts
 * import { Generator, rand } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * const a = rand([2, 3], { generator: new Generator(42) });
 * const b = rand([2, 3], { generator: new Generator(42) });
 * assertEquals(a.toArray(), b.toArray());
 * ```
 */
export class Generator implements RandomSource {
  readonly #engine = new Mt19937(0);
  #initialSeed = 0n;
  /** The second number of the last pair, when only the first was asked for. */
  #nextNormal: number | null = null;

  /** Starts the stream of `seed`; without one, torch's own default. */
  constructor(seed: Seed = DEFAULT_SEED) {
    this.manualSeed(seed);
  }

  /** Starts again from `seed`, of which the lowest 32 bits matter; negative ones count from 2^64 down. */
  manualSeed(seed: Seed): this {
    const exact = checkSeed("seed a generator", seed, -(2n ** 63n), 2n ** 64n - 1n);
    this.#initialSeed = BigInt.asUintN(64, exact);
    this.#engine.seed(Number(BigInt.asUintN(32, exact)));
    this.#nextNormal = null;
    return this;
  }

  /** The seed last started from. */
  get initialSeed(): bigint {
    return this.#initialSeed;
  }

  /** `count` multiples of 2^−53, uniform in [0, 1): `torch.rand(count)`. */
  uniforms(count: number): Float64Array {
    checkCount("draw uniform numbers", "count", count);
    const drawn = new Float64Array(count);
    for (let i = 0; i < count; i++) drawn[i] = this.#nextUniform();
    return drawn;
  }

  /**
   * `count` standard normal numbers by the method of Box and Muller: `torch.randn(count)`.
   *
   * As in torch, the numbers of one draw of 16 or more are not those of several smaller draws.
   */
  normals(count: number): Float64Array {
    checkCount("draw normal numbers", "count", count);
    if (count >= BLOCK) return this.#normalBlocks(count);
    const drawn = new Float64Array(count);
    for (let i = 0; i < count; i++) drawn[i] = this.#nextNormalNumber();
    return drawn;
  }

  /** `count` integers from `low` to `high − 1`: `torch.randint(low, high, (count,))`. */
  integers(low: number, high: number, count: number): Float64Array {
    checkIntegerRange("draw integers", low, high);
    checkCount("draw integers", "count", count);
    const range = high - low, drawn = new Float64Array(count);
    for (let i = 0; i < count; i++) {
      drawn[i] = low + (range < WIDE_RANGE ? this.#engine.nextUint32() % range : this.#remainder64(range));
    }
    return drawn;
  }

  /**
   * The numbers from 0 to `count − 1` in random order: `torch.randperm(count)`.
   *
   * @throws {RangeError} If `count` is above 214,748,363, from where on torch has another method, which is not offered.
   */
  permutation(count: number): Float64Array {
    checkCount("draw a permutation", "count", count);
    if (count > LONGEST_PERMUTATION) {
      throw new RangeError(
        `Cannot draw a permutation: at most ${LONGEST_PERMUTATION} entries were expected, but ${count} were asked for`,
      );
    }
    const order = new Float64Array(count);
    for (let i = 0; i < count; i++) order[i] = i;
    for (let i = 0; i < count - 1; i++) {
      const j = i + this.#engine.nextUint32() % (count - i), moved = order[i];
      order[i] = order[j];
      order[j] = moved;
    }
    return order;
  }

  #nextUniform(): number {
    const high = this.#engine.nextUint32(), low = this.#engine.nextUint32();
    return ((high & 0x1fffff) * 2 ** 32 + low) * 2 ** -53;
  }

  /** 64 random bits modulo `range`. */
  #remainder64(range: number): number {
    const high = BigInt(this.#engine.nextUint32()), low = BigInt(this.#engine.nextUint32());
    return Number((high << 32n | low) % BigInt(range));
  }

  #nextNormalNumber(): number {
    if (this.#nextNormal !== null) {
      const kept = this.#nextNormal;
      this.#nextNormal = null;
      return kept;
    }
    const angle = 2 * Math.PI * this.#nextUniform();
    const radius = Math.sqrt(-2 * Math.log1p(-this.#nextUniform()));
    this.#nextNormal = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  }

  /** Uniform numbers turned into normal ones in blocks of 16; a rest is filled by a fresh block over the last 16 places. */
  #normalBlocks(count: number): Float64Array {
    const drawn = this.uniforms(count), whole = count - count % BLOCK;
    for (let start = 0; start < whole; start += BLOCK) normalize(drawn, start);
    if (whole < count) {
      drawn.set(this.uniforms(BLOCK), count - BLOCK);
      normalize(drawn, count - BLOCK);
    }
    return drawn;
  }
}

/** Turns 16 uniform numbers from `start` on into normal ones: entry `j < 8` gives the radius, entry `j + 8` the angle. */
function normalize(values: Float64Array, start: number): void {
  for (let j = start; j < start + BLOCK / 2; j++) {
    const radius = Math.sqrt(-2 * Math.log(1 - values[j])), angle = 2 * Math.PI * values[j + BLOCK / 2];
    values[j] = radius * Math.cos(angle);
    values[j + BLOCK / 2] = radius * Math.sin(angle);
  }
}
