/**
 * The Wasserstein cost against Oineus, by central differences and, at ties, by hand.
 */
import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import {
  gradcheck,
  manualSeed,
  rand,
  type Tensor,
  tensor,
  wassersteinCost,
  type WassersteinCostOptions,
} from "../../../mod.ts";
import oineus from "../../goldens/oineus_losses.json" with { type: "json" };

const A = [[0, 1], [0.5, 2], [1.5, 3]];
const B = [[0.1, 0.9], [0.6, 1.8]];

/** The cost and both gradients, each as flat numbers. */
function evaluate(a: number[][], b: number[][], options: WassersteinCostOptions) {
  const [x, y] = [a, b].map((points) => tensor(points, { shape: [points.length, 2], requiresGrad: true }));
  const cost = wassersteinCost(x, y, options);
  cost.backward();
  return { cost: cost.item(), atA: [...x.grad!.data], atB: [...y.grad!.data] };
}

function assertClose(actual: number[], expected: number[], tolerance = 1e-12): void {
  assertEquals(actual.length, expected.length);
  actual.forEach((x, i) => assertAlmostEquals(x, expected[i], tolerance, `entry ${i}`));
}

/** `n` points with births in [0, 1) and persistence in [0, 0.5), of a seed. */
function randomDiagram(n: number, seed: number): Tensor {
  const uniform = rand([n, 2], { seed });
  return tensor(uniform.data.map((x, i) => i % 2 === 0 ? x : uniform.data[i - 1] + x / 2), { shape: [n, 2] });
}

Deno.test("wassersteinCost() gives the costs and gradients of Oineus", () => {
  const cases = oineus.cases.filter(({ kind }) => kind === "wasserstein_cost");
  assertEquals(cases.length, 54);
  for (const { pair, q, internal_p, value, grad_a, grad_b } of cases) {
    const { a, b } = oineus.pairs[pair];
    const internalP = internal_p === "inf" ? Infinity : Number(internal_p);
    const { cost, atA, atB } = evaluate(a, b, { wassersteinQ: q, internalP });
    assertAlmostEquals(cost, value, 1e-6 * value);
    assert(cost <= value * (1 + 1e-12), "an exact cost is not above an approximate one");
    assertClose(atA, grad_a.flat(), 1e-9);
    assertClose(atB, grad_b.flat(), 1e-9);
  }
});

Deno.test("wassersteinCost() gives the documented gradients", () => {
  const documented: [WassersteinCostOptions, number, number[]][] = [
    [{}, 1.05, [-1, 0, 0, 1, -1, 0]],
    [{ wassersteinQ: 2 }, 0.6125, [-0.2, 0, 0, 0.4, -1.5, 0]],
    [{ wassersteinQ: 2, internalP: 2 }, 1.195, [-0.2, 0.2, -0.2, 0.4, -1.5, 1.5]],
    [{ wassersteinQ: 2, internalP: 1 }, 2.38, [-0.4, 0.4, -0.6, 0.6, -3, 3]],
  ];
  for (const [options, expected, gradient] of documented) {
    const { cost, atA } = evaluate(A, B, options);
    assertAlmostEquals(cost, expected, 1e-12);
    assertClose(atA, gradient);
  }
});

Deno.test("wassersteinCost() gives the documented cost of the noisy circle", () => {
  const noisy = [[0.3595263266040267, 1.5784414732864172]], clean = [[0.12558502048829073, 1.7526136453759549]];
  const { cost, atA } = evaluate(noisy, clean, { wassersteinQ: 2, wassersteinDelta: 0.01 });
  assertAlmostEquals(cost, 0.0547285347071365, 1e-12);
  assertClose(atA, [0.467882612231472, 0]);
});

Deno.test("wassersteinCost() agrees with central differences", () => {
  const a = randomDiagram(9, 1), b = randomDiagram(7, 2);
  for (const wassersteinQ of [1, 1.5, 2, 3]) {
    for (const internalP of [1, 1.5, 2, 7, Infinity]) {
      for (const root of [false, true]) {
        const options = { wassersteinQ, internalP, root, ties: "symmetric" } as const;
        gradcheck((x, y) => wassersteinCost(x, y, options), [a, b], {
          absoluteTolerance: 1e-7,
          relativeTolerance: 1e-6,
        });
      }
    }
  }
});

