/**
 * From a filtration to its persistence diagrams, on another thread.
 *
 * @module
 */
import type { DiffFiltration } from "../filtrations/filtration.ts";
import { kernels, type PairsEngine } from "../kernels.ts";
import { asOptions } from "../tensor/as_options.ts";
import { checkFunction } from "../tensor/check_function.ts";
import { describe } from "../tensor/describe.ts";
import { diagramRequest } from "./_diagram_request.ts";
import type { Diagrams } from "./diagrams.ts";
import { PERSISTENCE_OPTIONS, type PersistenceOptions } from "./persistence_options.ts";

/** Options of {@linkcode persistenceDiagramAsync}. */
export interface AsyncPersistenceOptions extends PersistenceOptions {
  /** Ends the computation when it is aborted: the promise is rejected with its reason, and nothing is left behind. */
  signal?: AbortSignal;
  /** Told which fraction of the work is done, from 0 to 1, never less than before; 1 comes last. */
  onProgress?: (fraction: number) => void;
}

/** How often the progress is looked at, in milliseconds. */
const INTERVAL = 30;

/** The cells of the array shared with the thread at work: 1 asks it to stop; how much is done, in millionths. */
const CANCELLED = 0, PROGRESS = 1;

/** All of the work, in millionths. */
const ALL = 1e6;

/**
 * The persistence diagrams of a filtration, computed on another thread: the event loop stays free meanwhile.
 *
 * The result is that of {@linkcode persistenceDiagram}. The input of the filtration must not be assigned new values before
 * the promise is settled.
 *
 * Differentiable: as {@linkcode persistenceDiagram}.
 *
 * Cost: as {@linkcode persistenceDiagram}, and about a tenth of a millisecond to hand over. A computation that is aborted
 * stops within tens of milliseconds, typically.
 *
 * @throws {TypeError} If `signal` is no `AbortSignal`, `onProgress` is no function, or as {@linkcode persistenceDiagram}.
 * @throws {RangeError} As {@linkcode persistenceDiagram}.
 *
 * @example Half a circle, with its progress
 * ```ts
 * import { persistenceDiagramAsync, vrFiltration } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * const points = Array.from({ length: 12 }, (_, k) => [Math.cos(k / 4), Math.sin(k / 4)]);
 * const seen: number[] = [];
 * const diagrams = await persistenceDiagramAsync(vrFiltration(points), { onProgress: (fraction) => seen.push(fraction) });
 * assertEquals(diagrams[0].shape, [11, 2]);
 * assertEquals(seen.at(-1), 1);
 * ```
 */
export async function persistenceDiagramAsync<Engine extends PairsEngine>(
  filtration: DiffFiltration<Engine>,
  options: AsyncPersistenceOptions = {},
): Promise<Diagrams> {
  const action = "compute the persistence diagram";
  const { signal, onProgress, ...rest } = asOptions(action, options, [
    ...PERSISTENCE_OPTIONS,
    "signal",
    "onProgress",
  ]);
  if (signal !== undefined && !(signal instanceof AbortSignal)) {
    throw new TypeError(`Cannot ${action}: signal must be an AbortSignal, but is ${describe(signal)}`);
  }
  if (onProgress !== undefined) checkFunction(action, "onProgress", onProgress);
  const { task, limits, read } = diagramRequest(action, filtration, rest);
  signal?.throwIfAborted();
  if (task === undefined) return read([]);
  const watch = new Int32Array(2), stop = new AbortController();
  const cancel = () => Atomics.store(watch, CANCELLED, 1);
  const ends = signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal]);
  ends.addEventListener("abort", cancel);
  const timer = onProgress && setInterval(progressTeller(watch, onProgress, stop), INTERVAL);
  try {
    const [pairs] = await kernels().pairsAsync(filtration.engine, [task], limits, watch);
    ends.throwIfAborted();
    const diagrams = read(pairs);
    onProgress?.(1);
    return diagrams;
  } catch (error) {
    throw ends.aborted ? ends.reason : error;
  } finally {
    clearInterval(timer);
    ends.removeEventListener("abort", cancel);
  }
}

/** Tells how much is done, if that has changed and is not all; what `onProgress` throws ends the computation. */
function progressTeller(watch: Int32Array, onProgress: (fraction: number) => void, stop: AbortController): () => void {
  let told = 0;
  return () => {
    const done = Atomics.load(watch, PROGRESS);
    if (done <= told || done >= ALL) return;
    told = done;
    try {
      onProgress(done / ALL);
    } catch (error) {
      stop.abort(error);
    }
  };
}
