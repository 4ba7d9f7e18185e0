/**
 * Figures: from the first call to the finished SVG or PNG, and importing `plot/` in a fresh process.
 *
 * The goals: 1,000 points in 10 ms, 100,000 in 1 s and 20 MB, the import in 60 ms, a PNG of 1280 × 960 in 500 ms,
 * a film of 100 frames of 350 points in 1 s.
 */
import { assertLess } from "@std/assert";
import { animate, type Figure, numpyRng, type ScatterOptions, subplots } from "../mod.ts";

const rng = numpyRng(0);
const X = rng.random(100_000).data, Y = rng.random(100_000).data;

function scatter(points: number, options: ScatterOptions = {}): string {
  const [figure, ax] = subplots();
  ax.scatter(X.subarray(0, points), Y.subarray(0, points), { s: 4, ...options });
  return figure.toSVG();
}

const MANY: Record<string, ScatterOptions> = {
  "one look": {},
  "coloured by value": { c: X },
  translucent: { alpha: 0.5 },
};

for (const options of Object.values(MANY)) assertLess(scatter(100_000, options).length, 20e6);

Deno.bench({ name: "1,000 points", group: "a scatter as SVG", baseline: true }, () => {
  scatter(1000);
});
for (const [name, options] of Object.entries(MANY)) {
  Deno.bench({ name: `100,000 points, ${name}`, group: "a scatter as SVG", n: 5, warmup: 1 }, () => {
    scatter(100_000, options);
  });
}

Deno.bench({ name: "1,000 points at 1280 × 960", group: "a scatter as PNG", n: 5, warmup: 1 }, async () => {
  const [figure, ax] = subplots(1, 1, { figsize: [12.8, 9.6], dpi: 100 });
  ax.scatter(X.subarray(0, 1000), Y.subarray(0, 1000));
  await figure.toPNG();
});

const WAVES = Array.from(
  { length: 200 },
  (_, i) => Float64Array.from({ length: 200 }, (_, j) => Math.sin(i / 20) * Math.cos(j / 20)),
);

Deno.bench({ name: "contours of 200 × 200 values", group: "a matrix as SVG" }, () => {
  const [figure, ax] = subplots();
  ax.contourf(WAVES);
  figure.toSVG();
});

/** A hundred steps of 350 points towards the middle. */
function* film(): Generator<Figure> {
  for (let step = 0; step < 100; step++) {
    const [figure, ax] = subplots(1, 1, { figsize: [5, 5] }), shrink = (value: number) => value * 0.99 ** step;
    ax.scatter(X.subarray(0, 350).map(shrink), Y.subarray(0, 350).map(shrink), { s: 10, color: "tab:blue" });
    yield (ax.setXlim(0, 1).setYlim(0, 1).setTitle("100 steps"), figure);
  }
}

Deno.bench({ name: "100 frames of 350 points as SVG", group: "a film", baseline: true, n: 5, warmup: 1 }, () => {
  animate(film(), { interval: 50 }).toSVG();
});
Deno.bench({ name: "100 frames of 350 points as GIF", group: "a film", n: 1, warmup: 0 }, async () => {
  await animate(film(), { interval: 50 }).toGIF();
});

/** Runs a program in a fresh process, and gives what it printed. */
async function run(code: string): Promise<string> {
  const args = ["eval", "--quiet", code];
  const { stdout, success } = await new Deno.Command(Deno.execPath(), { args, cwd: import.meta.dirname }).output();
  if (!success) throw new Error("the process failed");
  return new TextDecoder().decode(stdout);
}

const address = new URL("../plot/mod.ts", import.meta.url).href;
const timed = `const start = performance.now(); await import("${address}"); console.log(performance.now() - start);`;
assertLess(0, Number(await run(timed)));

Deno.bench({ name: "a process that imports plot/", group: "import", n: 10, warmup: 1 }, async () => {
  await run(timed);
});
Deno.bench({ name: "an empty process", group: "import", baseline: true, n: 10, warmup: 1 }, async () => {
  await run("");
});
