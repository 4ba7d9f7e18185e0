/**
 * Fréchet means by hand, against Oineus, and as minima of their objective.
 */
import { assert, assertAlmostEquals, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import {
  frechetMean,
  type FrechetMeanInit,
  frechetMeanObjective,
  type FrechetMeanOptions,
  gradcheck,
  rand,
  tensor,
  type TensorLike,
  wassersteinCost,
} from "../../../mod.ts";

const A = [[0, 1], [0.5, 2], [1.5, 3]];
const B = [[0.1, 0.9], [0.6, 1.8]];
const C = [[0.2, 1.2], [1.4, 2.6], [3, 3.5]];

/** Compares points in their order. */
function assertPoints(found: TensorLike, expected: readonly (readonly number[])[]) {
  const { data, shape } = tensor(found);
  assertEquals(shape, [expected.length, 2]);
  expected.flat().forEach((x, i) => assertAlmostEquals(data[i], x, 1e-12));
}

/** A diagram with births in [0, 1) and lengths in [0, 1). */
function randomDiagram(count: number, seed: number): number[][] {
  const { data } = rand([count, 2], { seed });
  return Array.from({ length: count }, (_, k) => [data[2 * k], data[2 * k] + data[2 * k + 1]]);
}

Deno.test("frechetMean() gives the documented means of upstream", () => {
  const one = { gridXBins: 1, gridYBins: 1 };
  assertPoints(frechetMean([[[0, 2]], [[2, 4]]], one).barycenter, [[1, 3]]);
  const weighted = frechetMean([[[0, 100]], [[10, 110]]], { ...one, weights: [0.75, 0.25] });
  assertPoints(weighted.barycenter, [[2.5, 102.5]]);
  const essential = frechetMean([[[1, Infinity]], [[5, Infinity]]], { weights: [0.75, 0.25] });
  assertEquals(essential.barycenter.toArray(), [[2, Infinity]]);
  assertEquals(essential.objective, 3);
  const few = frechetMean([[[0, 2], [5, 6]], [[2, 4]]], { init: "medoid", adaptSupport: false });
  assertPoints(few.barycenter, [[0.5, 1.5], [5.25, 5.75]]);
});

Deno.test("frechetMean() without growth gives the means and objectives that Oineus 0.9.39 finds", () => {
  const cases: [TensorLike[], FrechetMeanInit, number, number[][]][] = [
    [[A, B], "grid", 0.29875, [[0.05, 0.95], [0.55, 1.9], [1.875, 2.625]]],
    [[A, B], "medoid", 0.29875, [[0.05, 0.95], [0.55, 1.9], [1.875, 2.625]]],
    [[A, B, C], "grid", 0.4916666666666667, [[0.1, 3.1 / 3], [0.775, 1.675], [1.675, 2.575], [9.5 / 3, 10 / 3]]],
    [[A, B, C], "firstDiagram", 0.5055555555555555, [[0.1, 3.1 / 3], [0.775, 1.675], [1.675, 2.575]]],
    [[B, A, C], "firstDiagram", 0.7166666666666667, [[0.1, 3.1 / 3], [2.5 / 3, 6.4 / 3]]],
  ];
  for (const [diagrams, init, objective, points] of cases) {
    const mean = frechetMean(diagrams, { init, adaptSupport: false });
    assertPoints(mean.barycenter, points);
    assertAlmostEquals(mean.objective, objective, 1e-12);
    assert(mean.converged);
  }
});

Deno.test("frechetMean() starts at the grid of Oineus, ordered by middle and then length", () => {
  const start = (diagrams: TensorLike[], options: FrechetMeanOptions) =>
    frechetMean(diagrams, { maxIter: 0, ...options }).barycenter;
  assertPoints(start([A, B, C], { gridXBins: 1, gridYBins: 1 }), [[0.9125, 2]]);
  assertPoints(start([A, B], { gridXBins: 2, gridYBins: 2 }), [[0.05, 0.95], [0.55, 1.9], [1.5, 3]]);
  const weighted = start([A, B, C], { gridXBins: 3, gridYBins: 2, weights: [1, 2, 3] });
  assertPoints(weighted, [[0.8 / 6, 6.4 / 6], [1.7 / 3, 5.6 / 3], [1.425, 2.7], [3, 3.5]]);
  assertPoints(start([[[0, 10], [2, 10], [5, 10], [9, 10]]], { gridXBins: 1, gridYBins: 2 }), [[7, 10], [1, 10]]);
});

Deno.test("a random start shifts every bar of one diagram along the diagonal, the same for the same seed", () => {
  const start = (options: FrechetMeanOptions) =>
    frechetMean([A], { maxIter: 0, init: "random", ...options }).barycenter;
  const { data } = start({ seed: 1 });
  A.forEach(([birth, death], k) => {
    assert(data[2 * k] !== birth);
    assertAlmostEquals(data[2 * k + 1] - data[2 * k], death - birth, 1e-12);
  });
  assertEquals(start({ seed: 1 }).toArray(), start({ seed: 1 }).toArray());
  assert(start({ seed: 2 }).data[0] !== data[0]);
  assertEquals(start({ randomNoiseScale: 0 }).toArray(), A);
});

Deno.test("points without a partner bring forth points of the mean, and points that cost less together are merged", () => {
  const { barycenter, objective, converged } = frechetMean([[[0, 2], [5, 6]], [[2, 4]]], { init: "medoid" });
  assertPoints(barycenter, [[0.5, 1.5], [5.25, 5.75], [2.5, 3.5]]);
  assertAlmostEquals(objective, (1 + 1 + 0.25) / 2, 1e-12);
  assert(converged);
  assertPoints(frechetMean([[[0, 20]], [[2, 22]]]).barycenter, [[1, 21]]);
  const fromNothing = frechetMean([[[0, 20]], [[2, 22]]], { init: "custom", customInitialBarycenter: [] });
  assertPoints(fromNothing.barycenter, [[1, 21]]);
});

Deno.test("a mean of equal diagrams is the diagram, and one of two with weight 0 does not count", () => {
  for (const init of ["grid", "medoid", "firstDiagram"] as const) {
    const { barycenter, objective } = frechetMean([A, A, A], { init });
    assertPoints(barycenter, A);
    assertAlmostEquals(objective, 0, 1e-24);
    assertPoints(frechetMean([A, B], { init, weights: [1, 0] }).barycenter, A);
    assertPoints(frechetMean([A, B], { init, weights: [0, 3] }).barycenter, B);
  }
});

Deno.test("means of diagrams that are empty or on the diagonal", () => {
  assertEquals(frechetMean([[], []]).barycenter.shape, [0, 2]);
  assertEquals(frechetMean([[[1, 1]], [[2, 2], [3, 3]]]).barycenter.shape, [0, 2]);
  const half = frechetMean([[], [[0, 4]]]);
  assertPoints(half.barycenter, [[1, 3]]);
  assertEquals(half.objective, 2);
  const tiny = frechetMean([[], [[0, 4]]], { tol: 5 });
  assertEquals(tiny.barycenter.shape, [0, 2]);
});

Deno.test("the objective never rises, and is what frechetMeanObjective() says", () => {
  for (let seed = 0; seed < 6; seed++) {
    const diagrams = [7, 4, 9, 1].map((count, k) => randomDiagram(count, 10 * seed + k));
    const weights = rand([4], { seed }).toArray();
    for (const internalP of [1, 1.5, 2, Infinity]) {
      for (const init of ["grid", "medoid", "firstDiagram", "random"] as const) {
        const options = { weights, internalP };
        const mean = frechetMean(diagrams, { ...options, init, seed, gridXBins: 3, gridYBins: 2 });
        mean.objectives.forEach((x, k, all) => assert(k === 0 || x <= all[k - 1], `${all}`));
        assertEquals(mean.objectives.length, mean.iterations + 1);
        assertEquals(mean.objective, mean.objectives[mean.iterations]);
        assert(mean.converged);
        const objective = frechetMeanObjective(diagrams, mean.barycenter, options).item();
        assertAlmostEquals(mean.objective, objective, 1e-12);
      }
    }
  }
});

Deno.test("a mean cannot be improved by moving one of its points", () => {
  const diagrams = [5, 6, 4].map((count, k) => randomDiagram(count, k));
  for (const internalP of [1, 2, 3, Infinity]) {
    const { barycenter, objective } = frechetMean(diagrams, { internalP });
    for (let k = 0; k < barycenter.size; k++) {
      for (const by of [-1e-3, 1e-3]) {
        const moved = tensor(barycenter.detach());
        moved.data[k] += by;
        assert(frechetMeanObjective(diagrams, moved, { internalP }).item() >= objective - 1e-12);
      }
    }
  }
});

Deno.test("the mean of one-point diagrams by hand", () => {
  // Weights 1 : 2, and half of the pull of the second bar to the diagonal.
  const { barycenter } = frechetMean([[[0, 10]], [[3, 13]]], { weights: [1, 2] });
  assertPoints(barycenter, [[2, 12]]);
  for (const internalP of [1, 3, Infinity]) {
    const mean = frechetMean([[[0, 10]], [[0, 13]]], { internalP });
    assertAlmostEquals(mean.barycenter.data[0], 0, 1e-6);
    assertAlmostEquals(mean.barycenter.data[1], 11.5, 1e-6);
    assertAlmostEquals(mean.objective, 1.5 ** 2, 1e-9);
  }
});

Deno.test("gradients of a mean and of its objective agree with central differences", () => {
  const a = tensor([[0, 1], [0.5, 2], [1.5, 3.3], [7, Infinity]]);
  const b = tensor([[0.1, 0.9], [6, Infinity], [0.6, 1.8]]);
  const options = { weights: [1, 2] };
  const finite = (x: TensorLike) => tensor(x).shape[0];
  assertEquals(finite(frechetMean([a, b], options).barycenter), 4);
  const [x, y] = [a, b].map(({ data }) => tensor(data, { shape: [data.length / 2, 2], requiresGrad: true }));
  const weigh = tensor([[1, 2], [3, 4], [5, 6], [7, 0]]);
  const { barycenter } = frechetMean([x, y], options);
  barycenter.backward({ gradient: weigh });
  const value = (first: Float64Array, second: Float64Array) => {
    const mean = frechetMean([tensor(first, { shape: [4, 2] }), tensor(second, { shape: [3, 2] })], options).barycenter;
    return mean.data.reduce((sum, z, k) => Number.isFinite(z) ? sum + z * weigh.data[k] : sum, 0);
  };
  for (const [own, at] of [[x, 0], [y, 1]] as const) {
    own.data.forEach((z, k) => {
      if (!Number.isFinite(z)) return assertEquals(own.grad!.data[k], 0);
      const moved = (by: number) => {
        const both = [x.data.slice(), y.data.slice()];
        both[at][k] += by;
        return value(both[0], both[1]);
      };
      assertAlmostEquals((moved(1e-6) - moved(-1e-6)) / 2e-6, own.grad!.data[k], 1e-6);
    });
  }
  const [first, second] = [A, B].map((points) => tensor(points));
  gradcheck((m, p, q) => frechetMeanObjective([p, q], m, options), [tensor(C), first, second]);
});

Deno.test("a mean in another norm has no gradient, and says so", () => {
  const x = tensor(A, { requiresGrad: true });
  const { barycenter } = frechetMean([x, B], { internalP: Infinity });
  const error = assertThrows(() => barycenter.sum().backward(), RangeError);
  assertStringIncludes(error.message, "internalP: 2 was expected, but it is Infinity");
});

Deno.test("frechetMeanObjective() is the weighted sum of Wasserstein costs", () => {
  const cost = (x: TensorLike) => wassersteinCost(C, x, { wassersteinQ: 2, internalP: 2 }).item();
  const objective = frechetMeanObjective([A, B], C, { weights: [3, 1] }).item();
  assertAlmostEquals(objective, 0.75 * cost(A) + 0.25 * cost(B), 1e-14);
});

Deno.test("essential points are averaged by rank in their families, or left out", () => {
  const a = [[3, Infinity], [1, Infinity], [-Infinity, 2]], b = [[5, Infinity], [-Infinity, 4], [9, Infinity]];
  assertEquals(frechetMean([a, b]).barycenter.toArray(), [[3, Infinity], [6, Infinity], [-Infinity, 3]]);
  assertEquals(frechetMean([a, b], { ignoreInfPoints: true }).barycenter.shape, [0, 2]);
  const text = "equally many (finite, +inf) points were expected in diagrams[0] and diagrams[1]";
  assertStringIncludes(assertThrows(() => frechetMean([a, A]), RangeError).message, text);
});

Deno.test("frechetMean() and frechetMeanObjective() refuse wrong diagrams and weights", () => {
  const refused = (diagrams: unknown, weights: unknown, kind: typeof RangeError | typeof TypeError, text: string) => {
    const list = diagrams as TensorLike[], options = { weights: weights as TensorLike };
    for (const call of [() => frechetMean(list, options), () => frechetMeanObjective(list, A, options)]) {
      assertStringIncludes(assertThrows(call, kind).message, text);
    }
  };
  refused([], undefined, RangeError, "at least one diagram was expected, but the list is empty");
  refused("x", undefined, TypeError, "a list of diagrams was expected, but a string was found");
  refused([A, [1, 2, 3]], undefined, TypeError, "diagrams[1] must be a diagram of shape [n, 2]");
  refused([A, [[NaN, 2]]], undefined, RangeError, "row 0 of diagrams[1] is (NaN, 2)");
  refused([[[3, 2]]], undefined, RangeError, "death must not come before birth, but row 0 of diagrams[0] is (3, 2)");
  refused([A, B], [0, 0], RangeError, "weights must sum to a positive number, but all of them are 0");
  refused([A, B], [2, -1], RangeError, "weights must be finite and not negative, but weights[1] is -1");
  refused([A, B], [NaN, 1], RangeError, "weights[0] is NaN");
  refused([A, B], [1, Infinity], RangeError, "weights[1] is Infinity");
  refused([A, B], [1], TypeError, "weights must have shape [2]");
  refused([A, B], [[1, 2]], TypeError, "weights must have shape [2]");
});

Deno.test("frechetMean() refuses options that are out of range", () => {
  const refused = (options: object, kind: typeof RangeError | typeof TypeError, text: string) =>
    assertStringIncludes(assertThrows(() => frechetMean([A, B], options), kind).message, text);
  refused({ maxIter: -1 }, RangeError, "maxIter must be an integer from 0");
  refused({ maxIter: 1.5 }, RangeError, "maxIter must be an integer");
  refused({ tol: -1 }, RangeError, "tol must be a finite number of at least 0, but is -1");
  refused({ tol: NaN }, RangeError, "tol must be");
  refused({ delta: -0.1 }, RangeError, "delta must be");
  refused({ internalP: 0.5 }, RangeError, "internalP must be a number from 1 to Infinity");
  refused({ init: "best" }, RangeError, 'init must be one of "grid", "medoid", "firstDiagram", "random", "custom"');
  refused({ init: "custom" }, TypeError, "but no such diagram was given");
  refused({ init: "grid", customInitialBarycenter: A }, TypeError, 'but init is "grid"');
  refused({ customInitialBarycenter: [1] }, TypeError, "customInitialBarycenter must be a diagram");
  refused({ adaptSupport: 1 }, TypeError, "adaptSupport must be true or false");
  refused({ ignoreInfPoints: "no" }, TypeError, "ignoreInfPoints must be true or false");
  refused({ gridXBins: 0 }, RangeError, "gridXBins must be an integer from 1");
  refused({ gridYBins: 2.5 }, RangeError, "gridYBins must be an integer from 1");
  refused({ randomNoiseScale: -1 }, RangeError, "randomNoiseScale must be");
  refused({ init: "random", seed: -1 }, RangeError, "seed must be");
  refused({ nThreads: 0 }, RangeError, "nThreads must be");
  refused({ maxMemory: -1 }, RangeError, "maxMemory must be");
  refused({ initialise: "grid" }, TypeError, 'but one is "initialise"');
});

Deno.test("frechetMean() finds the same mean with every number of threads", () => {
  const diagrams = [60, 50, 40].map(randomDiagram);
  const [one, two] = [1, 2].map((nThreads) => frechetMean(diagrams, { nThreads }));
  assertEquals([one.barycenter.data, one.objectives], [two.barycenter.data, two.objectives]);
});

Deno.test("frechetMean() keeps its gradient when data is written to afterwards", () => {
  const x = tensor([[0, 20]], { requiresGrad: true });
  const { barycenter } = frechetMean([x, [[2, 22]]]);
  x.data.fill(7);
  barycenter.sum().backward();
  assertEquals(x.grad!.toArray(), [[0.5, 0.5]]);
});
