/**
 * A notebook as a plain script.
 *
 * @module
 */
import type { Notebook } from "../notebooks/notebook.ts";

/** A last line that is nothing but a name, as Jupyter displays it. */
const LAST_NAME = /^([A-Za-z_$][\w$]*);?\s*$/;

/**
 * The code cells one after the other, as one module.
 *
 * The convention that makes this possible: a cell that shows a figure ends in a line that is nothing but the figure's name.
 * That line becomes a call of `show` from the module at `recorder`, and every cell begins with a call of its `begin`.
 */
export function scriptOf(notebook: Notebook, recorder: string): string {
  const cells = notebook.cells.filter((cell) => cell.kind === "code").map(({ id, source }) => {
    const lines = source.trimEnd().split("\n");
    const figure = LAST_NAME.exec(lines[lines.length - 1])?.[1];
    if (figure !== undefined) lines[lines.length - 1] = `await show(${JSON.stringify(id)}, ${figure});`;
    return [`begin(${JSON.stringify(id)});`, ...lines].join("\n");
  });
  return [`import { begin, show } from ${JSON.stringify(recorder)};`, ...cells].join("\n\n") + "\n";
}
