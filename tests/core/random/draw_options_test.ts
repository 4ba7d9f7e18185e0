/**
 * The choice among streams by options.
 *
 * @module
 */
import { assertEquals, assertThrows } from "@std/assert";
import { randomSource } from "../../../core/random/draw_options.ts";
import { Generator, manualSeed, numpyRandomState, numpyRng, rand } from "../../../mod.ts";

Deno.test("randomSource() takes any stream, a seed of torch's or of another kind, or the shared stream", () => {
  for (const make of [() => new Generator(8), () => numpyRng(8), () => numpyRandomState(8)]) {
    assertEquals(randomSource("draw", { generator: make() }).uniforms(3), make().uniforms(3));
    assertEquals(randomSource("draw", { generator: make() }).normals(17), make().normals(17));
  }
  assertEquals(randomSource("draw", { seed: 8 }).uniforms(3), new Generator(8).uniforms(3));
  assertEquals(randomSource("draw", { seed: 8 }, numpyRng).uniforms(3), numpyRng(8).uniforms(3));
  manualSeed(8);
  assertEquals(randomSource("draw", {}).uniforms(3), new Generator(8).uniforms(3));
});

Deno.test("randomSource() refuses two streams at once and what is no stream", () => {
  assertThrows(
    () => randomSource("draw", { generator: new Generator(1), seed: 1 }),
    TypeError,
    "Cannot draw: generator or seed was expected, but both were found",
  );
  for (const generator of [7, null, {}, "torch"]) {
    assertThrows(
      () => randomSource("draw", { generator: generator as unknown as Generator }),
      TypeError,
      "Cannot draw: generator must be a Generator or a NumPy stream, but is",
    );
  }
});

Deno.test("rand() refuses a NumPy stream, whose integers and permutations are not torch's", () => {
  assertThrows(
    () => rand([2], { generator: numpyRng(0) as unknown as Generator }),
    TypeError,
    "Cannot draw uniform numbers: generator must be a Generator, but is an object of class NumpyRng",
  );
});
