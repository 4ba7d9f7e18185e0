/**
 * Pictures as numbers.
 *
 * @module
 */
import { decode, type DecodedPng, hasPngSignature } from "fast-png";
import { describe } from "../tensor/describe.ts";
import { Tensor } from "../tensor/tensor.ts";

const ACTION = "read the image";
/** Weights of red, green and blue in thousandths, ITU-R BT.601; whole numbers, so that greys stay exactly what they are. */
const LUMA = [299, 587, 114];
/** Where the header has bits per sample and the interlace method. */
const DEPTH_BYTE = 24, INTERLACE_BYTE = 28;

/**
 * The grey values of a PNG file, from 0 for black to 1 for white.
 *
 * `sample / (2^bits − 1)` for grey images; `0.299 R + 0.587 G + 0.114 B` of such shares for coloured ones, the luma of
 * ITU-R BT.601 that Pillow's mode `"L"` has too, but not rounded. Samples are taken as stored: no gamma correction, no
 * colour profile, and transparency is ignored.
 *
 * Shape: `[height, width]`, row 0 at the top. Any bit depth, grey, coloured or with a palette, with or without alpha.
 *
 * Differentiable: the tensor is new data; set its `requiresGrad` to follow gradients back to pixels.
 *
 * Cost: linear in the number of pixels.
 *
 * @throws {TypeError} If no bytes are given.
 * @throws {RangeError} If the bytes are not those of a PNG file, are damaged or cut short, or are an interlaced image of
 * less than 8 bits per sample.
 *
 * @example A picture of two pixels
 * ```ts
 * import { imageToTensor } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * const file = "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAAAAADRSSBWAAAAC0lEQVR42mMw/g8AAWgBMx18IpMAAAAASUVORK5CYII=";
 * const bytes = Uint8Array.from(atob(file), (character) => character.charCodeAt(0)); // or Deno.readFileSync("x.png")
 * assertEquals(imageToTensor(bytes).toArray(), [[0.2, 1]]);
 * ```
 */
export function imageToTensor(pngBytes: Uint8Array | ArrayBuffer): Tensor {
  const image = decodeChecked(asBytes(pngBytes));
  return new Tensor(greys(image), [image.height, image.width]);
}

function asBytes(bytes: Uint8Array | ArrayBuffer): Uint8Array {
  if (bytes instanceof Uint8Array) return bytes;
  if (bytes instanceof ArrayBuffer) return new Uint8Array(bytes);
  throw new TypeError(
    `Cannot ${ACTION}: the bytes of a PNG file were expected, as a Uint8Array or an ArrayBuffer, but ${
      describe(bytes)
    } was found`,
  );
}

function decodeChecked(bytes: Uint8Array): DecodedPng {
  if (!hasPngSignature(bytes)) {
    const start = Array.from(bytes.subarray(0, 4), (byte) => byte.toString(16).padStart(2, "0")).join(" ");
    throw new RangeError(
      `Cannot ${ACTION}: a PNG file, which begins with the bytes 89 50 4e 47, was expected, but ${
        start === "" ? "there are no bytes" : `the first bytes are ${start}`
      }`,
    );
  }
  // The decoder reads such rows as if every sample filled a byte.
  if (bytes[INTERLACE_BYTE] === 1 && bytes[DEPTH_BYTE] < 8) {
    throw new RangeError(
      `Cannot ${ACTION}: 8 or 16 bits per sample were expected of an interlaced PNG file, but it has ${
        bytes[DEPTH_BYTE]
      }; save it without interlacing`,
    );
  }
  let image: DecodedPng;
  try {
    image = decode(bytes, { checkCrc: true });
  } catch (cause) {
    throw new RangeError(
      `Cannot ${ACTION}: a complete PNG file was expected, but it is damaged or cut short: ${(cause as Error).message}`,
      { cause },
    );
  }
  if (image.width < 1 || image.height < 1) {
    throw new RangeError(
      `Cannot ${ACTION}: at least one pixel was expected, but the image is ${image.width} × ${image.height}`,
    );
  }
  return image;
}

/** The grey values, row by row. */
function greys(image: DecodedPng): Float64Array {
  const { width, height, channels, depth } = image;
  const sample = sampleReader(image), values = new Float64Array(width * height);
  const palette = channels === 1 && image.palette !== undefined ? paletteGreys(image.palette) : null;
  const white = 2 ** depth - 1, [red, green, blue] = LUMA;
  for (let row = 0, k = 0; row < height; row++) {
    for (let column = 0; column < width; column++, k++) {
      const at = column * channels, first = sample(row, at);
      if (palette !== null) values[k] = paletteGrey(palette, first);
      else if (channels < 3) values[k] = first / white;
      else values[k] = (red * first + green * sample(row, at + 1) + blue * sample(row, at + 2)) / (1000 * white);
    }
  }
  return values;
}

/** Reads the sample at a place of a row; rows of narrow samples are packed into bytes from the highest bits on. */
function sampleReader({ data, width, channels, depth }: DecodedPng): (row: number, place: number) => number {
  if (depth >= 8) return (row, place) => data[row * width * channels + place];
  const rowBytes = Math.ceil(width * channels * depth / 8), perByte = 8 / depth, mask = 2 ** depth - 1;
  return (row, place) => {
    const byte = data[row * rowBytes + Math.floor(place / perByte)];
    return (byte >> (8 - depth * (place % perByte + 1))) & mask;
  };
}

function paletteGreys(palette: readonly (readonly number[])[]): Float64Array {
  return Float64Array.from(palette, (color) => LUMA.reduce((sum, weight, c) => sum + weight * color[c], 0) / 255000);
}

function paletteGrey(palette: Float64Array, index: number): number {
  if (index < palette.length) return palette[index];
  throw new RangeError(
    `Cannot ${ACTION}: indices below the palette's ${palette.length} colours were expected, but one is ${index}`,
  );
}
