/**
 * The page that shows what a notebook gave.
 *
 * @module
 */
import type { Cell, Notebook } from "../notebooks/notebook.ts";
import { escapeHTML, markdownToHTML } from "./markdown.ts";
import type { CellRecord } from "./recorder.ts";

const STYLE = `
  :root { color-scheme: light dark; }
  body { font: 17px/1.6 system-ui, sans-serif; max-width: 44rem; margin: 3rem auto; padding: 0 1rem; }
  h1, h2 { line-height: 1.2; } h1 { font-size: 2rem; } h2 { margin-top: 2.5rem; font-size: 1.35rem; }
  code, pre { font: 14px/1.5 ui-monospace, monospace; }
  pre { overflow-x: auto; padding: .7rem 1rem; border-radius: .4rem; background: #8881; }
  pre.printed { border-left: 3px solid #0072b2; border-radius: 0; background: none; }
  details summary { cursor: pointer; color: light-dark(#666, #aaa); font-size: .85rem; }
  figure { margin: 1.5rem 0; text-align: center; } figure svg { max-width: 100%; height: auto; }
  figcaption { font-size: .85rem; }
  a { color: light-dark(#0072b2, #56b4e9); }
`;

/** One page that needs no other file: prose, code to unfold, what was printed, and the figures. */
export function pageOf(notebook: Notebook, records: ReadonlyMap<string, CellRecord>): string {
  const body = notebook.cells.map((cell) => cellToHTML(cell, records.get(cell.id))).join("\n");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeHTML(titleOf(notebook))}</title>
<style>${STYLE}</style>
</head>
<body>
${body}
</body>
</html>
`;
}

function titleOf(notebook: Notebook): string {
  const first = notebook.cells.find((cell) => cell.kind === "markdown");
  return /^# (.*)$/m.exec(first?.source ?? "")?.[1] ?? "Notebook";
}

function cellToHTML(cell: Cell, record: CellRecord | undefined): string {
  if (cell.kind === "markdown") return markdownToHTML(cell.source);
  const parts = [`<details><summary>Code</summary><pre><code>${escapeHTML(cell.source)}</code></pre></details>`];
  if (record?.printed) parts.push(`<pre class="printed">${escapeHTML(record.printed)}</pre>`);
  if (record?.figure) {
    const links = ["svg", "png"].map((ending) => `<a href="${cell.id}.${ending}">${ending.toUpperCase()}</a>`);
    parts.push(`<figure>${record.figure.svg}<figcaption>${links.join(" · ")}</figcaption></figure>`);
  }
  return parts.join("\n");
}
