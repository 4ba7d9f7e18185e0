/**
 * GIF files of several pictures: one palette for all, and of each picture only what differs from the one before.
 *
 * @module
 */
import { compressLzw } from "./lzw.ts";
import { type Palette, paletteOf } from "./palette.ts";
import type { Pixels } from "./png.ts";

/** How long pictures are shown. */
export interface GifTempo {
  /** Milliseconds per picture. */
  readonly interval: number;
  /** Whether the first follows the last. */
  readonly repeat: boolean;
}

/** The rectangle of a picture that is written, in pixels. */
interface Window {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The last colour of the palette stands for what stays as it was. */
const UNCHANGED = 255;

/** The file, version 89a, of opaque pictures of one size. */
export function encodeGif(pictures: readonly Pixels[], tempo: GifTempo): Uint8Array<ArrayBuffer> {
  const [{ width, height }] = pictures, palette = paletteOf(pictures.map(({ data }) => data), UNCHANGED);
  const parts: Uint8Array[] = [header(width, height, palette)];
  if (tempo.repeat) parts.push(Uint8Array.of(0x21, 0xff, 11, ...ascii("NETSCAPE2.0"), 3, 1, 0, 0, 0));
  // Browsers take less than two hundredths of a second for a mistake.
  const delay = Math.max(2, Math.round(tempo.interval / 10));
  let before: Uint8Array | null = null;
  for (const { data } of pictures) {
    const colors = palette.indicesOf(data);
    parts.push(...frameOf(colors, before, width, height, delay));
    before = colors;
  }
  parts.push(Uint8Array.of(0x3b));
  return joined(parts);
}

function header(width: number, height: number, { table }: Palette): Uint8Array {
  // 256 colours for all pictures, eight bits each.
  const screen = [...ascii("GIF89a"), ...word(width), ...word(height), 0xf7, 0, 0];
  const colors = new Uint8Array(3 * 256);
  colors.set(table.subarray(0, colors.length));
  return joined([Uint8Array.from(screen), colors]);
}

function frameOf(
  colors: Uint8Array,
  before: Uint8Array | null,
  width: number,
  height: number,
  delay: number,
): Uint8Array[] {
  const window = before === null ? { x: 0, y: 0, width, height } : changed(colors, before, width, height);
  const cut = new Uint8Array(window.width * window.height);
  for (let row = 0, at = 0; row < window.height; row++) {
    for (let i = (window.y + row) * width + window.x, end = i + window.width; i < end; i++) {
      cut[at++] = before !== null && colors[i] === before[i] ? UNCHANGED : colors[i];
    }
  }
  // What is drawn stays; the last colour is transparent.
  const control = [0x21, 0xf9, 4, 0x05, ...word(delay), UNCHANGED, 0];
  const place = [0x2c, ...word(window.x), ...word(window.y), ...word(window.width), ...word(window.height), 0];
  return [Uint8Array.from([...control, ...place]), compressLzw(cut, 8)];
}

/** The smallest window around all that changed, at least one pixel. */
function changed(colors: Uint8Array, before: Uint8Array, width: number, height: number): Window {
  let left = width, right = -1, top = height, bottom = -1;
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      if (colors[i] === before[i]) continue;
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < top) top = y;
      bottom = y;
    }
  }
  if (right < 0) return { x: 0, y: 0, width: 1, height: 1 };
  return { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}

function word(value: number): [number, number] {
  return [value & 0xff, value >> 8];
}

function ascii(text: string): number[] {
  return [...text].map((character) => character.charCodeAt(0));
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
