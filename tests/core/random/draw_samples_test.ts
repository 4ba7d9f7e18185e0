/**
 * Points drawn from images: those of GeomLoss' recipe, where they may fall, and what is refused.
 *
 * @module
 */
import { assert, assertAlmostEquals, assertEquals, assertMatch, assertThrows } from "@std/assert";
import {
  drawSamples,
  Generator,
  manualSeed,
  numpyRandomState,
  ones,
  rand,
  randn,
  type RandomSource,
  tensor,
} from "../../../mod.ts";
import golden from "../../goldens/draw_samples.json" with { type: "json" };

Deno.test("drawSamples() draws the points of GeomLoss' recipe from the same numbers", () => {
  const { image, uniforms, points } = golden, normals = numpyRandomState(0);
  const generator: RandomSource = {
    uniforms: (count) => Float64Array.from(uniforms.slice(0, count)),
    normals: (count) => normals.normals(count),
  };
  const drawn = drawSamples(image, points.length, { generator });
  assertEquals(drawn.shape, [40, 2]);
  points.flat().forEach((value, k) => assertAlmostEquals(drawn.data[k], value, 1e-14));
});

Deno.test("drawSamples() moves its stream by a uniform number for each point, then two normal ones", () => {
  const generator = new Generator(3), seen = new Generator(3), image = [[1, 2, 3], [4, 5, 6]];
  const drawn = drawSamples(image, 20, { generator });
  const shares = [4, 9, 15, 16, 18, 21].map((sum) => sum / 21);
  const pixels = [...rand([20], { generator: seen }).data].map((u) => shares.findIndex((share) => share > u));
  const noise = randn([20, 2], { generator: seen }).data;
  pixels.forEach((pixel, i) => {
    assertAlmostEquals(drawn.data[2 * i], pixel % 3 / 2 + noise[2 * i] * 0.5 / 3, 1e-15);
    assertAlmostEquals(drawn.data[2 * i + 1], Math.floor(pixel / 3) + noise[2 * i + 1] * 0.5 / 2, 1e-15);
  });
  assertEquals(generator.uniforms(3), seen.uniforms(3));
  manualSeed(3);
  assertEquals(drawSamples(image, 20), drawn);
  assertEquals(drawSamples(image, 20, { seed: 3 }), drawn);
});

Deno.test("drawSamples() draws no pixel of density 0, row 0 at the top, in any unit", () => {
  const image = [[0, 0, 0, 0], [0, 0, 5e-300, 0], [1e-300, 0, 0, 0]];
  const points = drawSamples(image, 600, { jitter: 0, seed: 0 }).toArray() as [number, number][];
  const high = points.filter(([, y]) => y === 0.5).length;
  assert(points.every(([x, y]) => y === 0.5 ? x === 2 / 3 : x === 0 && y === 0));
  // Five sixths within four standard deviations.
  assert(Math.abs(high - 500) < 4 * Math.sqrt(600 * 5 / 36), `${high}`);
});

Deno.test("drawSamples() has a single row or column at 0, and may draw nothing", () => {
  assertEquals(drawSamples([[2]], 2, { jitter: 0, seed: 0 }).toArray(), [[0, 0], [0, 0]]);
  assertEquals(drawSamples([[0, 0, 1]], 1, { jitter: 0, seed: 0 }).toArray(), [[1, 0]]);
  assertEquals(drawSamples([[1]], 0).shape, [0, 2]);
});

Deno.test("drawSamples() gives new data without gradient", () => {
  const image = tensor(ones([2, 2]), { requiresGrad: true });
  assertEquals(drawSamples(image, 3, { seed: 0 }).requiresGrad, false);
});

const refusals: [what: string, run: () => unknown, error: typeof TypeError | typeof RangeError, message: string][] = [
  ["a list", () => drawSamples([1, 2], 3), TypeError, "but its shape is [2]"],
  ["half a point", () => drawSamples([[1]], 0.5), TypeError, "count must be a non-negative integer, but is 0.5"],
  ["no pixel", () => drawSamples(tensor([], { shape: [0, 3] }), 1), RangeError, "but it sums to 0"],
  ["a black image", () => drawSamples([[0, 0]], 1), RangeError, "but it sums to 0"],
  ["too much mass", () => drawSamples([[1e308, 1e308]], 1), RangeError, "but it sums to Infinity"],
  ["a negative pixel", () => drawSamples([[1, 2], [3, -4]], 1), RangeError, "but pixel [1, 1] is -4"],
  ["NaN", () => drawSamples([[1, NaN]], 1), RangeError, "but pixel [0, 1] is NaN"],
  ["an infinite pixel", () => drawSamples([[1, Infinity]], 1), RangeError, "but pixel [0, 1] is Infinity"],
  ["a negative jitter", () => drawSamples([[1]], 1, { jitter: -1 }), RangeError, "of at least 0, but is -1"],
  ["a jitter that is none", () => drawSamples([[1]], 1, { jitter: "1" as never }), RangeError, "but is 1"],
  [
    "two streams",
    () => drawSamples([[1]], 1, { seed: 1, generator: new Generator(1) }),
    TypeError,
    "but both were found",
  ],
  ["a stream that is none", () => drawSamples([[1]], 1, { generator: 1 as never }), TypeError, "but is a number"],
];
for (const [what, run, error, message] of refusals) {
  Deno.test(`drawSamples() refuses ${what}, and draws nothing then`, () => {
    manualSeed(5);
    assertMatch(assertThrows(run, error, message).message, /^Cannot draw samples: .+, but .+[^.]$/);
    const next = rand([1]);
    manualSeed(5);
    assertEquals(rand([1]), next);
  });
}
