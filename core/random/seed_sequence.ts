/**
 * NumPy's `SeedSequence`, which spreads a seed of any size over the state of an engine.
 *
 * @module
 */
import { mulLow } from "./multiply.ts";

const POOL_SIZE = 4;

/**
 * `count` words of 32 bits from the non-negative integer `seed`, as `numpy.random.SeedSequence(seed).generate_state(count)`
 * gives them.
 */
export function seedSequence(seed: bigint, count: number): Uint32Array {
  const pool = mixedPool(wordsOf(seed));
  const state = new Uint32Array(count);
  const hash = hasher(0x8b51f9dd, 0x58f38ded);
  for (let i = 0; i < count; i++) state[i] = hash(pool[i % POOL_SIZE]);
  return state;
}

/** The seed's 32-bit words, lowest first. */
function wordsOf(seed: bigint): number[] {
  const words: number[] = [];
  do {
    words.push(Number(seed & 0xffffffffn));
    seed >>= 32n;
  } while (seed > 0n);
  return words;
}

/** The entropy hashed into the pool so that every word of it reaches every word of the pool. */
function mixedPool(entropy: number[]): Uint32Array {
  const hash = hasher(0x43b0d7e5, 0x931e8875);
  const pool = new Uint32Array(POOL_SIZE);
  for (let i = 0; i < POOL_SIZE; i++) pool[i] = hash(entropy[i] ?? 0);
  for (let from = 0; from < POOL_SIZE; from++) {
    for (let to = 0; to < POOL_SIZE; to++) if (from !== to) pool[to] = mix(pool[to], hash(pool[from]));
  }
  for (let from = POOL_SIZE; from < entropy.length; from++) {
    for (let to = 0; to < POOL_SIZE; to++) pool[to] = mix(pool[to], hash(entropy[from]));
  }
  return pool;
}

/** A hash of words whose constant is multiplied by `multiplier` with each use. */
function hasher(constant: number, multiplier: number): (word: number) => number {
  return (word) => {
    const salted = word ^ constant;
    constant = mulLow(constant, multiplier);
    const hashed = mulLow(salted, constant);
    return (hashed ^ (hashed >>> 16)) >>> 0;
  };
}

function mix(x: number, y: number): number {
  const mixed = (Math.imul(0xca01f9dd, x) - Math.imul(0x4973f715, y)) >>> 0;
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
