/**
 * Figures as text and files: snapshots, well-formed XML, PNG, notebooks.
 *
 * @module
 */
import { assert, assertEquals, assertRejects, assertThrows } from "@std/assert";
import { Figure, plotDiagram, subplots } from "../../mod.ts";
import { FIGURES } from "./figures.ts";
import { descendants, elements, parseXml } from "./xml.ts";

for (const [name, make] of Object.entries(FIGURES)) {
  Deno.test(`toSVG() draws the figure "${name}" as the snapshot has it`, async (t) => {
    await t.assertSnapshot(make().toSVG());
  });

  Deno.test(`toSVG() of "${name}" is well-formed, has at most three decimals and no NaN`, () => {
    const svg = make().toSVG();
    const root = parseXml(svg);
    assertEquals(root.attributes.role, "img");
    assert(!/NaN|Infinity|undefined/.test(svg.replace(/<(title|desc)[^>]*>[^<]*/g, "")));
    for (const element of descendants(root)) {
      for (const value of Object.values(element.attributes)) assert(!/\d\.\d{4,}/.test(value), value);
    }
  });

  Deno.test(`toSVG() of "${name}" is the same text every time`, () => {
    assertEquals(make().toSVG(), make().toSVG());
  });
}

Deno.test("toSVG() names figures apart when they differ, and refers only to its own names", () => {
  const [a, b] = [FIGURES.clouds(), FIGURES.diagrams()].map((figure) => figure.toSVG());
  const ids = (svg: string) => elements(parseXml(svg), "clipPath").map(({ attributes }) => attributes.id);
  assert(!ids(a).some((id) => ids(b).includes(id)));
  for (const [, id] of a.matchAll(/url\(#([^)]*)\)/g)) assert(ids(a).includes(id));
});

Deno.test("toSVG() escapes markup and replaces characters that XML forbids", () => {
  const [figure, ax] = subplots();
  ax.setTitle('</text><script>alert("&")</script>\u0000\u0001\ud800').setXlabel("😀");
  ax.scatter([1], [1], { label: "<b>", tooltips: ["<i>&"] }).legend();
  const texts = descendants(parseXml(figure.toSVG())).map(({ text }) => text);
  assert(texts.includes('</text><script>alert("&")</script>\ufffd\ufffd\ufffd'));
  for (const text of ["😀", "<b>", "<i>&"]) assert(texts.includes(text), text);
});

Deno.test("toSVG() turns greys round where the reader prefers dark, and keeps colours", () => {
  const [figure, ax] = subplots();
  ax.scatter([1], [1], { color: "tab:red" }).scatter([1], [2], { color: "0.25" });
  const style = elements(parseXml(figure.toSVG()), "style")[0].text;
  assert(style.startsWith("@media (prefers-color-scheme:dark)"));
  assert(style.includes('[fill="#404040"]{fill:#b2b2b2}'));
  assert(!style.includes("d62728"));
});

Deno.test("toSVG() describes the data to those who cannot see it", () => {
  const [figure, ax] = subplots();
  ax.scatter([0, 1, NaN], [0, 1, 2], { label: "cloud" }).setTitle("Points").setXlabel("birth");
  const root = parseXml(figure.toSVG());
  assertEquals(elements(root, "title")[0].text, "Figure: Points");
  const text = elements(root, "desc")[0].text;
  assertEquals(
    text,
    'Points: birth from −0.05 to 1.05, y from −0.05 to 1.05; 2 points (1 not finite, left out) "cloud".',
  );
});

Deno.test("toSVG() gives each point of a diagram its tooltip", () => {
  const svg = plotDiagram({ 1: [[0.25, 1.5]] }).figure.toSVG();
  assertEquals(elements(parseXml(svg), "title")[1].text, "H1: birth 0.25000, death 1.5000, persistence 1.2500");
});

Deno.test("toHTML() holds the SVG", () => {
  const [figure] = subplots();
  assert(figure.toHTML().includes(figure.toSVG()));
});

Deno.test("toPNG() gives a picture of figsize times dpi pixels, white at the corner", async () => {
  const [figure, ax] = subplots(1, 1, { figsize: [3, 2], dpi: 100 });
  ax.scatter([0, 1], [0, 1]);
  const png = await decodePng(await figure.toPNG());
  assertEquals([png.width, png.height], [300, 200]);
  assertEquals([...png.pixels.subarray(0, 4)], [255, 255, 255, 255]);
  const inked = png.pixels.filter((value, i) => i % 4 === 0 && value < 128).length;
  assert(inked > 500, `only ${inked} dark pixels`);
});

Deno.test("toPNG() draws text with the embedded font", async () => {
  const dark = async (label: string) => {
    const [figure, ax] = subplots(1, 1, { figsize: [3, 2] });
    ax.axis("off").setTitle(label);
    return (await decodePng(await figure.toPNG())).pixels.filter((value, i) => i % 4 === 0 && value < 128).length;
  };
  assertEquals(await dark(""), 0);
  const [latin, greek] = [await dark("mmmm"), await dark("μ∞→∇")];
  assert(latin > 100 && greek > 50, `${latin} and ${greek} dark pixels`);
});

Deno.test("save() writes SVG and PNG, and refuses other endings", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const [figure] = subplots();
    await figure.save(`${folder}/a.svg`);
    await figure.save(`${folder}/a.PNG`);
    assertEquals(await Deno.readTextFile(`${folder}/a.svg`), figure.toSVG());
    assertEquals((await Deno.readFile(`${folder}/a.PNG`)).slice(1, 4), new TextEncoder().encode("PNG"));
    await assertRejects(
      () => figure.save(`${folder}/a.pdf`),
      RangeError,
      'Cannot save the figure: the path must end in ".svg", ".png" or ".html", but is',
    );
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("toPNG() and save() draw at any resolution, and refuse what is none", async () => {
  const [figure, ax] = subplots(1, 1, { figsize: [2, 1.5] });
  ax.scatter([0, 1], [0, 1]);
  const sizes = await Promise.all([undefined, 50, 300].map(async (dpi) => {
    const { width, height } = await decodePng(await figure.toPNG(dpi === undefined ? {} : { dpi }));
    return [width, height];
  }));
  assertEquals(sizes, [[240, 180], [100, 75], [600, 450]]);
  await assertRejects(
    () => figure.toPNG({ dpi: 0 }),
    RangeError,
    "Cannot draw the PNG: dpi must be positive, but is 0",
  );
  await assertRejects(() => figure.save("a.svg", { size: 3 } as never), TypeError, "options must be among dpi");
});

Deno.test("save() writes a page of HTML, where what has a tooltip lights up under the pointer", async () => {
  const path = await Deno.makeTempFile({ suffix: ".html" });
  try {
    const { figure } = plotDiagram({ 1: [[0.25, 1.5]] }, { title: "a < b" });
    await figure.save(path);
    const page = await Deno.readTextFile(path), name = /<svg [^>]*id="([^"]*)"/.exec(page)![1];
    assert(page.startsWith("<!doctype html>") && page.includes("<title>Figure: a &lt; b</title>"));
    assert(page.includes(`#${name} :has(>title):hover{`) && page.includes("H1: birth 0.25000"));
    assert(!subplots()[0].toHTML().includes(":hover"));
  } finally {
    await Deno.remove(path);
  }
});

Deno.test("A figure and its axes show themselves in a notebook in four formats", async () => {
  const [figure, ax] = subplots();
  const show = Symbol.for("Jupyter.display");
  for (const shown of [figure, ax]) {
    const bundle = await (shown as unknown as Record<symbol, () => Promise<Record<string, string>>>)[show]();
    assertEquals(Object.keys(bundle), ["text/html", "image/svg+xml", "image/png", "text/plain"]);
    assertEquals(bundle["image/svg+xml"], figure.toSVG());
    assertEquals(atob(bundle["image/png"]).slice(1, 4), "PNG");
    assertEquals(bundle["text/plain"], "Figure");
  }
});

Deno.test("subplots() gives one axes, a list, or rows of axes", () => {
  assert(subplots()[1].figure instanceof Figure);
  assertEquals(subplots(1, 3)[1].length, 3);
  assertEquals(subplots(3, 1)[1].length, 3);
  assertEquals(subplots(2, 3)[1].map((row) => row.length), [3, 3]);
  const [figure, rows] = subplots(2, 3);
  assertEquals(rows.flat(), [...figure.axes]);
});

Deno.test("subplots() refuses sizes that are not positive", () => {
  const bad: [() => unknown, string][] = [
    [() => subplots(1, 1, { figsize: [5, 0] }), "Cannot make the figure: figsize must be positive, but is 0"],
    [() => subplots(1, 1, { figsize: [NaN, 1] }), "Cannot make the figure: figsize must be finite, but is NaN"],
    [() => subplots(1, 1, { dpi: -1 }), "Cannot make the figure: dpi must be positive, but is -1"],
    [() => subplots(0, 1), "Cannot make the figure: rows must be a positive integer, but is 0"],
    [() => subplots(1, 1.5), "Cannot make the figure: columns must be a positive integer, but is 1.5"],
  ];
  for (const [call, message] of bad) assertThrows(call, RangeError, message);
  // @ts-expect-error notebooks are not type-checked
  assertThrows(() => subplots(1, 1, { figsize: 5 }), TypeError, "figsize must be [width, height] in inches, but is 5");
  // @ts-expect-error notebooks are not type-checked
  assertThrows(() => subplots(1, 1, { sharex: "rows" }), TypeError, 'sharex must be true, false, "row" or "col"');
  assertThrows(() => subplots(1, 2, { widthRatios: [1] }), TypeError, "widthRatios must be 2 numbers, but is [1]");
  assertThrows(() => subplots(2, 1, { heightRatios: [1, 0] }), RangeError, "heightRatios must be positive, but is 0");
  // @ts-expect-error notebooks are not type-checked
  assertThrows(() => subplots(1, 1, { figSize: [5, 5] }), TypeError, 'but one is "figSize"');
});

async function decodePng(bytes: Uint8Array): Promise<{ width: number; height: number; pixels: Uint8Array }> {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  assertEquals(view.getUint32(0), 0x89504e47);
  const [width, height, kind] = [view.getUint32(16), view.getUint32(20), view.getUint16(24)];
  assertEquals(kind, 0x0806, "8 bits, RGBA");
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for (let at = 8; at < bytes.length; at += 12 + view.getUint32(at)) {
    if (view.getUint32(at + 4) === 0x49444154) {
      parts.push(Uint8Array.from(bytes.subarray(at + 8, at + 8 + view.getUint32(at))));
    }
  }
  const stream = new Blob(parts).stream().pipeThrough(new DecompressionStream("deflate"));
  const raw = new Uint8Array(await new Response(stream).arrayBuffer());
  const stride = 4 * width, pixels = new Uint8Array(stride * height);
  for (let row = 0; row < height; row++) {
    const filter = raw[row * (stride + 1)];
    for (let i = 0; i < stride; i++) {
      const at = row * stride + i;
      const [left, up] = [i < 4 ? 0 : pixels[at - 4], row === 0 ? 0 : pixels[at - stride]];
      const corner = i < 4 || row === 0 ? 0 : pixels[at - stride - 4];
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter];
      pixels[at] = raw[row * (stride + 1) + 1 + i] + guess;
    }
  }
  return { width, height, pixels };
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [a, b, c] = [left, up, corner].map((value) => Math.abs(guess - value));
  return a <= b && a <= c ? left : b <= c ? up : corner;
}
