/**
 * From many filtrations to their persistence diagrams.
 *
 * @module
 */
import type { DiffFiltration } from "../filtrations/filtration.ts";
import { kernels, type PairsEngine } from "../kernels.ts";
import { describe } from "../tensor/describe.ts";
import { checkFiltration, diagramRequest } from "./_diagram_request.ts";
import type { Diagrams } from "./diagrams.ts";
import type { PersistenceOptions } from "./persistence_options.ts";

/**
 * The persistence diagrams of each filtration of a batch, in one native call.
 *
 * The result is that of {@linkcode persistenceDiagram} for each item; threads take whole items, and those left over serve
 * within items. The filtrations must be of one kind; their sizes and dimensions may differ, and `dims`, if given, must exist
 * in all of them. Limits default to those of the first filtration.
 *
 * Differentiable: as {@linkcode persistenceDiagram}, item by item.
 *
 * Cost: that of its items, shared by the threads, without the latency of a call for each.
 *
 * @throws {TypeError} If `batch` is no list of filtrations of one kind, or an option is unknown.
 * @throws {RangeError} As {@linkcode persistenceDiagram}, naming the item.
 *
 * @example Squares of three sizes
 * ```ts
 * import { persistenceDiagrams, vrFiltration } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * const square = (side: number) => [[0, 0], [side, 0], [side, side], [0, side]];
 * const batch = [1, 2, 3].map((side) => vrFiltration(square(side), { eps: 0 }));
 * const births = persistenceDiagrams(batch).map((diagrams) => diagrams[1].toArray());
 * assertEquals(births, [1, 2, 3].map((side) => [[side, Math.sqrt(2 * side * side)]]));
 * ```
 */
export function persistenceDiagrams<Engine extends PairsEngine>(
  batch: readonly DiffFiltration<Engine>[],
  options: PersistenceOptions = {},
): Diagrams[] {
  const action = "compute the persistence diagrams of a batch";
  if (!Array.isArray(batch)) {
    throw new TypeError(`Cannot ${action}: a list of filtrations was expected, but ${describe(batch)} was found`);
  }
  const requests = batch.map((filtration: DiffFiltration<Engine>, index) => {
    const ofItem = `${action}, item ${index}`;
    checkFiltration(ofItem, filtration);
    if (filtration.kind !== batch[0].kind) {
      throw new TypeError(
        `Cannot ${ofItem}: filtrations of one kind were expected, but item 0 is of the kind ${
          batch[0].kind
        } and this one ` +
          `of the kind ${filtration.kind}`,
      );
    }
    return diagramRequest(ofItem, filtration, options);
  });
  const tasks = requests.flatMap(({ task }) => task ?? []);
  const pairs = tasks.length === 0 ? [] : kernels().pairs(batch[0].engine, tasks, requests[0].limits);
  let next = 0;
  return requests.map(({ task, read }) => read(task === undefined ? [] : pairs[next++]));
}
