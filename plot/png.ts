/**
 * From SVG to PNG, with the embedded font.
 *
 * The renderer is compiled on the first picture; importing this file costs nothing.
 *
 * @module
 */

/** The file inside the npm package; its folder is asked for at run time, so that no network is needed then. */
const WASM = "npm:@resvg/resvg-wasm@2.6.2/index_bg.wasm";

/** A picture as numbers. */
export interface Pixels {
  /** Columns. */
  readonly width: number;
  /** Rows. */
  readonly height: number;
  /** Red, green, blue and opacity of each pixel, row by row. */
  readonly data: Uint8Array;
}

/** What the renderer gives. */
interface Rendered {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
  asPng(): Uint8Array;
}

/** What is made of a picture before the renderer lets go of it. */
type Reading<T> = (image: Rendered) => T;
type Render = <T>(svg: string, read: Reading<T>) => T;

let renderer: Promise<Render> | null = null;

/** Renders `svg` at the size that it states, on white. */
export function renderPNG(svg: string): Promise<Uint8Array<ArrayBuffer>> {
  return render(svg, (image) => Uint8Array.from(image.asPng()));
}

/** {@linkcode renderPNG} as pixels. */
export function renderPixels(svg: string): Promise<Pixels> {
  return render(svg, (image) => ({
    width: image.width,
    height: image.height,
    data: Uint8Array.from(image.pixels),
  }));
}

async function render<T>(svg: string, read: Reading<T>): Promise<T> {
  renderer ??= openRenderer();
  return (await renderer)(svg, read);
}

async function openRenderer(): Promise<Render> {
  const [{ initWasm, Resvg }, { FONT_BASE64 }] = await Promise.all([
    import("@resvg/resvg-wasm"),
    import("./font.gen.ts"),
  ]);
  await initWasm(await Deno.readFile(new URL(import.meta.resolve(WASM))));
  const font = Uint8Array.from(atob(FONT_BASE64), (character) => character.charCodeAt(0));
  return (svg, read) => {
    const picture = new Resvg(svg, {
      background: "white",
      font: { fontBuffers: [font], defaultFontFamily: "DejaVu Sans", sansSerifFamily: "DejaVu Sans" },
    });
    const image = picture.render();
    try {
      return read(image);
    } finally {
      image.free();
      picture.free();
    }
  };
}
