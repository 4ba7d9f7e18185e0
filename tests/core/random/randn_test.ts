/**
 * Normal random tensors, and the noise of the documented example.
 *
 * @module
 */
import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { Generator, manualSeed, randn, randnLike, tensor } from "../../../mod.ts";

Deno.test("randn() fills a matrix as torch fills it, as one draw of all entries", () => {
  assertEquals(randn([4, 5], { seed: 42 }).data, new Generator(42).normals(20));
  assertEquals(randn([], { seed: 42 }).shape, []);
});

Deno.test("randnLike() gives the noise of the documented example", () => {
  const circle = tensor(
    Array.from({ length: 50 }, (_, i) => i * 2 * Math.PI / 50).map((a) => [Math.cos(a), Math.sin(a)]),
  );
  manualSeed(7);
  const noise = randnLike(circle), noisy = circle.data.map((x, i) => x + 0.08 * noise.data[i]);
  const documented = [1.00530140317316, 0.003759324419513927, 1.13903779171683, 0.2347484654472465];
  documented.forEach((x, i) => assertAlmostEquals(noisy[i], x, 1e-12));
  assertEquals(noise.shape, [50, 2]);
});

Deno.test("randn() refuses shapes that are none", () => {
  assertThrows(() => randn([2.5]), TypeError, "Cannot draw normal numbers: shape must be a list of");
});

Deno.test("randnLike() refuses what is no tensor", () => {
  assertThrows(() => randnLike("x" as unknown as number), TypeError, "Cannot draw normal numbers");
});
