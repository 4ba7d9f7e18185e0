/**
 * Persistence pairs of filtrations of any kind: batches, on the thread of the caller or on another.
 *
 * @module
 */
import type { Limits, PairsEngine, PairsKernels, PairsOf, PairsTask } from "../core/kernels.ts";
import { call, callAsync, nativeLimits } from "./call.ts";
import { complexEngine } from "./complexes.ts";
import type { Engine, Part, Tail } from "./engine.ts";
import { gridEngine } from "./grids.ts";
import { ripsEngine } from "./rips.ts";

const ENGINES: { readonly [E in PairsEngine]: Engine<E> } = {
  rips: ripsEngine,
  grid: gridEngine,
  complex: complexEngine,
};

/** The persistence engines of the native library. */
export const pairsKernels: PairsKernels = {
  pairs(name, tasks, limits) {
    const engine = engineOf(name), batch = engine.batch(tasks), room = roomFor(tasks);
    call(engine.action, (...error) => batch.now(tail(limits, null, room, error)));
    return takeAll(engine, tasks, room);
  },

  async pairsAsync(name, tasks, limits, watch) {
    const engine = engineOf(name), batch = engine.batch(tasks), room = roomFor(tasks);
    await callAsync(engine.action, (...error) => batch.later(tail(limits, watch, room, error)));
    return takeAll(engine, tasks, room);
  },
};

/** The engine of a name; TypeScript cannot see that the two belong together. */
function engineOf<E extends PairsEngine>(name: E): Engine<E> {
  return ENGINES[name] as Engine<E>;
}

/** Where the library writes under which number the pairs wait, and how many there are of each task and dimension. */
interface Room {
  readonly number: Uint32Array<ArrayBuffer>;
  readonly counts: Uint32Array<ArrayBuffer>;
}

function roomFor(tasks: readonly { readonly maxHomology: number }[]): Room {
  const parts = tasks.reduce((sum, { maxHomology }) => sum + maxHomology + 1, 0);
  return { number: new Uint32Array(1), counts: new Uint32Array(parts) };
}

function tail(
  limits: Limits,
  watch: Int32Array<ArrayBuffer> | null,
  { number, counts }: Room,
  error: [Uint8Array<ArrayBuffer>, number],
): Tail {
  return [...nativeLimits(limits), watch, number, counts, counts.length, ...error];
}

/** The pairs that wait, by task; making room for them may fail, and then they are forgotten. */
function takeAll<E extends PairsEngine>(
  engine: Engine<E>,
  tasks: readonly PairsTask<E>[],
  { number: [number], counts }: Room,
): PairsOf<E>[][] {
  let next = 0;
  const parts: Part[][] = tasks.map(({ maxHomology }) =>
    Array.from({ length: maxHomology + 1 }, (_, dimension) => ({ dimension, count: counts[next++] }))
  );
  try {
    const taken = engine.take(number, parts.flat()).values();
    return parts.map((list) => list.map(() => taken.next().value!));
  } catch (error) {
    engine.forget(number);
    throw error;
  }
}
