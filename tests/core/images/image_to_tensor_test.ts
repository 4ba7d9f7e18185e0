/**
 * Grey values of PNG files: by other writers, by hand, and by the library's own encoder; and what is refused.
 *
 * @module
 */
import { assert, assertEquals, assertThrows } from "@std/assert";
import { encode, type ImageData, type PngEncoderOptions } from "fast-png";
import { imageToTensor } from "../../../mod.ts";
import goldens from "../../goldens/png.json" with { type: "json" };

/** A file that is complete but has no column; the encoder refuses to write one. */
const NO_COLUMN = "iVBORw0KGgoAAAANSUhEUgAAAAAAAAABCAAAAADVvPBrAAAACUlEQVR42mMAAAABAAGxDbaTAAAAAElFTkSuQmCC";

const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));

for (const { name, file, values } of goldens) {
  Deno.test(`imageToTensor() gives the samples that were written: ${name}`, () => {
    assertEquals(imageToTensor(bytesOf(file)).toArray(), values);
  });
}

function encoded(image: Partial<ImageData>, options?: PngEncoderOptions): Uint8Array {
  return encode({ width: 2, height: 1, depth: 8, channels: 1, data: Uint8Array.of(0, 255), ...image }, options);
}

Deno.test("imageToTensor() weighs red, green and blue as ITU-R BT.601 does, row 0 at the top", () => {
  const data = Uint8Array.of(255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255, 0, 0, 0, 51, 51, 51);
  const image = imageToTensor(encoded({ height: 3, channels: 3, data }));
  assertEquals(image.toArray(), [[0.299, 0.587], [0.114, 1], [0, 0.2]]);
});

Deno.test("imageToTensor() gives coloured greys the value of grey ones, to the last bit", () => {
  const levels = Uint8Array.from({ length: 256 }, (_, i) => i);
  const colored = Uint8Array.from({ length: 768 }, (_, i) => Math.floor(i / 3));
  const grey = imageToTensor(encoded({ width: 256, data: levels }));
  assertEquals(imageToTensor(encoded({ width: 256, channels: 3, data: colored })).data, grey.data);
  assertEquals(grey.data[51], 0.2);
});

Deno.test("imageToTensor() ignores transparency", () => {
  const image = encoded({ channels: 4, data: Uint8Array.of(255, 255, 255, 0, 0, 0, 0, 0) });
  assertEquals(imageToTensor(image).toArray(), [[1, 0]]);
});

Deno.test("imageToTensor() keeps 16 bits", () => {
  const image = encoded({ depth: 16, data: Uint16Array.of(1, 65534) });
  assertEquals(imageToTensor(image).toArray(), [[1 / 65535, 65534 / 65535]]);
});

Deno.test("imageToTensor() reads views into larger buffers, whole buffers, and leaves them as they were", () => {
  const file = encoded({}), padded = new Uint8Array(file.length + 12);
  padded.set(file, 5);
  const before = padded.slice();
  assertEquals(imageToTensor(padded.subarray(5, 5 + file.length)).toArray(), [[0, 1]]);
  assertEquals(imageToTensor(file.slice().buffer).toArray(), [[0, 1]]);
  assertEquals(padded, before);
});

Deno.test("imageToTensor() gives a tensor of its own that gradients may flow to", () => {
  const image = imageToTensor(encoded({}));
  image.requiresGrad = true;
  image.square().sum().backward();
  assertEquals(image.grad!.toArray(), [[0, 2]]);
});

Deno.test("imageToTensor() refuses what is no PNG file", () => {
  const expected = "Cannot read the image: a PNG file, which begins with the bytes 89 50 4e 47, was expected, but ";
  assertThrows(() => imageToTensor(new Uint8Array()), RangeError, `${expected}there are no bytes`);
  const jpeg = Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46);
  assertThrows(() => imageToTensor(jpeg), RangeError, `${expected}the first bytes are ff d8 ff e0`);
});

Deno.test("imageToTensor() refuses what are no bytes", () => {
  const expected =
    "Cannot read the image: the bytes of a PNG file were expected, as a Uint8Array or an ArrayBuffer, but ";
  for (
    const [given, found] of [["x.png", "a string"], [[137, 80], "an array"], [undefined, "undefined"], [
      new Float64Array(9),
      "an object of class Float64Array",
    ]]
  ) {
    // deno-lint-ignore no-explicit-any
    assertThrows(() => imageToTensor(given as any), TypeError, `${expected}${found} was found`);
  }
});

Deno.test("imageToTensor() refuses a file cut short anywhere, and one with any byte of its pixels changed", () => {
  const file = bytesOf(goldens.find(({ name }) => name === "pillow RGB")!.file);
  const expected = "Cannot read the image: a complete PNG file was expected, but it is damaged or cut short: ";
  for (let length = 8; length < file.length; length++) {
    assertThrows(() => imageToTensor(file.subarray(0, length)), RangeError, expected);
  }
  for (let i = 8; i < file.length; i++) {
    const changed = file.slice();
    changed[i] ^= 0x10;
    assertThrows(() => imageToTensor(changed), RangeError, "Cannot read the image: ");
  }
});

Deno.test("imageToTensor() refuses an image without pixels and a palette that is too short", () => {
  assertThrows(
    () => imageToTensor(bytesOf(NO_COLUMN)),
    RangeError,
    "Cannot read the image: at least one pixel was expected, but the image is 0 × 1",
  );
  assertThrows(
    () => imageToTensor(encoded({ palette: [[0, 0, 0], [9, 9, 9]], data: Uint8Array.of(1, 2) })),
    RangeError,
    "Cannot read the image: indices below the palette's 2 colours were expected, but one is 2",
  );
});

Deno.test("imageToTensor() refuses interlaced images of few bits, which the decoder would misread", () => {
  const file = encoded({ depth: 1, width: 8, data: Uint8Array.of(0b10101010) });
  const interlaced = file.slice();
  interlaced[28] = 1;
  assertEquals(imageToTensor(file).toArray(), [[1, 0, 1, 0, 1, 0, 1, 0]]);
  assertThrows(
    () => imageToTensor(interlaced),
    RangeError,
    "Cannot read the image: 8 or 16 bits per sample were expected of an interlaced PNG file, but it has 1; save it",
  );
  assert(imageToTensor(encoded({}, { interlace: "Adam7" })).data.every((value, i) => value === i));
});
