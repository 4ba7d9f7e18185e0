/**
 * From a drawing to a document: its name, and the style sheet that follows the reader.
 *
 * @module
 */
import { fingerprint } from "./fingerprint.ts";
import { darkStyle } from "./scheme.ts";
import { IDENTIFIER } from "./svg.ts";

/** The document of a drawing, given as its text, in which {@linkcode IDENTIFIER} stands for its name. */
export function svgDocument(drawing: string): string {
  // Named after its content: stable, and different for different figures on one page.
  const identifier = `figure-${fingerprint(drawing)}`;
  const sharp = drawing.includes("<image") ? `#${identifier} image{image-rendering:pixelated}` : "";
  const style = `<style>${darkStyle(drawing, identifier)}${sharp}</style>`;
  // Behind title and description, with which every drawing begins.
  const at = drawing.indexOf(TOLD) + TOLD.length;
  return (drawing.slice(0, at) + style + drawing.slice(at)).replaceAll(IDENTIFIER, identifier);
}

const TOLD = "</desc>";
