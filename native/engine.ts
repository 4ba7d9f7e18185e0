/**
 * What the persistence engines of the library have in common.
 *
 * @module
 */
import type { PairsEngine, PairsOf, PairsTask } from "../core/kernels.ts";

/** The arguments with which every engine's symbol ends: limits, where results are announced, the error buffer. */
export type Tail = [
  threads: number,
  maxMemory: number,
  watch: Int32Array<ArrayBuffer> | null,
  number: Uint32Array<ArrayBuffer>,
  counts: Uint32Array<ArrayBuffer>,
  countsLength: number,
  error: Uint8Array<ArrayBuffer>,
  errorLength: number,
];

/** Tasks ready to be computed, on the thread of the caller or on another. */
export interface Batch {
  /** Calls the symbol and waits. */
  readonly now: (tail: Tail) => number;
  /** Has another thread call the symbol. */
  readonly later: (tail: Tail) => Promise<number>;
}

/** The pairs of one task and dimension among those that wait. */
export interface Part {
  /** The homology dimension. */
  readonly dimension: number;
  /** Number of pairs. */
  readonly count: number;
}

/** One persistence engine of the library. */
export interface Engine<E extends PairsEngine> {
  /** What it does, for messages. */
  readonly action: string;
  /** Puts tasks one after the other. */
  batch(tasks: readonly PairsTask<E>[]): Batch;
  /** Takes the pairs that wait under `number`, which has these parts. */
  take(number: number, parts: readonly Part[]): PairsOf<E>[];
  /** Forgets them. */
  forget(number: number): void;
}

/** Cuts views off the front of an array. */
export function cutter(all: Uint32Array): (length: number) => Uint32Array {
  let start = 0;
  return (length) => all.subarray(start, start += length);
}
