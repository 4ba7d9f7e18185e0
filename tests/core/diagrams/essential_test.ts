/**
 * Essential points: how they are matched, and what of them is refused.
 */
import { assertEquals, assertThrows } from "@std/assert";
import {
  full,
  gradcheck,
  manualSeed,
  rand,
  slicedWassersteinDistance,
  slicedWassersteinDistanceDiagCorrected,
  stack,
  type Tensor,
  tensor,
  type TensorLike,
  wassersteinCost,
} from "../../../mod.ts";

const LOSSES = [
  (a: TensorLike, b: TensorLike, q = 1) => wassersteinCost(a, b, { wassersteinQ: q, ignoreInfPoints: false }),
  (a: TensorLike, b: TensorLike, q = 1) => slicedWassersteinDistance(a, b, { q }),
  (a: TensorLike, b: TensorLike, q = 1) => slicedWassersteinDistanceDiagCorrected(a, b, { q }),
];

/** Checks that every loss refuses the pair and draws nothing. */
function assertRefused(a: TensorLike, b: TensorLike, text: string): void {
  for (const loss of LOSSES) {
    manualSeed(3);
    assertThrows(() => loss(a, b), RangeError, text);
    assertEquals(rand([2]).toArray(), rand([2], { seed: 3 }).toArray());
  }
}

Deno.test("essential points are matched by the rank of their finite coordinate", () => {
  const a = [[5, Infinity], [1, Infinity], [3, Infinity]], b = [[4, Infinity], [1, Infinity], [7, Infinity]];
  for (const loss of LOSSES) {
    for (const [q, cost] of [[1, 1 + 2], [2, 1 + 4]]) {
      const x = tensor(a, { requiresGrad: true });
      const value = loss(x, b, q);
      assertEquals(value.item(), cost);
      value.backward();
      // 1 meets 1, 3 meets 4, 5 meets 7.
      assertEquals(x.grad!.toArray(), [[-q * 2 ** (q - 1), 0], [0, 0], [-q, 0]]);
    }
  }
});

Deno.test("the gradient at essential points agrees with central differences", () => {
  const families: ((x: Tensor) => Tensor)[] = [
    (x) => stack([x, full(x.shape, Infinity)], { dim: 1 }),
    (x) => stack([x, full(x.shape, -Infinity)], { dim: 1 }),
    (x) => stack([full(x.shape, Infinity), x], { dim: 1 }),
    (x) => stack([full(x.shape, -Infinity), x], { dim: 1 }),
  ];
  for (const loss of LOSSES) {
    for (const points of families) {
      for (const q of [1, 1.5, 2]) gradcheck((x, y) => loss(points(x), points(y), q), [[0.3, 2, 1], [1.4, 0, 5]]);
    }
  }
});

Deno.test("essential points that do not correspond are refused, with both counts and the family", () => {
  const families: [number[], string][] = [
    [[1, Infinity], "(finite, +inf)"],
    [[1, -Infinity], "(finite, -inf)"],
    [[Infinity, 1], "(+inf, finite)"],
    [[-Infinity, 1], "(-inf, finite)"],
  ];
  for (const [point, family] of families) {
    const text = (a: number, b: number) =>
      `equally many ${family} points were expected in a and b, but there are ${a} and ${b}; set ignoreInfPoints: true`;
    assertRefused([point, [0, 1], point], [point], text(2, 1));
    assertRefused([], [point], text(0, 1));
  }
  assertRefused(
    [[1, Infinity]],
    [[1, -Infinity]],
    "(finite, +inf) points were expected in a and b, but there are 1 and 0",
  );
});

Deno.test("an essential point without a finite coordinate is refused", () => {
  const text = "every essential point must have a finite coordinate, but row 1 of a is (-Infinity, Infinity)";
  assertRefused([[0, 1], [-Infinity, Infinity]], [[-Infinity, Infinity]], text);
  assertRefused([], [[Infinity, Infinity]], "but row 0 of b is (Infinity, Infinity)");
});
