/**
 * Few colours in place of many: those that are there where they are few, else the middles of equally common ones.
 *
 * @module
 */

/** Colours of pictures, and which is closest to a pixel. */
export interface Palette {
  /** Red, green and blue in turn. */
  readonly table: Uint8Array;
  /** The number of the colour of each pixel, given as red, green, blue and opacity in turn. */
  indicesOf(pixels: Uint8Array): Uint8Array;
}

/** Bits of a channel by which colours are told apart where they are many. */
const BITS = 5;
const DROPPED = 8 - BITS;

/** How often a colour occurs. */
interface Common {
  readonly color: number;
  readonly count: number;
}

/** At most `most` colours for all of `pictures`, pixels of four bytes each. */
export function paletteOf(pictures: readonly Uint8Array[], most: number): Palette {
  const exact = exactColors(pictures, most);
  return exact === null ? roughPalette(pictures, most) : exactPalette(exact);
}

/** All colours, or `null` where there are more than `most`. */
function exactColors(pictures: readonly Uint8Array[], most: number): number[] | null {
  const seen = new Set<number>();
  for (const data of pictures) {
    eachRun(data, (color) => seen.size <= most && seen.add(color));
    if (seen.size > most) return null;
  }
  return [...seen];
}

function exactPalette(colors: readonly number[]): Palette {
  const indices = new Map(colors.map((color, i) => [color, i]));
  return { table: tableOf(colors), indicesOf: (pixels) => byColor(pixels, (color) => indices.get(color)!) };
}

function roughPalette(pictures: readonly Uint8Array[], most: number): Palette {
  const counts = new Uint32Array(1 << 3 * BITS);
  for (const data of pictures) eachRun(data, (color, start, end) => counts[cellOf(color)] += end - start);
  const common: Common[] = [];
  counts.forEach((count, cell) => count > 0 && common.push({ color: middleOf(cell), count }));
  const colors = medianCut(common, most), nearest = new Int16Array(counts.length).fill(-1);
  return {
    table: tableOf(colors),
    indicesOf: (pixels) =>
      byColor(pixels, (color) => {
        const cell = cellOf(color);
        if (nearest[cell] < 0) nearest[cell] = nearestTo(middleOf(cell), colors);
        return nearest[cell];
      }),
  };
}

function byColor(pixels: Uint8Array, indexOf: (color: number) => number): Uint8Array {
  const indices = new Uint8Array(pixels.length / 4);
  eachRun(pixels, (color, start, end) => indices.fill(indexOf(color), start, end));
  return indices;
}

/** Calls `visit` for each run of equal pixels: their colour, the first of them and the one behind the last. */
function eachRun(pixels: Uint8Array, visit: (color: number, start: number, end: number) => void): void {
  // Four bytes at once, whatever their order.
  const aligned = pixels.byteOffset % 4 === 0 ? pixels : pixels.slice();
  const words = new Uint32Array(aligned.buffer, aligned.byteOffset, pixels.length / 4);
  for (let start = 0, end; start < words.length; start = end) {
    const word = words[start], at = 4 * start;
    for (end = start + 1; words[end] === word;) end++;
    visit(pixels[at] << 16 | pixels[at + 1] << 8 | pixels[at + 2], start, end);
  }
}

/** Cuts the box with most of its pixels far from its middle in two, until there are `most` boxes [Heckbert82]. */
function medianCut(colors: readonly Common[], most: number): number[] {
  const boxes: Common[][] = [[...colors]];
  while (boxes.length < most) {
    const weights = boxes.map((box) => box.length < 2 ? -1 : spreadOf(box).range * Math.sqrt(total(box)));
    const widest = weights.indexOf(Math.max(...weights));
    if (weights[widest] < 0) break;
    const box = boxes[widest], { shift } = spreadOf(box);
    box.sort((a, b) => (a.color >> shift & 0xff) - (b.color >> shift & 0xff));
    const half = total(box) / 2;
    let cut = 0, sum = 0;
    while (cut < box.length - 1 && sum < half) sum += box[cut++].count;
    boxes[widest] = box.slice(0, cut);
    boxes.push(box.slice(cut));
  }
  return boxes.map(meanOf);
}

/** The channel in which colours differ most, by its bit, and how much they do. */
function spreadOf(box: readonly Common[]): { shift: number; range: number } {
  const ranges = [16, 8, 0].map((shift) => {
    const channel = box.map(({ color }) => color >> shift & 0xff);
    return { shift, range: Math.max(...channel) - Math.min(...channel) };
  });
  return ranges.reduce((widest, one) => one.range > widest.range ? one : widest);
}

function total(box: readonly Common[]): number {
  return box.reduce((sum, { count }) => sum + count, 0);
}

function meanOf(box: readonly Common[]): number {
  const all = total(box);
  const channel = (shift: number) =>
    Math.round(box.reduce((sum, { color, count }) => sum + (color >> shift & 0xff) * count, 0) / all) << shift;
  return channel(16) | channel(8) | channel(0);
}

function nearestTo(color: number, colors: readonly number[]): number {
  let best = 0, least = Infinity;
  colors.forEach((other, i) => {
    const distance = [16, 8, 0].reduce((sum, s) => sum + ((color >> s & 0xff) - (other >> s & 0xff)) ** 2, 0);
    if (distance < least) [best, least] = [i, distance];
  });
  return best;
}

function cellOf(color: number): number {
  const channel = (shift: number) => (color >> shift & 0xff) >> DROPPED;
  return channel(16) << 2 * BITS | channel(8) << BITS | channel(0);
}

/** The colour in the middle of a cell; white and black stay what they are. */
function middleOf(cell: number): number {
  const mask = (1 << BITS) - 1;
  const channel = (level: number) => Math.round(level * 255 / mask);
  return channel(cell >> 2 * BITS) << 16 | channel(cell >> BITS & mask) << 8 | channel(cell & mask);
}

function tableOf(colors: readonly number[]): Uint8Array {
  return Uint8Array.from(colors.flatMap((color) => [color >> 16, color >> 8 & 0xff, color & 0xff]));
}
