/**
 * The generator that is used where none is given.
 *
 * @module
 */
import type { Seed } from "./_checks.ts";
import { Generator } from "./generator.ts";

let shared: Generator | undefined;

/** The generator shared by all draws that name none; as in torch, differently seeded in each process until `manualSeed`. */
export function globalGenerator(): Generator {
  return shared ??= new Generator(crypto.getRandomValues(new BigUint64Array(1))[0]);
}

/**
 * Starts the stream shared by all draws that name no generator again from `seed`, as `torch.manual_seed` does.
 *
 * @returns The shared generator.
 * @throws {RangeError} If the seed is not an integer from −2^63 to 2^64 − 1; beyond ±(2^53 − 1) give a bigint.
 *
 * @example torch's numbers
 * ```ts
 * import { manualSeed, rand } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * manualSeed(11);
 * assertEquals(rand([2]).toArray(), [0.19233373084394845, 0.8852923701860037]);
 * ```
 */
export function manualSeed(seed: Seed): Generator {
  return globalGenerator().manualSeed(seed);
}
