/**
 * Figures as HTML: a page of their own, and what happens under the pointer. No script: all is style and tooltips of SVG.
 *
 * @module
 */
import { escapeText } from "./svg.ts";

/** The style sheet that lights up what has a tooltip; nothing where there is none. */
export function hoverStyle(svg: string): string {
  const name = /\bid="([^"]*)"/.exec(svg)?.[1];
  // The figure's own title has a name, those of tooltips have none.
  if (name === undefined || svg.indexOf("<title>") < 0) return "";
  const rule = "stroke:currentColor;stroke-width:1.5;stroke-opacity:1;fill-opacity:1;cursor:crosshair";
  return `<style>#${name} :has(>title):hover{${rule}}</style>`;
}

/** A page that shows one figure in the middle, on the reader's light or dark background. */
export function pageOf(title: string, content: string): string {
  const style = "body{margin:2rem;color-scheme:light dark;display:grid;place-items:center}";
  return `<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>${escapeText(title)}</title>` +
    `<style>${style}</style></head><body>${content}</body></html>\n`;
}