Deno.test("wassersteinCost() sends the gradient of the diagonal to birth, or halves it", () => {
  assertEquals(evaluate([[1, 2]], [], {}), { cost: 0.5, atA: [-1, 0], atB: [] });
  assertEquals(evaluate([[1, 2]], [], { ties: "symmetric" }), { cost: 0.5, atA: [-0.5, 0.5], atB: [] });
  assertEquals(evaluate([], [[1, 3]], { wassersteinQ: 2 }), { cost: 1, atA: [], atB: [-2, 0] });
  assertEquals(evaluate([], [[1, 3]], { wassersteinQ: 2, ties: "symmetric" }).atB, [-1, 1]);
});

Deno.test("wassersteinCost() sends the gradient of a tie between points to birth, or halves it", () => {
  assertEquals(evaluate([[0, 4]], [[0.25, 4.25]], {}), { cost: 0.25, atA: [-1, 0], atB: [1, 0] });
  const symmetric = evaluate([[0, 4]], [[0.25, 3.75]], { ties: "symmetric" });
  assertEquals(symmetric, { cost: 0.25, atA: [-0.5, 0.5], atB: [0.5, -0.5] });
});

Deno.test("wassersteinCost() has gradient 0 between equal points and on the diagonal", () => {
  for (const root of [false, true]) {
    for (const internalP of [1, 2, 3, Infinity]) {
      for (const wassersteinQ of [1, 2]) {
        const options = { root, internalP, wassersteinQ };
        const shuffled = evaluate([[1, 2], [0, 3]], [[0, 3], [1, 2]], options);
        assertEquals(shuffled, { cost: 0, atA: [0, 0, 0, 0], atB: [0, 0, 0, 0] });
        assertEquals(evaluate([[1, 1]], [], options), { cost: 0, atA: [0, 0], atB: [] });
      }
    }
  }
});

Deno.test("wassersteinCost() with root gives the distance and its gradient", () => {
  const cost = evaluate(A, B, { wassersteinQ: 3, internalP: 2 });
  const distance = evaluate(A, B, { wassersteinQ: 3, internalP: 2, root: true });
  assertAlmostEquals(distance.cost, 1.0647947793174701, 1e-12);
  assertClose(distance.atA, cost.atA.map((x) => x / (3 * distance.cost ** 2)));
});

Deno.test("wassersteinCost() of two empty diagrams is 0", () => {
  assertEquals(evaluate([], [], {}), { cost: 0, atA: [], atB: [] });
  assertEquals(wassersteinCost([], []).shape, []);
});

Deno.test("wassersteinCost() answers any delta with the exact cost", () => {
  const a = randomDiagram(30, 3), b = randomDiagram(40, 4);
  const [exact, ...others] = [0, 1e-6, 0.5, 10].map((wassersteinDelta) =>
    wassersteinCost(a, b, { wassersteinDelta }).item()
  );
  assertEquals(others, [exact, exact, exact]);
});

Deno.test("wassersteinCost() is a metric where the root is taken", () => {
  const [a, b, c] = [5, 6, 7].map((seed) => randomDiagram(40, seed));
  const distance = (x: Tensor, y: Tensor) =>
    wassersteinCost(x, y, { wassersteinQ: 2, internalP: 2, root: true }).item();
  assertAlmostEquals(distance(a, b), distance(b, a), 1e-12);
  assert(distance(a, c) <= distance(a, b) + distance(b, c));
  assertEquals(distance(a, tensor(a.data, { shape: [40, 2] })), 0);
});

Deno.test("wassersteinCost() of diagrams with equal births is that of the same diagrams a little apart", () => {
  const deaths = (seed: number) => [...rand([50], { seed }).data].map((death) => [0, death]);
  const a = deaths(8), b = deaths(9), nudged = a.map(([birth, death], i) => [i === 0 ? birth + 1e-13 : birth, death]);
  for (const wassersteinQ of [1, 2]) {
    const [level, generic] = [a, nudged].map((points) => wassersteinCost(points, b, { wassersteinQ }).item());
    assertAlmostEquals(level, generic, 1e-11);
  }
});

Deno.test("wassersteinCost() pulls at one tensor given as both diagrams from both sides", () => {
  const x = tensor(A, { requiresGrad: true });
  wassersteinCost(x, x, { wassersteinQ: 2 }).backward();
  assertEquals(x.grad!.toArray(), [[0, 0], [0, 0], [0, 0]]);
});

