/**
 * Notebooks as text, always the same for the same notebook.
 *
 * @module
 */
import { type Cell, isText, type Notebook, type Output } from "./notebook.ts";

/**
 * The text of the `.ipynb` file: format 4.5, keys sorted, one space of indentation, text cut into lines, as Jupyter
 * itself writes it.
 *
 * Nothing that changes from run to run is kept: no times, no versions, no metadata but tags; executions are counted from 1.
 */
export function serializeNotebook(notebook: Notebook): string {
  let executions = 0;
  const file = {
    cells: notebook.cells.map((cell) => cellEntry(cell, cell.kind === "code" ? ++executions : 0)),
    metadata: {
      kernelspec: { display_name: "Deno", language: "typescript", name: "deno" },
      language_info: { file_extension: ".ts", mimetype: "text/x.typescript", name: "typescript" },
    },
    nbformat: 4,
    nbformat_minor: 5,
  };
  return JSON.stringify(sorted(file), null, 1) + "\n";
}

function cellEntry(cell: Cell, execution: number): unknown {
  const { id, tags } = cell;
  const metadata = tags.length > 0 ? { tags } : {};
  const source = lines(cell.source);
  return cell.kind === "markdown" ? { cell_type: "markdown", id, metadata, source } : {
    cell_type: "code",
    execution_count: execution,
    id,
    metadata,
    outputs: cell.outputs.map((output) => outputEntry(output, execution)),
    source,
  };
}

function outputEntry(output: Output, execution: number): unknown {
  if (output.output_type === "stream") return { ...output, text: lines(output.text) };
  if (output.output_type === "error") return output;
  const data = Object.fromEntries(
    Object.entries(output.data).map(([type, value]) => [type, isText(type) ? lines(String(value)) : value]),
  );
  return output.output_type === "execute_result"
    ? { ...output, data, execution_count: execution }
    : { ...output, data };
}

/** The lines of a text, each with its line end. */
function lines(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1);
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}
