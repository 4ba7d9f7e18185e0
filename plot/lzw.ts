/**
 * The compression of GIF files: runs of bytes that came before get a number of their own.
 *
 * @module
 */

/** Codes have at most this many bits. */
const MOST_BITS = 12;
/** A block holds at most this many bytes. */
const BLOCK = 255;

/** `bytes`, each below `2 ** bits`, compressed and cut into blocks, with the number of bits before them. */
export function compressLzw(bytes: Uint8Array, bits: number): Uint8Array {
  const clear = 1 << bits, end = clear + 1;
  // The code of a run that is one byte longer than another: found by the other's code and the byte, 0 for none.
  const longer = new Uint16Array(1 << (MOST_BITS + bits));
  const keys = new Uint32Array(1 << MOST_BITS), out = new BlockWriter(bits);
  let width = bits + 1, next = end + 1;
  out.write(clear, width);
  if (bytes.length === 0) return out.finish(end, width);
  let run = bytes[0];
  for (let i = 1; i < bytes.length; i++) {
    const key = run << bits | bytes[i], known = longer[key];
    if (known !== 0) {
      run = known;
      continue;
    }
    out.write(run, width);
    if (next < 1 << MOST_BITS) {
      // The reader learns codes one step later, so that a width lasts one code longer.
      if (next === 1 << width) width++;
      keys[next] = key;
      longer[key] = next++;
    } else {
      out.write(clear, width);
      // The table is far larger than what it holds.
      for (let code = end + 1; code < next; code++) longer[keys[code]] = 0;
      width = bits + 1;
      next = end + 1;
    }
    run = bytes[i];
  }
  out.write(run, width);
  if (next === 1 << width && width < MOST_BITS) width++;
  return out.finish(end, width);
}

/** Codes of any number of bits, lowest first, in blocks that say their length. */
class BlockWriter {
  #bytes = new Uint8Array(1024);
  // The first byte says how many bits a byte of the picture has, the second will say the length of the first block.
  #size = 2;
  #block = 1;
  #pending = 0;
  #count = 0;

  constructor(bits: number) {
    this.#bytes[0] = bits;
  }

  write(code: number, width: number): void {
    this.#pending |= code << this.#count;
    this.#count += width;
    for (; this.#count >= 8; this.#count -= 8, this.#pending >>>= 8) this.#push(this.#pending & 0xff);
  }

  finish(end: number, width: number): Uint8Array {
    this.write(end, width);
    if (this.#count > 0) this.#push(this.#pending & 0xff);
    this.#bytes[this.#block] = this.#size - this.#block - 1;
    const hasLast = this.#bytes[this.#block] > 0;
    const bytes = new Uint8Array(hasLast ? this.#size + 1 : this.#size);
    bytes.set(this.#bytes.subarray(0, this.#size));
    return bytes;
  }

  #push(byte: number): void {
    if (this.#size + 2 > this.#bytes.length) {
      const larger = new Uint8Array(2 * this.#bytes.length);
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    this.#bytes[this.#size++] = byte;
    if (this.#size - this.#block - 1 < BLOCK) return;
    this.#bytes[this.#block] = BLOCK;
    this.#block = this.#size++;
    this.#bytes[this.#block] = 0;
  }
}
