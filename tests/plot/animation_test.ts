/**
 * Figures that move: SVG that is written once where frames agree, GIF files that read back to the frames, and bad calls.
 *
 * @module
 */
import { assert, assertEquals, assertMatch, assertRejects, assertThrows } from "@std/assert";
import { animate, type Figure, type ScatterOptions, subplots } from "../../mod.ts";
import { encodeGif } from "../../plot/gif.ts";
import { readGif } from "./gif_reader.ts";
import { elements, parseXml } from "./xml.ts";

/** Figures with one point each, the next a little further to the right. */
function* frames(count: number): Generator<Figure> {
  for (let k = 0; k < count; k++) {
    const [figure, ax] = subplots(1, 1, { figsize: [2, 1.5], dpi: 60 });
    ax.scatter([k], [0], { color: "tab:red" }).plot([0, count], [1, 1], { color: "C0" }).setXlim(-1, count).setYlim(
      -2,
      2,
    );
    yield figure;
  }
}

function groups(svg: string) {
  return elements(parseXml(svg), "g").filter(({ attributes }) => attributes.class?.startsWith("frame"));
}

Deno.test("animate() writes what frames share once, and what differs once per frame, the first of them visible", () => {
  const film = animate(frames(4), { interval: 50 });
  assertEquals([film.length, film.interval, film.repeat], [4, 50, true]);
  const svg = film.toSVG();
  assertEquals(groups(svg).map(({ attributes }) => attributes.visibility), [undefined, "hidden", "hidden", "hidden"]);
  assertEquals(groups(svg).map(({ attributes }) => attributes.style ?? ""), [
    "",
    "animation-delay:50ms",
    "animation-delay:100ms",
    "animation-delay:150ms",
  ]);
  assertEquals(svg.match(/stroke="#1f77b4"/g)!.length, 1);
  assertEquals(svg.match(/<circle/g)!.length, 4);
  assert(svg.includes("step-end infinite") && svg.includes("200ms"));
  assertEquals(svg, animate(frames(4), { interval: 50 }).toSVG());
});

Deno.test("animate() writes a cloud of equal opaque discs as a path for each colour, and anything else as it is", () => {
  const row = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
  const film = (options: ScatterOptions) =>
    animate([0, 1].map((y) => {
      const [figure, ax] = subplots();
      ax.setXlim(-1, 10).setYlim(-1, 2).scatter(row, row.map(() => y), options);
      return figure;
    })).toSVG();
  const discs = film({ color: "tab:red", s: 36 });
  assertEquals(discs.includes("<circle"), false);
  assert(discs.includes('<g stroke-width="7" stroke-linecap="round">'));
  const paths = groups(discs).flatMap((frame) => elements(frame, "path"));
  assertEquals(paths.map(({ attributes }) => attributes.stroke), ["#d62728", "#d62728"]);
  for (const { attributes } of paths) assertMatch(attributes.d!, /^(M[\d.]+,[\d.]+h0){10}$/);
  const coloured = film({ c: row.map((i) => i < 4 ? 0 : 1) });
  assertEquals(coloured.match(/(M[\d.]+,[\d.]+h0)+/g)!.map((d) => d.split("M").length - 1), [4, 4, 6, 6]);
  for (const options of [{ alpha: 0.5 }, { edgecolor: "black" }, { s: row }, { marker: "s" } as const]) {
    assertEquals(film({ color: "tab:red", ...options }).includes("h0"), false);
  }
});

