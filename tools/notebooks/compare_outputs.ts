/**
 * Comparison of what a cell gave with what the notebook holds.
 *
 * @module
 */
import { markupDifference, type NumberRule, textDifference } from "./compare_text.ts";
import type { CodeCell, MimeBundle, Output } from "./notebook.ts";

/**
 * Says how `fresh` outputs of a cell differ from those it holds: an error, a lost or new output, a changed text or number.
 *
 * Numbers may change by 1e-9 of their size if printed with ten or more digits, else not at all. The tag `documented` wants
 * every digit as printed; the tag `volatile`, for timings, wants the same kinds of output only. Drawings must agree in
 * structure, coordinates to one in the third decimal; PNG images in size.
 */
export function outputDifferences(cell: CodeCell, fresh: Output[]): string[] {
  const errors = fresh.filter((output) => output.output_type === "error");
  if (errors.length > 0) return errors.map((error) => `threw ${error.ename}: ${error.evalue}`);
  const before = cell.outputs.map(kindOf), after = fresh.map(kindOf);
  if (before.join() !== after.join()) {
    return [`the outputs (${before.join(", ") || "none"}) became (${after.join(", ") || "none"})`];
  }
  if (cell.tags.includes("volatile")) return [];
  const rule = cell.tags.includes("documented") ? "exact" : "close";
  return cell.outputs.flatMap((output, i) => contentDifferences(output, fresh[i], rule));
}

/**
 * Whether `fresh` says nothing new, so that the outputs a cell holds can stay: for `volatile` cells only numbers that are read
 * differ, and the pixels of images whose drawing is beside them.
 */
export function canKeepOutputs(cell: CodeCell, fresh: Output[]): boolean {
  if (outputDifferences(cell, fresh).length > 0) return false;
  const isVolatile = cell.tags.includes("volatile"), rule = isVolatile ? "any" : "close";
  return cell.outputs.every((output, i) =>
    contentDifferences(output, fresh[i], rule).length === 0 &&
    (isSameImage(output, fresh[i]) || isVolatile && hasData(output) && "image/svg+xml" in output.data)
  );
}

/** `stdout`, `stderr`, or the kind with its MIME types. */
function kindOf(output: Output): string {
  if (output.output_type === "stream") return output.name;
  if (output.output_type === "error") return "error";
  return `${output.output_type} [${Object.keys(output.data).sort().join(" ")}]`;
}

function contentDifferences(stored: Output, fresh: Output, rule: NumberRule): string[] {
  if (stored.output_type === "stream" && fresh.output_type === "stream") {
    return found(stored.name, textDifference(stored.text, fresh.text, rule));
  }
  if (!hasData(stored) || !hasData(fresh)) return [];
  return Object.keys(stored.data).flatMap((type) =>
    found(type, valueDifference(type, stored.data[type], fresh.data[type], rule))
  );
}

function valueDifference(type: string, stored: unknown, fresh: unknown, rule: NumberRule): string | undefined {
  if (type === "image/png") return imageDifference(String(stored), String(fresh));
  if (type === "image/svg+xml" || type === "text/html") return markupDifference(String(stored), String(fresh), rule);
  return textDifference(asText(stored), asText(fresh), rule);
}

function asText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function imageDifference(stored: string, fresh: string): string | undefined {
  const before = pngSize(stored), after = pngSize(fresh);
  return before === after ? undefined : `an image of ${before} became one of ${after}`;
}

const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** `600×480 pixels`, read from the head of a PNG in base64. */
function pngSize(base64: string): string {
  const head = Uint8Array.fromBase64(base64.slice(0, 32));
  if (head.length < 24 || PNG_SIGNATURE.some((byte, i) => head[i] !== byte)) return "no pixels";
  const view = new DataView(head.buffer);
  return `${view.getUint32(16)}×${view.getUint32(20)} pixels`;
}

function isSameImage(stored: Output, fresh: Output): boolean {
  return !hasData(stored) || !hasData(fresh) || stored.data["image/png"] === fresh.data["image/png"];
}

function hasData(output: Output): output is Output & { data: MimeBundle } {
  return "data" in output;
}

function found(where: string, difference: string | undefined): string[] {
  return difference === undefined ? [] : [`${where}: ${difference}`];
}
