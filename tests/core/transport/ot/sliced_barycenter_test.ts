/**
 * Sliced barycenters: by hand on the line, of translates, as minima of POT's distance, and bad calls.
 *
 * @module
 */
import { assert, assertAlmostEquals, assertEquals, assertRejects, assertThrows } from "@std/assert";
import { maskClouds, slicedMixture } from "../../../../bench/sliced_flows.ts";
import { ot, rand, type Tensor, tensor } from "../../../../mod.ts";

const [cross, farTooth, tooth, start] = maskClouds();

function assertClose(found: Tensor, expected: readonly number[], tolerance: number): void {
  assertEquals(found.size, expected.length);
  expected.forEach((x, i) => assertAlmostEquals(found.data[i], x, tolerance, `entry ${i}`));
}

Deno.test("slicedBarycenter() on the line takes means of quantiles, in one step", () => {
  const { points, cost, costs, nit, success } = ot.slicedBarycenter([[[3], [0], [1]], [[5], [6], [10]]], {
    weights: [0.25, 0.75],
    seed: 0,
  });
  assertClose(points, [8.25, 3.75, 4.75], 1e-12);
  // Differences 5, 5 and 7: 33 = (25 + 25 + 49) / 3 at the start, times ¾; times ¼ · ¾ in the end.
  assertAlmostEquals(costs[0], 0.75 * 33, 1e-12);
  assertAlmostEquals(cost, 0.1875 * 33, 1e-12);
  assertEquals([nit, costs.length, success], [1, 2, true]);
});

Deno.test("slicedBarycenter() of translates is the translate by the mean", () => {
  const y = rand([20, 3], { seed: 1 }), shifts = [[0, 0, 0], [4, 0, 2], [-1, 3, 0]];
  const measures = shifts.map((shift) => y.add(shift));
  const projections = [[1, 0, 0, 0.6], [0, 1, 0, 0.8], [0, 0, 1, 0]];
  const { points, cost } = ot.slicedBarycenter(measures, { weights: [0.5, 0.25, 0.25], projections });
  assertClose(points, [...y.add([0.75, 0.75, 0.5]).data], 1e-12);
  // Squares along the four directions, each averaged around its mean.
  const spread = (values: number[]) => {
    const mean = 0.5 * values[0] + 0.25 * values[1] + 0.25 * values[2];
    return values.reduce((sum, x, k) => sum + (k === 0 ? 0.5 : 0.25) * (x - mean) ** 2, 0);
  };
  const along = [[0, 4, -1], [0, 0, 3], [0, 2, 0], [0, 2.4, -0.6 + 2.4]];
  assertAlmostEquals(cost, along.reduce((sum, values) => sum + spread(values) / 4, 0), 1e-12);
});

Deno.test("slicedBarycenter() goes down the mean of squared distances to where they have no slope", () => {
  const projections = ot.getRandomProjections(2, 50, { seed: 42 }), weights = [0.3, 0.7];
  const found = ot.slicedBarycenter([tooth, cross], { weights, start, projections, tol: 1e-9 });
  const costAt = (x: Tensor) =>
    [tooth, cross].map((y, k) => ot.slicedWassersteinDistance(x, y, { projections }).square().mul(weights[k]))
      .reduce((sum, cost) => sum.add(cost));
  assertAlmostEquals(found.costs[0], costAt(start).item(), 1e-12);
  const x = tensor(found.points, { requiresGrad: true }), cost = costAt(x);
  cost.backward();
  assertAlmostEquals(found.cost, cost.item(), 1e-12);
  assert(found.success && x.grad!.abs().max().item() < 1e-9);
  assert(found.costs.every((cost, i) => i === 0 || cost <= found.costs[i - 1] * (1 + 1e-14)));
});

Deno.test("slicedBarycenter() costs less than what the flow of notebook 03 comes to", () => {
  const { points, cost } = ot.slicedBarycenter([tooth, cross], { start, seed: 42 });
  const other = slicedMixture([cross, farTooth, tooth, start]).x;
  for (const seed of [42, 43]) {
    const projections = ot.getRandomProjections(2, 50, { seed });
    const squared = (x: Tensor, y: Tensor) => ot.slicedWassersteinDistance(x, y, { projections }).item() ** 2 / 2;
    const [ours, theirs] = [points, other].map((x) => squared(x, tooth) + squared(x, cross));
    if (seed === 42) assertAlmostEquals(cost, ours, 1e-12);
    assert(ours < theirs * (seed === 42 ? 1 : 1.01));
  }
});

Deno.test("slicedBarycenter() takes a point of mass 2/3 for two of 1/3", () => {
  const options = { start: rand([3, 2], { seed: 3 }), seed: 5 }, other = [[4, 0], [5, 1], [4, 3]];
  const heavy = ot.slicedBarycenter([{ points: [[0, 0], [1, 1]], masses: [2 / 3, 1 / 3] }, other], options);
  const twice = ot.slicedBarycenter([[[0, 0], [0, 0], [1, 1]], other], options);
  assertClose(heavy.points, [...twice.points.data], 1e-10);
  assertClose(heavy.masses, [1 / 3, 1 / 3, 1 / 3], 0);
});

