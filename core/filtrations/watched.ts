/**
 * Computations on another thread: how they tell their progress, and how they end when asked to.
 *
 * @module
 */
import { checkFunction } from "../tensor/check_function.ts";
import { describe } from "../tensor/describe.ts";

/** Options of computations on another thread. */
export interface WatchOptions {
  /** Ends the computation when it is aborted: the promise is rejected with its reason, and nothing is left behind. */
  signal?: AbortSignal;
  /** Told which fraction of the work is done, from 0 to 1, never less than before; 1 comes last. */
  onProgress?: (fraction: number) => void;
}

/** The names of {@linkcode WatchOptions}. */
export const WATCH_OPTIONS = ["signal", "onProgress"] as const;

/** How often the progress is looked at, in milliseconds. */
const INTERVAL = 30;

/** The cells of the array shared with the thread at work: 1 asks it to stop; how much is done, in millionths. */
const CANCELLED = 0, PROGRESS = 1;

/** All of the work, in millionths. */
const ALL = 1e6;

/** Checks the options of a computation on another thread; `action` opens errors. */
export function checkWatch(action: string, { signal, onProgress }: WatchOptions): void {
  if (signal !== undefined && !(signal instanceof AbortSignal)) {
    throw new TypeError(`Cannot ${action}: signal must be an AbortSignal, but is ${describe(signal)}`);
  }
  if (onProgress !== undefined) checkFunction(action, "onProgress", onProgress);
}

/** What `read` makes of the result of `run`, which looks at the array it is given whether to stop. */
export async function watched<Found, Result>(
  { signal, onProgress }: WatchOptions,
  run: (watch: Int32Array<ArrayBuffer>) => Promise<Found>,
  read: (found: Found) => Result,
): Promise<Result> {
  signal?.throwIfAborted();
  const watch = new Int32Array(2), stop = new AbortController();
  const cancel = () => Atomics.store(watch, CANCELLED, 1);
  const ends = signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal]);
  ends.addEventListener("abort", cancel);
  const timer = onProgress && setInterval(progressTeller(watch, onProgress, stop), INTERVAL);
  try {
    const found = await run(watch);
    ends.throwIfAborted();
    const result = read(found);
    onProgress?.(1);
    return result;
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