Deno.test("wassersteinCost() keeps its gradient when data is written to afterwards", () => {
  const x = tensor(A, { requiresGrad: true });
  const cost = wassersteinCost(x, B, { wassersteinQ: 2 });
  x.data.fill(7);
  cost.backward();
  assertClose([...x.grad!.data], [-0.2, 0, 0, 0.4, -1.5, 0]);
});

Deno.test("wassersteinCost() runs backward twice with retainGraph", () => {
  const x = tensor(A, { requiresGrad: true });
  const cost = wassersteinCost(x, B);
  cost.backward({ retainGraph: true });
  cost.backward();
  assertEquals(x.grad!.toArray(), [[-2, 0], [0, 2], [-2, 0]]);
});

Deno.test("wassersteinCost() lets rounding choose at the diagonal as Oineus does, except when symmetric", () => {
  // The projection 0.25 is, rounded, 0.15 from the birth and 0.15000000000000002 from the death.
  const point = [[0.1, 0.4]];
  assertEquals(evaluate(point, [], {}).atA, [0, 1]);
  assertEquals(evaluate(point, [], { ties: "symmetric" }).atA, [-0.5, 0.5]);
});

Deno.test("wassersteinCost() moves a diagram downhill onto another", () => {
  const target = randomDiagram(12, 10);
  const noise = rand([24], { seed: 11 }).data;
  const x = tensor(target.data.map((value, i) => value + 0.02 * noise[i] * (i % 2)), {
    shape: [12, 2],
    requiresGrad: true,
  });
  const options = { wassersteinQ: 2, internalP: 2 };
  const before = wassersteinCost(x, target, options).item();
  for (let step = 0; step < 20; step++) {
    x.zeroGrad();
    wassersteinCost(x, target, options).backward();
    x.assign(x.data.map((value, i) => value - 0.2 * x.grad!.data[i]));
  }
  assert(wassersteinCost(x, target, options).item() < 1e-6 * before);
});

Deno.test("wassersteinCost() leaves infinite points out unless asked", () => {
  const { cost, atA, atB } = evaluate([[1, Infinity], [0, 3], [-Infinity, Infinity]], [[0, 3.5]], { wassersteinQ: 2 });
  assertEquals({ cost, atA, atB }, { cost: 0.25, atA: [0, 0, 0, -1, 0, 0], atB: [0, 1] });
});

Deno.test("wassersteinCost() matches essential points by rank in each family", () => {
  const a = [[1, Infinity], [0, 3], [5, -Infinity], [Infinity, 2]];
  const b = [[3, Infinity], [0, 3.5], [5.5, -Infinity], [Infinity, 3]];
  const { cost, atA, atB } = evaluate(a, b, { wassersteinQ: 2, ignoreInfPoints: false });
  assertEquals(cost, 5.5);
  assertEquals(atA, [-4, 0, 0, -1, -1, 0, 0, -2]);
  assertEquals(atB, [4, 0, 0, 1, 1, 0, 0, 2]);
});

Deno.test("wassersteinCost() refuses options out of range", () => {
  const refused: [Record<string, unknown>, string][] = [
    [{ wassersteinQ: 0.5 }, "wassersteinQ must be a finite number of at least 1, but is 0.5"],
    [{ wassersteinQ: NaN }, "wassersteinQ must be a finite number of at least 1, but is NaN"],
    [{ wassersteinQ: Infinity }, "but is Infinity"],
    [{ wassersteinDelta: -0.01 }, "wassersteinDelta must be finite and not negative, but is -0.01"],
    [{ wassersteinDelta: NaN }, "but is NaN"],
    [{ internalP: "2" as never }, "internalP must be a number from 1 to Infinity, but is 2"],
    [{ internalP: 0.99 }, "internalP must be a number from 1 to Infinity, but is 0.99"],
    [{ internalP: NaN }, "but is NaN"],
    [{ ties: "death" }, 'ties must be one of "birth", "symmetric", but is "death"'],
  ];
  for (const [options, text] of refused) {
    const error = assertThrows(() => wassersteinCost(A, B, options), RangeError, text);
    assertEquals(error.message.startsWith("Cannot compute the Wasserstein cost: "), true);
  }
});

Deno.test("wassersteinCost() draws no random numbers", () => {
  manualSeed(0);
  wassersteinCost(A, B);
  assertEquals(rand([3]).toArray(), rand([3], { seed: 0 }).toArray());
});