Deno.test("slicedBarycenter() keeps the masses of its start, and leaves a point of none where it is", () => {
  const from = { points: [[0, 0], [7, 7], [1, 0]], masses: [0.25, 0, 0.75] };
  const { points, masses } = ot.slicedBarycenter([[[3, 3], [4, 3]], [[9, 9]]], {
    weights: [1, 0],
    start: from,
    seed: 0,
  });
  assertEquals([...masses.data], [0.25, 0, 0.75]);
  assertEquals([...points.data.subarray(2, 4)], [7, 7]);
  // A quarter is the left half of the left point; the rest has its other half and the right point.
  assertClose(points, [3, 3, 7, 7, 3 + 2 / 3, 3], 1e-9);
});

Deno.test("slicedBarycenter() gives the same bits for every number of threads", () => {
  const [one, two] = [1, 2].map((nThreads) =>
    ot.slicedBarycenter([tooth, cross], { start, seed: 1, maxiter: 5, nThreads })
  );
  assertEquals(one, two);
});

Deno.test("slicedBarycenter() tells of each step, and ends when asked to", () => {
  const seen: number[] = [];
  const callback = ({ nit, cost, points }: { nit: number; cost: number; points: Tensor }) => {
    seen.push(cost);
    points.data.fill(0); // a copy
    return nit === 3;
  };
  const stopped = ot.slicedBarycenter([tooth, cross], { start, seed: 1, callback });
  assertEquals([stopped.nit, stopped.success, stopped.costs.slice(1)], [3, false, seen]);
  const cut = ot.slicedBarycenter([tooth, cross], { start, seed: 1, maxiter: 3 });
  assertEquals([cut.nit, cut.success, cut.points], [3, false, stopped.points]);
});

Deno.test("slicedBarycenterAsync() finds the same, tells how far it is, and ends when aborted", async () => {
  const options = { start, seed: 1, maxiter: 40 }, told: number[] = [];
  const found = await ot.slicedBarycenterAsync([tooth, cross], { ...options, onProgress: (part) => told.push(part) });
  assertEquals(found, ot.slicedBarycenter([tooth, cross], options));
  assertEquals([told[0], told.at(-1), told.length], [1 / 40, 1, 40]);
  assert(told.every((part, i) => i === 0 || part > told[i - 1]));

  const stop = new AbortController();
  const started = ot.slicedBarycenterAsync([tooth, cross], {
    ...options,
    maxiter: 1e6,
    tol: 1e-300,
    signal: stop.signal,
  });
  setTimeout(() => stop.abort(new Error("enough")), 20);
  await assertRejects(() => started, Error, "enough");
  await assertRejects(
    () => ot.slicedBarycenterAsync([cross], { signal: 1 as never }),
    TypeError,
    "Cannot find the sliced barycenter: signal must be an AbortSignal, but is a number",
  );
  await assertRejects(
    () => ot.slicedBarycenterAsync([cross], { sead: 1 } as never),
    TypeError,
    "Cannot find the sliced barycenter: options must be among weights, start, nProjections, projections, seed, tol, " +
      'maxiter, callback, nThreads, maxMemory, signal, onProgress, but one is "sead"',
  );
});

Deno.test("slicedBarycenter() refuses what it cannot do", () => {
  const cases: [() => unknown, typeof TypeError | typeof RangeError, string][] = [
    [() => ot.slicedBarycenter(3 as never), TypeError, "a list of measures was expected, but a number was found"],
    [() => ot.slicedBarycenter([]), RangeError, "at least one measure was expected, but there is none"],
    [() => ot.slicedBarycenter([[[0, NaN]]]), RangeError, "points of measure 0 must be finite, but entry 1 is NaN"],
    [() => ot.slicedBarycenter([cross], { start: [[0]] }), TypeError, "those of start have 1"],
    [
      () => ot.slicedBarycenter([[[0, 0]], { points: [[1, 0]], masses: [2] }]),
      RangeError,
      "all measures must have the same positive mass, but start has 1 and measure 1 2",
    ],
    [() => ot.slicedBarycenter([cross], { weights: [2] }), RangeError, "weights must sum to 1, but their sum is 2"],
    [() => ot.slicedBarycenter([cross], { tol: 0 }), RangeError, "tol must be a positive number, but is 0"],
    [() => ot.slicedBarycenter([cross], { maxiter: 0 }), RangeError, "maxiter must be a whole number from 1, but is 0"],
    [() => ot.slicedBarycenter([cross], { callback: 1 as never }), TypeError, "callback must be a function"],
    [() => ot.slicedBarycenter([cross], { nProjections: 0.5 }), RangeError, "nProjections must be a positive integer"],
    [
      () => ot.slicedBarycenter([cross], { projections: [[1, 2], [2, 4]] }),
      RangeError,
      "directions that span all 2 dimensions were expected, but 2 that do not were found",
    ],
    [
      () => ot.slicedBarycenter([cross], { nProjections: 1 }),
      RangeError,
      "directions that span all 2 dimensions were expected, but 1 that do not were found",
    ],
    [
      () => ot.slicedBarycenter([cross], { projections: [[1, 0], [0, 1]], seed: 1 }),
      TypeError,
      "projections, or a stream to draw them from, were expected, but both were found",
    ],
  ];
  for (const [call, kind, message] of cases) assertThrows(call, kind, message);
});
