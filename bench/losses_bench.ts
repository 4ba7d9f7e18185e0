/**
 * Losses between two diagrams with the gradients at both.
 */
import { assert, assertAlmostEquals } from "@std/assert";
import { slicedWassersteinDistance, type Tensor, tensor, wassersteinCost } from "../mod.ts";
import { diagram } from "./workloads.ts";

const LOSSES: Record<string, (a: Tensor, b: Tensor) => Tensor> = {
  "Wasserstein cost, q = 2, exact": (a, b) => wassersteinCost(a, b, { wassersteinQ: 2, wassersteinDelta: 0 }),
  "Wasserstein cost, q = 2, delta = 0.01": (a, b) => wassersteinCost(a, b, { wassersteinQ: 2, wassersteinDelta: 0.01 }),
  "sliced Wasserstein, 100 directions": (a, b) => slicedWassersteinDistance(a, b, { nDirections: 100, seed: 7 }),
};

for (const n of [30, 300]) {
  const first = diagram(n, 1), second = diagram(n, 2);
  for (const [name, loss] of Object.entries(LOSSES)) {
    assertAlmostEquals(loss(first, first).item(), 0, 1e-12);
    const { value, gradient } = valueAndGradient(loss, first, second);
    assert(value > 0 && gradient.some((x) => x !== 0) && gradient.every(Number.isFinite));
    Deno.bench(name, { group: `diagram losses with gradient, ${n} points each` }, () => {
      valueAndGradient(loss, first, second);
    });
  }
}

function valueAndGradient(loss: (a: Tensor, b: Tensor) => Tensor, first: Tensor, second: Tensor) {
  const a = tensor(first, { requiresGrad: true }), b = tensor(second, { requiresGrad: true });
  const value = loss(a, b);
  value.backward();
  return { value: value.item(), gradient: a.grad!.data };
}
