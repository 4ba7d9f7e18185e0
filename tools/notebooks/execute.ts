/**
 * Execution of a whole notebook.
 *
 * @module
 */
import { startKernel } from "./kernel.ts";
import type { CodeCell, Notebook, Output } from "./notebook.ts";
import type { Server } from "./server.ts";

/** The tag of cells that are run only if that is asked for. */
export const LONG = "long";

/** How long a cell may take, in milliseconds: five minutes, or two hours. */
const TIME_LIMIT = 300_000, LONG_TIME_LIMIT = 7_200_000;

/**
 * Runs the code cells in a fresh kernel and gives the outputs of each; without `isLong` those with the tag `long` are passed over.
 *
 * Ends early after a cell that throws: what follows would run on less than it needs.
 */
export async function executeNotebook(
  server: Server,
  path: string,
  notebook: Notebook,
  isLong: boolean,
): Promise<Map<CodeCell, Output[]>> {
  const executed = new Map<CodeCell, Output[]>();
  await using kernel = await startKernel(server, path);
  for (const cell of notebook.cells) {
    if (cell.kind !== "code" || (cell.tags.includes(LONG) && !isLong)) continue;
    const outputs = await run(cell).catch((cause) => {
      throw new Error(`Cannot run cell ${cell.id} of ${path}: an end was expected, but ${cause.message}`, { cause });
    });
    executed.set(cell, outputs);
    if (outputs.some((output) => output.output_type === "error")) break;
  }
  return executed;

  function run(cell: CodeCell): Promise<Output[]> {
    return kernel.run(cell.source, cell.tags.includes(LONG) ? LONG_TIME_LIMIT : TIME_LIMIT);
  }
}
