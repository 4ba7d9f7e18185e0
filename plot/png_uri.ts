/**
 * Pixels as a PNG file inside an address, for images in SVG.
 *
 * Written here because packages that also read such files take longer to load than all else that figures need.
 *
 * @module
 */
import { zlibSync } from "fflate";
import { toBase64 } from "./base64.ts";

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Eight bits per channel, with opacity, nothing else out of the ordinary. */
const FORMAT = [8, 6, 0, 0, 0];

/** The address of a picture: red, green, blue and opacity of each pixel in turn, row by row. */
export function pngUri(width: number, height: number, pixels: Uint8Array): string {
  const size = new DataView(new ArrayBuffer(8));
  size.setUint32(0, width);
  size.setUint32(4, height);
  const rows = new Uint8Array(height * (1 + 4 * width));
  for (let row = 0; row < height; row++) {
    // Each row begins with 0: it is stored as it is.
    rows.set(pixels.subarray(4 * width * row, 4 * width * (row + 1)), row * (1 + 4 * width) + 1);
  }
  const header = [...new Uint8Array(size.buffer), ...FORMAT];
  const file = [
    Uint8Array.from(SIGNATURE),
    chunk("IHDR", Uint8Array.from(header)),
    chunk("IDAT", zlibSync(rows, { level: 9 })),
    chunk("IEND", new Uint8Array()),
  ];
  return `data:image/png;base64,${toBase64(joined(file))}`;
}

/** Length, name, content and checksum. */
function chunk(name: string, content: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(12 + content.length), view = new DataView(bytes.buffer);
  view.setUint32(0, content.length);
  for (let i = 0; i < 4; i++) bytes[4 + i] = name.charCodeAt(i);
  bytes.set(content, 8);
  view.setUint32(8 + content.length, checksum(bytes.subarray(4, 8 + content.length)));
  return bytes;
}

let table: Uint32Array | null = null;

/** CRC-32, by bytes. */
function checksum(bytes: Uint8Array): number {
  table ??= Uint32Array.from({ length: 256 }, (_, byte) => {
    let rest = byte;
    for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? 0xedb88320 ^ (rest >>> 1) : rest >>> 1;
    return rest;
  });
  let sum = 0xffffffff;
  for (const byte of bytes) sum = table[(sum ^ byte) & 0xff] ^ (sum >>> 8);
  return (sum ^ 0xffffffff) >>> 0;
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
