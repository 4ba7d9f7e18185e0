/**
 * The options that choose a stream, and the stream they choose.
 *
 * @module
 */
import { asOptions } from "../tensor/as_options.ts";
import { describe } from "../tensor/describe.ts";
import type { Seed } from "./_checks.ts";
import { Generator } from "./generator.ts";
import { globalGenerator } from "./global_generator.ts";
import type { RandomSource } from "./source.ts";

/** Which stream to draw from; without either, the one that `manualSeed` starts. */
export interface SourceOptions {
  /** The stream to draw from, which moves on. */
  generator?: RandomSource;
  /** Draw from a fresh stream of this seed. */
  seed?: Seed;
}

/** Options of functions that draw a tensor. */
export interface DrawOptions {
  /** The generator to draw from, which moves on; by default the one that `manualSeed` starts. */
  generator?: Generator;
  /** Draw from a fresh `Generator` of this seed. */
  seed?: Seed;
  /** Whether gradients flow to the tensor; default `false`. */
  requiresGrad?: boolean;
}

/**
 * The stream that `options` choose; `action` opens the error, and `fromSeed` makes the stream of a seed, by default
 * torch's.
 *
 * @throws {TypeError} If both options are given, or `generator` is not a stream.
 * @throws {RangeError} If the seed is out of range.
 */
export function randomSource(
  action: string,
  { generator, seed }: SourceOptions,
  fromSeed: (seed: Seed) => RandomSource = (seed) => new Generator(seed),
): RandomSource {
  if (generator === undefined) return seed === undefined ? globalGenerator() : fromSeed(seed);
  if (seed !== undefined) throw new TypeError(`Cannot ${action}: generator or seed was expected, but both were found`);
  if (typeof generator?.uniforms !== "function" || typeof generator?.normals !== "function") {
    throw new TypeError(
      `Cannot ${action}: generator must be a Generator or a NumPy stream, but is ${describe(generator)}`,
    );
  }
  return generator;
}

/**
 * The torch generator that `options` choose; `action` opens the error.
 *
 * @throws {TypeError} If both options are given, or `generator` is not a `Generator`.
 */
export function chosenGenerator(action: string, options: DrawOptions): Generator {
  const { generator, seed } = asOptions(action, options, ["generator", "seed", "requiresGrad"]);
  const source = randomSource(action, { generator, seed });
  if (source instanceof Generator) return source;
  throw new TypeError(`Cannot ${action}: generator must be a Generator, but is ${describe(source)}`);
}
