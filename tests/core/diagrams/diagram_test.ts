/**
 * What all losses between diagrams accept and refuse as a diagram.
 */
import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import {
  bottleneckCost,
  freudenthalFiltration,
  manualSeed,
  persistenceDiagram,
  rand,
  slicedWassersteinDistance,
  slicedWassersteinDistanceDiagCorrected,
  tensor,
  type TensorLike,
  wassersteinCost,
} from "../../../mod.ts";

const LOSSES = [bottleneckCost, wassersteinCost, slicedWassersteinDistance, slicedWassersteinDistanceDiagCorrected];
const GOOD = [[0, 1], [0.5, 2]];

/** Checks that every loss refuses `x` on either side, saying `text` of it, and draws nothing. */
function assertRefused(x: unknown, errorClass: typeof RangeError | typeof TypeError, text: (name: string) => string) {
  for (const loss of LOSSES) {
    manualSeed(3);
    const left = assertThrows(() => loss(x as TensorLike, GOOD), errorClass);
    const right = assertThrows(() => loss(GOOD, x as TensorLike), errorClass);
    assertStringIncludes(left.message, text("a"));
    assertStringIncludes(right.message, text("b"));
    assertEquals(rand([2]).toArray(), rand([2], { seed: 3 }).toArray());
  }
}

Deno.test("losses between diagrams refuse shapes other than [n, 2]", () => {
  const shapes: [unknown, string][] = [
    [[1, 2], "[2]"],
    [[[1, 2, 3]], "[1, 3]"],
    [[[[1, 2]]], "[1, 1, 2]"],
    [5, "[]"],
    [tensor([], { shape: [0, 3] }), "[0, 3]"],
    [[[]], "[1, 0]"],
    [new Float64Array(4), "[4]"],
  ];
  for (const [x, shape] of shapes) {
    assertRefused(x, TypeError, (name) => `${name} must be a diagram of shape [n, 2], but its shape is ${shape}`);
  }
});

Deno.test("losses between diagrams refuse what is no array of numbers", () => {
  assertRefused([[1, 2], [3]], TypeError, () => "arrays of length 2 were expected at depth 1");
  assertRefused([["1", "2"]], TypeError, () => "numbers were expected, but a string was found");
  assertRefused(null, TypeError, () => "but null was found");
});

Deno.test("losses between diagrams refuse NaN", () => {
  assertRefused([[0, 1], [NaN, 2]], RangeError, (name) => `must be numbers, but row 1 of ${name} is (NaN, 2)`);
  assertRefused([[0, NaN]], RangeError, (name) => `but row 0 of ${name} is (0, NaN)`);
  assertRefused([[Infinity, NaN]], RangeError, (name) => `but row 0 of ${name} is (Infinity, NaN)`);
});

Deno.test("losses between diagrams refuse a death before its birth", () => {
  const text = (name: string) =>
    `death must not come before birth, but row 2 of ${name} is (2, 1); take neg() of diagrams`;
  assertRefused([[0, 1], [3, 3], [2, 1]], RangeError, text);
});

Deno.test("losses between diagrams take those of negated filtrations with their signs changed", () => {
  const image = [[1, 2, 1.5], [0.5, 3, 2.5], [2, 1, 0.8]];
  const merged = persistenceDiagram(freudenthalFiltration(image, { negate: true }))[0]; // (2, 1)
  assertEquals(wassersteinCost(merged.neg(), [[-3, -1]]).item(), 1);
});

Deno.test("losses between diagrams take an empty diagram as [0, 2] or []", () => {
  for (const empty of [[], tensor([], { shape: [0, 2] }), new Float64Array(0), { data: [], shape: [0, 2] }]) {
    for (const loss of LOSSES) {
      const x = tensor(GOOD, { requiresGrad: true });
      loss(empty, x, {}).backward();
      assertEquals(x.grad!.shape, [2, 2]);
      assertEquals(loss(empty, empty).item(), 0);
    }
  }
});

Deno.test("losses between diagrams take typed arrays and float32", () => {
  const shaped = { data: new Float32Array([0, 1, 0.5, 2]), shape: [2, 2] };
  assertEquals(wassersteinCost(shaped, GOOD).item(), 0);
});

Deno.test("losses between diagrams give a gradient of zeros to points they ignore", () => {
  for (const loss of LOSSES) {
    const x = tensor([[0, Infinity], [0, 2], [-Infinity, Infinity]], { requiresGrad: true });
    loss(x, [], { ignoreInfPoints: true }).backward();
    const [first, , last] = x.grad!.toArray() as number[][];
    assertEquals([first, last], [[0, 0], [0, 0]]);
  }
});