Deno.test("animate() keeps frames apart whose axes stand elsewhere or hold more", () => {
  function* growing() {
    for (let k = 0; k < 3; k++) {
      const [figure, ax] = subplots();
      ax.setTitle("same").plot([0, 1], [0, 1], { color: "k" });
      if (k > 0) ax.setYlabel("label\n".repeat(3)).scatter([k], [k]);
      yield ax;
      assert(figure !== undefined);
    }
  }
  const svg = animate(growing()).toSVG(), root = parseXml(svg);
  const names = elements(root, "clipPath").map(({ attributes }) => attributes.id);
  for (const [, name] of svg.matchAll(/url\(#([^)]*)\)/g)) assert(names.includes(name), name);
  assert(groups(svg).length >= 3);
});

Deno.test("animate() draws each frame of a generator when its turn comes", () => {
  function* growing() {
    const [figure, ax] = subplots();
    for (let k = 0; k < 3; k++) yield (ax.scatter([k], [k], { color: "tab:red" }), figure);
  }
  assertEquals(animate(growing()).toSVG().match(/<circle/g)!.length >= 3, true);
});

Deno.test("animate() with repeat: false stays at the last frame", () => {
  const svg = animate(frames(3), { repeat: false }).toSVG();
  assert(svg.includes("step-end 1 forwards") && svg.includes(".last{"));
});

Deno.test("toGIF() holds every frame, its time, and the colours of the PNG", async () => {
  const film = animate(frames(5), { interval: 80 });
  const gif = readGif(await film.toGIF());
  assertEquals([gif.width, gif.height, gif.frames.length, gif.repeats], [120, 90, 5, true]);
  assertEquals(gif.frames.map(({ delay }) => delay), [8, 8, 8, 8, 8]);
  const red = gif.frames.map(({ pixels }) => reddest(pixels, 120));
  assert(red.every((x, k) => k === 0 || x > red[k - 1]), `the point runs through ${red}`);
  const large = readGif(await film.toGIF({ dpi: 120 }));
  assertEquals([large.width, large.height], [240, 180]);
});

function reddest(pixels: Uint8Array, width: number): number {
  let best = -1, at = 0;
  for (let i = 0; i < pixels.length; i += 3) {
    const red = pixels[i] - Math.max(pixels[i + 1], pixels[i + 2]);
    if (red > best) [best, at] = [red, (i / 3) % width];
  }
  return at;
}

Deno.test("encodeGif() gives back few colours exactly, and many closely", () => {
  const width = 64, height = 48, few = new Uint8Array(4 * width * height), many = few.slice();
  for (let i = 0; i < width * height; i++) {
    few.set([i % 7 * 30, i % 5 * 50, 9, 255], 4 * i);
    many.set([i * 4 % 256, Math.floor(i / 16) % 256, i % 251, 255], 4 * i);
  }
  const read = (pictures: Uint8Array[]) =>
    readGif(encodeGif(pictures.map((data) => ({ width, height, data })), { interval: 100, repeat: false })).frames;
  const rgb = (data: Uint8Array) => data.filter((_, i) => i % 4 < 3);
  assertEquals(read([few, few, few.toReversed()])[1].pixels, rgb(few));
  const [{ pixels }] = read([many]);
  const error = rgb(many).reduce((sum, value, i) => sum + Math.abs(value - pixels[i]), 0) / pixels.length;
  assert(error < 12, `colours are off by ${error} of 255 on average`);
});

Deno.test("encodeGif() writes long pictures, whose table of runs is full several times", () => {
  const width = 300, height = 300, data = new Uint8Array(4 * width * height).fill(255);
  // A quadratic sequence: few runs come again.
  for (let i = 0; i < width * height; i++) data[4 * i] = Math.floor(i * i / 32) * 7 % 251;
  const { frames } = readGif(encodeGif([{ width, height, data }], { interval: 100, repeat: true }));
  const expected = data.filter((_, i) => i % 4 < 3);
  assertEquals(frames[0].pixels.findIndex((value, i) => value !== expected[i]), -1);
});

Deno.test("An animation is saved by the ending of its path, and shows itself in a notebook", async () => {
  const folder = await Deno.makeTempDir(), film = animate(frames(2));
  try {
    for (const ending of ["svg", "gif", "html", "png"]) await film.save(`${folder}/a.${ending}`);
    assertEquals(await Deno.readTextFile(`${folder}/a.svg`), film.toSVG());
    assert((await Deno.readTextFile(`${folder}/a.html`)).startsWith("<!doctype html>"));
    assertEquals(new TextDecoder().decode((await Deno.readFile(`${folder}/a.gif`)).slice(0, 6)), "GIF89a");
    await assertRejects(
      () => film.save("a.mp4"),
      RangeError,
      'must end in ".svg", ".gif", ".html" or ".png", but is "a.mp4"',
    );
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
  const bundle = await film.display();
  assertEquals(Object.keys(bundle), ["text/html", "image/svg+xml", "image/png", "text/plain"]);
  assertEquals(bundle["text/plain"], "Animation of 2 frames: Figure");
  assertEquals(atob(bundle["image/png"]).slice(1, 4), "PNG");
});

Deno.test("animate() refuses what is no film", async () => {
  const sizes = () => [subplots()[0], subplots(1, 1, { figsize: [1, 1] })[0]];
  assertThrows(
    () => animate([]),
    RangeError,
    "Cannot animate the frames: at least one frame was expected, but there is none",
  );
  assertThrows(
    () => animate(sizes()),
    RangeError,
    "as large as the first, 768 × 576 pixels, but frame 1 has 120 × 120",
  );
  assertThrows(() => animate(frames(1), { interval: 0 }), RangeError, "interval must be positive, but is 0");
  assertThrows(() => animate([5] as never), TypeError, "frames must be figures or axes, but frame 0 is 5");
  assertThrows(() => animate(5 as never), TypeError, "frames must be a list of figures or a generator, but are 5");
  await assertRejects(
    () => animate(frames(1)).toGIF({ dpi: -1 }),
    RangeError,
    "Cannot draw the GIF: dpi must be positive",
  );
});
