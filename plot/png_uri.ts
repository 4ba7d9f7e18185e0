/**
 * Pixels as a PNG file inside an address, for images in SVG.
 *
 * @module
 */
import { encode } from "fast-png";
import { toBase64 } from "./base64.ts";

/** The address of a picture: red, green, blue and opacity of each pixel in turn, row by row. */
export function pngUri(width: number, height: number, data: Uint8Array): string {
  return `data:image/png;base64,${
    toBase64(encode({ width, height, data, channels: 4, depth: 8 }, { zlib: { level: 9 } }))
  }`;
}
