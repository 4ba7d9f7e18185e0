/**
 * What notebooks show of tensors and diagrams.
 *
 * @module
 */
import type { Picture, Pictures } from "../core/tensor/pictures.ts";
import { plotDiagram } from "./charts/plot_diagram.ts";
import { plotPointCloud } from "./charts/plot_point_cloud.ts";
import { toBase64 } from "./base64.ts";
import type { FigureHandle } from "./display.ts";
import { subplots } from "./subplots.ts";
import { escapeText } from "./svg.ts";

/** The numbers of a tensor. */
interface Shaped {
  readonly data: Float64Array;
  readonly shape: readonly number[];
}

/** Rows and columns beyond this are left out of a table, but for the last. */
const LONGEST = 10;
/** Larger tensors are shown in words only. */
const MOST_ENTRIES = 1_000_000;

/** Draws diagrams as charts; tensors as tables, and as lines, points or heat maps where only pictures are shown. */
export const pictures: Pictures = {
  async tensor(tensor) {
    const text = String(tensor), table = { "text/html": htmlOf(tensor, text), "text/plain": text };
    const figure = figureOf(tensor);
    return figure === null ? table : { ...table, ...await drawn(figure) };
  },
  async diagrams(diagrams) {
    const { figure } = plotDiagram(new Map(diagrams)), text = String(diagrams);
    return { "text/html": `${figure.toHTML()}<p>${escapeText(text)}</p>`, "text/plain": text, ...await drawn(figure) };
  },
};

async function drawn(figure: FigureHandle): Promise<Picture> {
  return { "image/svg+xml": figure.toSVG(), "image/png": toBase64(await figure.toPNG()) };
}

/** A line for one axis, points for two columns, a heat map for more; `null` for what has no picture. */
function figureOf({ data, shape }: Shaped): FigureHandle | null {
  if (data.length < 2 || data.length > MOST_ENTRIES) return null;
  if (shape.length === 1) return subplots()[1].plot(data.map((_, i) => i), data).figure;
  if (shape.length !== 2) return null;
  if (shape[1] === 2) return plotPointCloud({ data, shape }).figure;
  return subplots()[1].imshow({ data, shape }).figure;
}

/** A table of the entries of up to two axes, with the first and the last of many; for more axes the text. */
function htmlOf({ data, shape }: Shaped, text: string): string {
  const caption = `<small>tensor [${shape.join(", ")}]</small>`;
  if (shape.length > 2) return `<pre>${escapeText(text)}</pre>${caption}`;
  const [rows, columns] = [shape.length < 2 ? 1 : shape[0], shape.at(-1) ?? 1];
  const digits = (value: number) => (Number.isInteger(value) ? String(value) : value.toPrecision(5)).replace("-", "−");
  const row = (i: number | null) =>
    chosen(columns).map((j) => `<td>${i === null || j === null ? "…" : digits(data[i * columns + j])}</td>`).join("");
  return `<table>${chosen(rows).map((i) => `<tr>${row(i)}</tr>`).join("")}</table>${caption}`;
}

/** The places that a table shows, `null` for those left out. */
function chosen(count: number): (number | null)[] {
  const all = Array.from({ length: Math.min(count, LONGEST) }, (_, i) => i);
  return count <= LONGEST ? all : [...all.slice(0, -2), null, count - 1];
}
