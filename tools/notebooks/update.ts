/**
 * What is done with the outputs of a notebook that has been executed: compared with those it holds, or put in their place.
 *
 * @module
 */
import { canKeepOutputs, outputDifferences } from "./compare_outputs.ts";
import type { CodeCell, Notebook, Output } from "./notebook.ts";

/** Outputs by the cell that gave them. */
export type Executed = ReadonlyMap<CodeCell, Output[]>;

/** All differences, each with the name of its cell. */
export function notebookDifferences(executed: Executed): string[] {
  return [...executed].flatMap(([cell, fresh]) =>
    outputDifferences(cell, fresh).map((text) => `cell ${cell.id}: ${text}`)
  );
}

/** Whatever the cells threw, with the name of the cell. */
export function notebookErrors(executed: Executed): string[] {
  return [...executed].flatMap(([cell, fresh]) =>
    fresh.filter((output) => output.output_type === "error")
      .map((error) => `cell ${cell.id}: ${error.traceback.join("\n") || `${error.ename}: ${error.evalue}`}`)
  );
}

/** The notebook with the new outputs, but the old ones wherever the new say nothing new: a second run changes nothing. */
export function withOutputs(notebook: Notebook, executed: Executed): Notebook {
  const cells = notebook.cells.map((cell) => {
    if (cell.kind === "markdown") return cell;
    const fresh = executed.get(cell);
    return fresh === undefined || canKeepOutputs(cell, fresh) ? cell : { ...cell, outputs: fresh };
  });
  return { cells };
}
