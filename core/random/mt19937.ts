/**
 * The Mersenne Twister, the engine under torch's CPU generator and NumPy's legacy `RandomState`.
 *
 * @module
 */

/** Number of words of state. */
const LENGTH = 624;
/** Distance between the words that one step combines. */
const SHIFT = 397;
const TWIST = 0x9908b0df;

/** MT19937 of Matsumoto and Nishimura (1998): 32-bit words of period 2^19937 − 1, seeded by one word. */
export class Mt19937 {
  readonly #state = new Uint32Array(LENGTH);
  #next = LENGTH;

  /** Seeds the engine with the lowest 32 bits of `seed`. */
  constructor(seed: number) {
    this.seed(seed);
  }

  /** Starts again from the lowest 32 bits of `seed`. */
  seed(seed: number): void {
    const state = this.#state;
    state[0] = seed;
    for (let j = 1; j < LENGTH; j++) {
      state[j] = Math.imul(1812433253, state[j - 1] ^ (state[j - 1] >>> 30)) + j;
    }
    this.#next = LENGTH;
  }

  /** The next word, from 0 to 2^32 − 1. */
  nextUint32(): number {
    if (this.#next === LENGTH) this.#twist();
    let y = this.#state[this.#next++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    y ^= y >>> 18;
    return y >>> 0;
  }

  #twist(): void {
    const state = this.#state;
    const word = (k: number, following: number, distant: number): number => {
      const y = (state[k] & 0x80000000) | (state[following] & 0x7fffffff);
      return state[distant] ^ (y >>> 1) ^ (-(y & 1) & TWIST);
    };
    for (let k = 0; k < LENGTH - SHIFT; k++) state[k] = word(k, k + 1, k + SHIFT);
    for (let k = LENGTH - SHIFT; k < LENGTH - 1; k++) state[k] = word(k, k + 1, k + SHIFT - LENGTH);
    state[LENGTH - 1] = word(LENGTH - 1, 0, SHIFT - 1);
    this.#next = 0;
  }
}
