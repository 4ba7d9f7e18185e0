/**
 * The bottleneck cost: its gradient by central differences and, at ties, by hand.
 */
import { assert, assertEquals, assertThrows } from "@std/assert";
import {
  bottleneckCost,
  type BottleneckCostOptions,
  bottleneckDistance,
  gradcheck,
  rand,
  tensor,
  type TensorLike,
} from "../../../mod.ts";

/** The cost and both gradients. */
function evaluate(a: number[][], b: number[][], options: BottleneckCostOptions = {}) {
  const [x, y] = [a, b].map((points) => tensor(points, { shape: [points.length, 2], requiresGrad: true }));
  const cost = bottleneckCost(x, y, options);
  cost.backward();
  return { cost: cost.item(), atA: x.grad!.toArray(), atB: y.grad!.toArray() };
}

/** `n` points with births in [0, 1) and persistence in [0, 0.5), of a seed. */
function randomDiagram(n: number, seed: number): number[][] {
  const uniform = rand([n, 2], { seed }).data;
  return Array.from({ length: n }, (_, i) => [uniform[2 * i], uniform[2 * i] + uniform[2 * i + 1] / 2]);
}

Deno.test("bottleneckCost() is the bottleneck distance", () => {
  for (let seed = 0; seed < 10; seed++) {
    const a = randomDiagram(30, seed), b = randomDiagram(20, seed + 100);
    assertEquals(bottleneckCost(a, b).item(), bottleneckDistance(a, b));
    assertEquals(bottleneckCost(a, b).shape, []);
  }
});

Deno.test("bottleneckCost() agrees with central differences", () => {
  for (let seed = 0; seed < 40; seed++) {
    const a = randomDiagram(1 + seed % 9, seed), b = randomDiagram(seed % 7, seed + 100);
    const shaped = (points: number[][]) => tensor(points, { shape: [points.length, 2] });
    gradcheck((x, y) => bottleneckCost(x, y), [shaped(a), shaped(b)], { eps: 1e-8, absoluteTolerance: 1e-6 });
    // Shifted copies: nearly all edges are far from the longest that a careless matching would have.
    const shifted = a.map(([birth, death], i) => [birth + 0.01 * (i + 1), death - 0.003 * i]);
    const both = [shaped(a), shaped(shifted.map(([x, y]) => [x, Math.max(x + 0.01, y)]))];
    gradcheck((x, y) => bottleneckCost(x, y), both, { eps: 1e-8, absoluteTolerance: 1e-6 });
  }
});

Deno.test("bottleneckCost() agrees with central differences at essential points", () => {
  const points = (x: TensorLike) => tensor(x);
  const a = [[1, Infinity], [4, Infinity], [0, 1]], b = [[1.2, Infinity], [7, Infinity]];
  const { cost, atA, atB } = evaluate(a, b, { ignoreInfPoints: false });
  assertEquals([cost, atA, atB], [3, [[0, 0], [-1, 0], [0, 0]], [[0, 0], [1, 0]]]);
  const down = evaluate([[-Infinity, 7]], [[-Infinity, 4]], { ignoreInfPoints: false });
  assertEquals(down, { cost: 3, atA: [[0, 1]], atB: [[0, -1]] });
  assertEquals(bottleneckCost(points(a), points(b)).item(), 0.5);
});

Deno.test("bottleneckCost() moves one pair, or one point", () => {
  assertEquals(evaluate([[0, 4], [1, 2]], [[0.25, 4.75]]), { cost: 0.75, atA: [[0, -1], [0, 0]], atB: [[0, 1]] });
  assertEquals(evaluate([[0, 4]], [[0.75, 4.25]]), { cost: 0.75, atA: [[-1, 0]], atB: [[1, 0]] });
  assertEquals(evaluate([[1, 3]], []), { cost: 1, atA: [[-0.5, 0.5]], atB: [] });
  assertEquals(evaluate([], [[1, 3]]), { cost: 1, atA: [], atB: [[-0.5, 0.5]] });
});

