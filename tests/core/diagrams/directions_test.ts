/**
 * What sliced distances refuse as directions, and that a refusal draws nothing.
 */
import { assertEquals, assertThrows } from "@std/assert";
import {
  Generator,
  manualSeed,
  numpyRandomState,
  rand,
  slicedWassersteinDistance,
  slicedWassersteinDistanceDiagCorrected,
  type SlicedWassersteinOptions,
} from "../../../mod.ts";

const A = [[0, 1], [0.5, 2]];

/** Checks that both distances refuse `options` and leave the stream of `manualSeed` where it was. */
function assertRefused(
  options: Record<string, unknown>,
  errorClass: typeof RangeError | typeof TypeError,
  text: string,
): void {
  for (const f of [slicedWassersteinDistance, slicedWassersteinDistanceDiagCorrected]) {
    manualSeed(3);
    assertThrows(() => f(A, A, options as SlicedWassersteinOptions), errorClass, text);
    assertEquals(rand([2]).toArray(), rand([2], { seed: 3 }).toArray());
  }
}

Deno.test("sliced distances refuse a number of directions that is not a positive integer", () => {
  for (const nDirections of [0, -1, 2.5, NaN, Infinity, 2 ** 31, "10"]) {
    assertRefused(
      { nDirections },
      RangeError,
      `nDirections must be a positive integer below 2^31, but is ${nDirections}`,
    );
  }
});

Deno.test("sliced distances refuse directions of another shape", () => {
  for (const [directions, shape] of [[[1, 0], "[2]"], [[[1, 0, 0]], "[1, 3]"], [[], "[0]"], [5, "[]"]]) {
    const text = `directions must have shape [k, 2] with k at least 1, but their shape is ${shape}`;
    assertRefused({ directions }, TypeError, text);
  }
});

Deno.test("sliced distances refuse directions that are 0 or not finite", () => {
  for (const direction of [[0, 0], [NaN, 1], [1, Infinity]]) {
    const text = `directions must be finite and not 0, but row 1 is (${direction.join(", ")})`;
    assertRefused({ directions: [[1, 0], direction] }, RangeError, text);
  }
});

Deno.test("sliced distances refuse directions given in two ways", () => {
  const text = "directions, or a stream to draw them from, were expected, but both were found";
  assertRefused({ directions: [[1, 0]], seed: 1 }, TypeError, text);
  assertRefused({ directions: [[1, 0]], generator: new Generator(1) }, TypeError, text);
  assertRefused({ seed: 1, generator: new Generator(1) }, TypeError, "generator or seed was expected");
});

Deno.test("sliced distances refuse a seed or a generator that is none", () => {
  assertRefused({ seed: -1 }, RangeError, "seed must be at least 0, but is -1");
  assertRefused({ seed: 1.5 }, RangeError, "seed must be an integer");
  assertRefused({ generator: 5 }, TypeError, "generator must be a Generator or a NumPy stream");
});

Deno.test("a sliced distance takes any stream as generator", () => {
  const options = { nDirections: 4, generator: numpyRandomState(7) };
  const theta = numpyRandomState(7).uniforms(4).map((uniform) => Math.PI * uniform);
  const directions = Array.from(theta, (angle) => [Math.cos(angle), Math.sin(angle)]);
  const [drawn, given] = [options, { directions }].map((how) => slicedWassersteinDistance(A, [], how).item());
  assertEquals(drawn, given);
});
