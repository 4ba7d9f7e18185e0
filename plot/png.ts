/**
 * From SVG to PNG, with the embedded font.
 *
 * The renderer is compiled on the first picture; importing this file costs nothing.
 *
 * @module
 */

/** The file inside the npm package; its folder is asked for at run time, so that no network is needed then. */
const WASM = "npm:@resvg/resvg-wasm@2.6.2/index_bg.wasm";

type Render = (svg: string) => Uint8Array<ArrayBuffer>;

let renderer: Promise<Render> | null = null;

/** Renders `svg` at the size that it states, on white. */
export async function renderPNG(svg: string): Promise<Uint8Array<ArrayBuffer>> {
  renderer ??= openRenderer();
  return (await renderer)(svg);
}

async function openRenderer(): Promise<Render> {
  const [{ initWasm, Resvg }, { FONT_BASE64 }] = await Promise.all([
    import("@resvg/resvg-wasm"),
    import("./font.gen.ts"),
  ]);
  await initWasm(await Deno.readFile(new URL(import.meta.resolve(WASM))));
  const font = Uint8Array.from(atob(FONT_BASE64), (character) => character.charCodeAt(0));
  return (svg) => {
    const picture = new Resvg(svg, {
      background: "white",
      font: { fontBuffers: [font], defaultFontFamily: "DejaVu Sans", sansSerifFamily: "DejaVu Sans" },
    });
    const image = picture.render();
    const png = Uint8Array.from(image.asPng());
    image.free();
    picture.free();
    return png;
  };
}
