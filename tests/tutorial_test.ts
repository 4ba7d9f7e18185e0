/**
 * The documented example, to its last digits: a noisy circle against a clean one.
 */
import { assertAlmostEquals, assertEquals } from "@std/assert";
import {
  arange,
  manualSeed,
  persistenceDiagram,
  randnLike,
  slicedWassersteinDistance,
  stack,
  type Tensor,
  tensor,
  vrFiltration,
  wassersteinCost,
} from "../mod.ts";

function assertClose(actual: Tensor, expected: number[][]): void {
  assertEquals(actual.shape, [expected.length, 2]);
  expected.flat().forEach((x, i) => assertAlmostEquals(actual.data[i], x, 1e-12));
}

function samples(): { clean: Tensor; noisy: Tensor } {
  const angles = arange(50).mul(2 * Math.PI / 50);
  const clean = stack([angles.cos(), angles.sin()], { dim: 1 });
  manualSeed(7);
  return { clean, noisy: tensor(clean.add(randnLike(clean).mul(0.08)), { requiresGrad: true }) };
}

function loop(points: Tensor): Tensor {
  return persistenceDiagram(vrFiltration(points, { maxDim: 2 }), { dualize: true })[1];
}

Deno.test("the tutorial draws the documented samples", () => {
  assertClose(samples().noisy.slice(0, 2), [
    [1.00530140317316, 0.003759324419513927],
    [1.13903779171683, 0.2347484654472465],
  ]);
});

Deno.test("the tutorial finds the documented diagrams", () => {
  const { clean, noisy } = samples();
  assertClose(loop(clean), [[0.12558502048829073, 1.7526136453759549]]);
  assertClose(loop(noisy), [[0.3595263266040267, 1.5784414732864172]]);
  assertEquals([String(loop(clean)), String(loop(noisy))], [
    "tensor([[0.1256, 1.7526]])",
    "tensor([[0.3595, 1.5784]])",
  ]);
});

Deno.test("the tutorial's Wasserstein cost pulls at points 10 and 11", () => {
  const { clean, noisy } = samples();
  const diagram = loop(noisy).retainGrad();
  const cost = wassersteinCost(diagram, loop(clean), { wassersteinQ: 2, wassersteinDelta: 0.01 });
  assertAlmostEquals(cost.item(), 0.0547285347071365, 1e-12);
  cost.backward();
  assertClose(diagram.grad!, [[0.467882612231472, 0]]);
  const expected = Array.from({ length: 50 }, () => [0, 0]);
  expected[10] = [0.460140493273451, 0.08475359386174088];
  expected[11] = [-0.460140493273451, -0.08475359386174088];
  assertClose(noisy.grad!, expected);
});

Deno.test("the tutorial's sliced distance pulls at birth and death", () => {
  const { clean, noisy } = samples();
  const diagram = loop(noisy).retainGrad();
  manualSeed(11);
  const distance = slicedWassersteinDistance(diagram, loop(clean), { nDirections: 256 });
  assertAlmostEquals(distance.item(), 0.22522903087243942, 1e-12);
  distance.backward();
  assertClose(diagram.grad!, [[0.9413813283471855, -0.01891146501022306]]);
  const rows = (noisy.grad!.toArray() as number[][]).filter(([x, y]) => x !== 0 || y !== 0);
  assertClose(tensor(rows), [
    [-0.01064769657228055, -0.015629136988035548],
    [0.9258041599754786, 0.17052450483518256],
    [-0.9258041599754786, -0.17052450483518256],
    [0.01064769657228055, 0.015629136988035548],
  ]);
});
