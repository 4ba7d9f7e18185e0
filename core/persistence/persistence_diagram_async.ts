/**
 * From a filtration to its persistence diagrams, on another thread.
 *
 * @module
 */
import type { DiffFiltration } from "../filtrations/filtration.ts";
import { checkWatch, WATCH_OPTIONS, watched, type WatchOptions } from "../filtrations/watched.ts";
import { kernels, type PairsEngine } from "../kernels.ts";
import { asOptions } from "../tensor/as_options.ts";
import { diagramRequest } from "./_diagram_request.ts";
import type { Diagrams } from "./diagrams.ts";
import { PERSISTENCE_OPTIONS, type PersistenceOptions } from "./persistence_options.ts";

/** Options of {@linkcode persistenceDiagramAsync}. */
export interface AsyncPersistenceOptions extends PersistenceOptions, WatchOptions {}

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
  const { signal, onProgress, ...rest } = asOptions(action, options, [...PERSISTENCE_OPTIONS, ...WATCH_OPTIONS]);
  checkWatch(action, { signal, onProgress });
  const { task, limits, read } = diagramRequest(action, filtration, rest);
  if (task === undefined) {
    signal?.throwIfAborted();
    return read([]);
  }
  const run = (watch: Int32Array<ArrayBuffer>) => kernels().pairsAsync(filtration.engine, [task], limits, watch);
  return await watched({ signal, onProgress }, run, ([pairs]) => read(pairs));
}