Deno.test("bottleneckCost() halves the gradient of two coordinates that are equally far, or sends it to birth", () => {
  const a = [[0, 4]], b = [[0.25, 3.75]];
  assertEquals(evaluate(a, b), { cost: 0.25, atA: [[-0.5, 0.5]], atB: [[0.5, -0.5]] });
  assertEquals(evaluate(a, b, { ties: "birth" }), { cost: 0.25, atA: [[-1, 0]], atB: [[1, 0]] });
  assertEquals(evaluate([[1, 3]], [], { ties: "birth" }), { cost: 1, atA: [[-1, 0]], atB: [] });
});

Deno.test("bottleneckCost() pulls at the edge that counts, not at another of the same length", () => {
  // The first point could also go to the diagonal, at 0.75, but has a partner; only the second decides.
  const { cost, atA } = evaluate([[0.5, 2], [1.5, 3]], [[0.6, 1.8]]);
  assertEquals([cost, atA], [0.75, [[0, 0], [-0.5, 0.5]]]);
});

Deno.test("bottleneckCost() pulls at the first of several edges that count", () => {
  // Both points of a are 1 from the diagonal, and so is that of b.
  const ties = evaluate([[10, 12], [0, 2]], [[20, 22]]);
  assertEquals(ties, { cost: 1, atA: [[-0.5, 0.5], [0, 0]], atB: [[0, 0]] });
  // A finite edge comes before an essential one.
  const mixed = evaluate([[0, Infinity], [0, 2]], [[1, Infinity]], { ignoreInfPoints: false });
  assertEquals(mixed, { cost: 1, atA: [[0, 0], [-0.5, 0.5]], atB: [[0, 0]] });
  for (let k = 0; k < 3; k++) assertEquals(evaluate([[10, 12], [0, 2]], [[20, 22]], { nThreads: k + 1 }), ties);
});

Deno.test("bottleneckCost() has gradient 0 at distance 0", () => {
  const a = [[0, 1], [2, 5], [3, 3]], zeros = [[0, 0], [0, 0], [0, 0]];
  for (const ties of ["birth", "symmetric"] as const) {
    assertEquals(evaluate(a, a.toReversed(), { ties }), { cost: 0, atA: zeros, atB: zeros });
  }
  assertEquals(evaluate([], []), { cost: 0, atA: [], atB: [] });
});

Deno.test("bottleneckCost() pulls from both sides at one tensor given twice, and keeps its gradient when data changes", () => {
  const x = tensor([[0, 1], [0.5, 2]], { requiresGrad: true });
  bottleneckCost(x, x).backward();
  assertEquals(x.grad!.toArray(), [[0, 0], [0, 0]]);
  const y = tensor([[1, 3]], { requiresGrad: true });
  const cost = bottleneckCost(y, []).mul(4);
  y.data.fill(7);
  cost.backward();
  assertEquals(y.grad!.toArray(), [[-2, 2]]);
});

Deno.test("bottleneckCost() moves a diagram downhill towards another", () => {
  const target = randomDiagram(8, 10), noise = rand([16], { seed: 11 }).data;
  const x = tensor(target.map(([birth, death], i) => [birth, death + 0.1 * noise[i]]), { requiresGrad: true });
  const before = bottleneckCost(x, target).item();
  for (let step = 0; step < 400; step++) {
    x.zeroGrad();
    bottleneckCost(x, target).backward();
    x.assign(x.data.map((value, i) => value - 0.002 * x.grad!.data[i]));
  }
  const after = bottleneckCost(x, target).item();
  assert(after < 0.1 * before, `${before} became ${after}`);
});

Deno.test("bottleneckCost() refuses options out of range and essential points that do not correspond", () => {
  const refused: [Record<string, unknown>, typeof RangeError | typeof TypeError, string][] = [
    [{ ties: "death" }, RangeError, 'ties must be one of "birth", "symmetric", but is "death"'],
    [{ ignoreInfPoints: "no" }, TypeError, 'ignoreInfPoints must be true or false, but is "no"'],
    [{ delta: 0 }, TypeError, 'but one is "delta"'],
    [{ nThreads: 1.5 }, RangeError, "nThreads"],
    [{ ignoreInfPoints: false }, RangeError, "(finite, +inf) points were expected in a and b, but there are 1 and 0"],
  ];
  for (const [options, errorClass, text] of refused) {
    const error = assertThrows(() => bottleneckCost([[0, Infinity]], [], options), errorClass, text);
    assert(error.message.startsWith("Cannot compute the bottleneck cost: "), error.message);
  }
});
