/**
 * Notebooks as data: what a `.ipynb` file of format 4.5 holds, read with joined text.
 *
 * @module
 */

/** One value in several representations, keyed by MIME type. */
export type MimeBundle = Record<string, unknown>;

/** What a cell printed. */
export interface StreamOutput {
  /** Kind of output. */
  output_type: "stream";
  /** Where it was printed. */
  name: "stdout" | "stderr";
  /** What was printed. */
  text: string;
}

/** What a cell displayed, or its last value. */
export interface DataOutput {
  /** Kind of output. */
  output_type: "display_data" | "execute_result";
  /** The representations. */
  data: MimeBundle;
  /** What the sender says about them. */
  metadata: Record<string, unknown>;
}

/** What a cell threw. */
export interface ErrorOutput {
  /** Kind of output. */
  output_type: "error";
  /** Class of the error. */
  ename: string;
  /** Its message. */
  evalue: string;
  /** The stack, line by line. */
  traceback: string[];
}

/** One output of a cell. */
export type Output = StreamOutput | DataOutput | ErrorOutput;

/** Prose. */
export interface MarkdownCell {
  /** Kind of cell. */
  kind: "markdown";
  /** Name of the cell, unique in its notebook. */
  id: string;
  /** Words that say how to treat the cell. */
  tags: string[];
  /** The text. */
  source: string;
}

/** Code with what it gave. */
export interface CodeCell {
  /** Kind of cell. */
  kind: "code";
  /** Name of the cell, unique in its notebook. */
  id: string;
  /** Words that say how to treat the cell. */
  tags: string[];
  /** The code. */
  source: string;
  /** The outputs, in the order in which they came. */
  outputs: Output[];
}

/** One cell. */
export type Cell = MarkdownCell | CodeCell;

/** A notebook. */
export interface Notebook {
  /** Its cells. */
  cells: Cell[];
}

/** Parses the text of an `.ipynb` file called `path`. */
export function parseNotebook(text: string, path: string): Notebook {
  const file = JSON.parse(text);
  if (file.nbformat !== 4 || file.nbformat_minor < 5) {
    throw new TypeError(
      `Cannot read ${path}: notebook format 4.5 was expected, but ${file.nbformat}.${file.nbformat_minor} was found`,
    );
  }
  return { cells: file.cells.map((cell: RawCell) => parseCell(cell, path)) };
}

/** What the file says of a cell. */
interface RawCell {
  cell_type: string;
  id: string;
  metadata: { tags?: string[] };
  source: string | string[];
  outputs: RawOutput[];
}

/** What the file says of an output. */
interface RawOutput {
  output_type: Output["output_type"];
  name: StreamOutput["name"];
  text: string | string[];
  data: MimeBundle;
  metadata: Record<string, unknown>;
  ename: string;
  evalue: string;
  traceback: string[];
}

function parseCell(cell: RawCell, path: string): Cell {
  const { id, metadata: { tags = [] } } = cell;
  const source = join(cell.source);
  if (cell.cell_type === "markdown") return { kind: "markdown", id, tags, source };
  if (cell.cell_type === "code") return { kind: "code", id, tags, source, outputs: cell.outputs.map(parseOutput) };
  throw new TypeError(`Cannot read ${path}: cells of markdown or code were expected, but one is ${cell.cell_type}`);
}

function parseOutput(output: RawOutput): Output {
  switch (output.output_type) {
    case "stream":
      return { output_type: "stream", name: output.name, text: join(output.text) };
    case "error":
      return { output_type: "error", ename: output.ename, evalue: output.evalue, traceback: output.traceback };
    default: {
      const data = Object.fromEntries(
        Object.entries(output.data).map(([type, value]) => [type, isText(type) ? join(value as string[]) : value]),
      );
      return { output_type: output.output_type, data, metadata: output.metadata };
    }
  }
}

/** Whether notebooks store values of this MIME type as text cut into lines. */
export function isText(mimeType: string): boolean {
  return mimeType.startsWith("text/") || mimeType.endsWith("+xml") || mimeType === "application/javascript";
}

function join(text: string | string[]): string {
  return Array.isArray(text) ? text.join("") : text;
}
