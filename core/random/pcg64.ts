/**
 * PCG64, the engine under NumPy's `default_rng`.
 *
 * @module
 */
import { seedSequence } from "./seed_sequence.ts";
import { mulHigh, mulLow } from "./multiply.ts";

// The multiplier 0x2360ed051fc65da44385df649fccf645 in words, lowest first.
const M0 = 0x9fccf645, M1 = 0x4385df64, M2 = 0x1fc65da4, M3 = 0x2360ed05;

/**
 * PCG XSL-RR 128/64 of O'Neill (2014): `state ← state · M + increment` modulo 2^128, and of the new state the exclusive or
 * of its halves, rotated right by its six highest bits.
 *
 * 128-bit numbers are four 32-bit words, lowest first: several times faster than `bigint`.
 */
export class Pcg64 {
  /** The upper word of the last 64-bit number. */
  high = 0;
  /** The lower word of the last 64-bit number. */
  low = 0;
  readonly #state = new Uint32Array(4);
  readonly #increment = new Uint32Array(4);
  /** The upper half of a 64-bit number whose lower half was handed out alone. */
  #spare = -1;

  /** Seeds the engine as NumPy does, by a `SeedSequence`; `seed` is a non-negative integer of any size. */
  constructor(seed: bigint) {
    const words = seedSequence(seed, 8);
    const start = [words[2], words[3], words[0], words[1]];
    const stream = [words[6], words[7], words[4], words[5]];
    for (let k = 0; k < 4; k++) this.#increment[k] = (stream[k] << 1) | (k === 0 ? 1 : stream[k - 1] >>> 31);
    this.#advance();
    let carry = 0;
    for (let k = 0; k < 4; k++) {
      const sum = this.#state[k] + start[k] + carry;
      this.#state[k] = sum;
      carry = sum >= 2 ** 32 ? 1 : 0;
    }
    this.#advance();
  }

  /** Draws 64 bits into {@linkcode high} and {@linkcode low}. */
  next(): void {
    this.#advance();
    const state = this.#state, turn = state[3] >>> 26;
    let high = state[3] ^ state[1], low = state[2] ^ state[0];
    if (turn >= 32) [high, low] = [low, high];
    const rest = turn & 31;
    // A shift by 32 is one by 0 in JavaScript, so a turn by whole words is a case of its own.
    this.high = (rest === 0 ? high : (high >>> rest) | (low << (32 - rest))) >>> 0;
    this.low = (rest === 0 ? low : (low >>> rest) | (high << (32 - rest))) >>> 0;
  }

  /** A 32-bit number: the lower half of a fresh 64-bit number, and its upper half the next time. */
  nextUint32(): number {
    if (this.#spare >= 0) {
      const spare = this.#spare;
      this.#spare = -1;
      return spare;
    }
    this.next();
    this.#spare = this.high;
    return this.low;
  }

  /** A multiple of 2^−53 in [0, 1). */
  nextDouble(): number {
    this.next();
    return (this.high * 2 ** 21 + (this.low >>> 11)) * 2 ** -53;
  }

  #advance(): void {
    const state = this.#state, increment = this.#increment;
    const s0 = state[0], s1 = state[1], s2 = state[2], s3 = state[3];
    // Each sum has at most nine 32-bit terms, so it is exact; storing keeps its lowest 32 bits.
    const t0 = mulLow(s0, M0) + increment[0];
    const t1 = mulHigh(s0, M0) + mulLow(s0, M1) + mulLow(s1, M0) + increment[1] + Math.floor(t0 / 2 ** 32);
    const t2 = mulHigh(s0, M1) + mulHigh(s1, M0) + mulLow(s0, M2) + mulLow(s1, M1) + mulLow(s2, M0) + increment[2] +
      Math.floor(t1 / 2 ** 32);
    const t3 = mulHigh(s0, M2) + mulHigh(s1, M1) + mulHigh(s2, M0) + mulLow(s0, M3) + mulLow(s1, M2) + mulLow(s2, M1) +
      mulLow(s3, M0) + increment[3] + Math.floor(t2 / 2 ** 32);
    state[0] = t0;
    state[1] = t1;
    state[2] = t2;
    state[3] = t3;
  }
}
