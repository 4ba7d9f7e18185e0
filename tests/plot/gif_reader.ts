/**
 * A plain reader of GIF files, to see whether the writer's say what they should.
 *
 * @module
 */
import { assertEquals } from "@std/assert";

/** What is seen while a frame is shown. */
export interface GifFrame {
  /** Hundredths of a second. */
  delay: number;
  /** Red, green and blue of each pixel of the whole picture, row by row. */
  pixels: Uint8Array;
}

/** Reads a GIF file with one table of colours for all frames. */
export function readGif(bytes: Uint8Array): { width: number; height: number; repeats: boolean; frames: GifFrame[] } {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  assertEquals(new TextDecoder().decode(bytes.subarray(0, 6)), "GIF89a");
  const [width, height] = [view.getUint16(6, true), view.getUint16(8, true)];
  const colors = 2 << (bytes[10] & 7), table = bytes.subarray(13, 13 + 3 * colors);
  let at = 13 + 3 * colors, delay = 0, transparent = -1, repeats = false;
  const screen = new Uint8Array(3 * width * height), frames: GifFrame[] = [];
  const blocks = () => {
    const data: number[] = [];
    for (let size = bytes[at++]; size > 0; size = bytes[at++]) {
      data.push(...bytes.subarray(at, at + size));
      at += size;
    }
    return data;
  };
  while (bytes[at] !== 0x3b) {
    if (bytes[at] === 0x21) {
      const kind = bytes[at + 1];
      at += 2;
      const data = blocks();
      if (kind === 0xf9) [delay, transparent] = [data[1] | data[2] << 8, data[0] & 1 ? data[3] : -1];
      if (kind === 0xff) repeats = true;
      continue;
    }
    assertEquals(bytes[at], 0x2c, "an image");
    const [x, y, w, h] = [1, 3, 5, 7].map((offset) => view.getUint16(at + offset, true)), bits = bytes[at + 10];
    at += 11;
    const indices = expandLzw(blocks(), bits);
    assertEquals(indices.length, w * h);
    indices.forEach((index, i) => {
      if (index === transparent) return;
      screen.set(table.subarray(3 * index, 3 * index + 3), 3 * ((y + Math.floor(i / w)) * width + x + i % w));
    });
    frames.push({ delay, pixels: screen.slice() });
  }
  assertEquals(at, bytes.length - 1);
  return { width, height, repeats, frames };
}

function expandLzw(data: readonly number[], bits: number): number[] {
  const clear = 1 << bits, out: number[] = [];
  let runs: number[][] = [], width = bits + 1, position = 0, last: number[] | null = null;
  const reset = () => {
    runs = Array.from({ length: clear + 2 }, (_, i) => i < clear ? [i] : []);
    [width, last] = [bits + 1, null];
  };
  reset();
  for (;;) {
    if (position + width > 8 * data.length) throw new Error(`the data end after ${out.length} bytes`);
    let code = 0;
    for (let k = 0; k < width; k++, position++) code |= (data[position >> 3] >> (position & 7) & 1) << k;
    if (code === clear) {
      reset();
      continue;
    }
    if (code === clear + 1) return out;
    const run: number[] = runs[code] ?? [...last!, last![0]];
    out.push(...run);
    if (last !== null && runs.length < 4096) runs.push([...last, run[0]]);
    if (runs.length === 1 << width && width < 12) width++;
    last = run;
  }
}
