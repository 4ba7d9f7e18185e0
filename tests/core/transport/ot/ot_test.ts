/**
 * Distances of the `ot` namespace by hand, by their properties, by central differences, and with bad input.
 */
import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import {
  Generator,
  gradcheck,
  manualSeed,
  numpyRandomState,
  ot,
  rand,
  randn,
  softmax,
  type Tensor,
  tensor,
} from "../../../../mod.ts";

const X = Array.from({ length: 7 }, (_, i) => [0.4 * Math.sin(1.7 * i) + 0.5, 0.3 * Math.cos(0.9 * i) + 0.4]);
const Y = Array.from({ length: 5 }, (_, j) => [0.3 * Math.cos(2.3 * j) + 0.6, 0.4 * Math.sin(1.1 * j + 0.5) + 0.5]);
const A = X.map((_, i) => (i + 1) / 28);
const B = Y.map((_, j) => 2 + Math.cos(j)).map((weight, _, all) => weight / all.reduce((x, y) => x + y));

const norm = (x: Tensor) => x.div(x.norm(1, { keepDim: true }));

/** The reference's own figures, to the last digits. */
Deno.test("sliced distances of the reference clouds", () => {
  const numpy = (options: object) =>
    ot.slicedWassersteinDistance(X, Y, { nProjections: 20, seed: numpyRandomState(0), ...options });
  assertAlmostEquals(numpy({ a: A, b: B }).item(), 0.2393959524751763, 1e-15);
  assertAlmostEquals(numpy({}).item(), 0.1604437440568704, 1e-15);
  assertAlmostEquals(numpy({ p: 1 }).item(), 0.1317411458407619, 1e-15);
  const most = ot.maxSlicedWassersteinDistance(X, Y, { nProjections: 20, seed: numpyRandomState(0) });
  assertAlmostEquals(most.item(), 0.19408258027509667, 1e-15);
  const torch = ot.slicedWassersteinDistance(X, Y, { a: A, b: B, nProjections: 20, seed: 0 });
  assertAlmostEquals(torch.item(), 0.19302845761370735, 1e-15);
});

Deno.test("a number draws from a fresh torch stream, a stream moves on, and nothing is the stream of manualSeed", () => {
  const distance = (options: object) => ot.slicedWassersteinDistance(X, Y, { nProjections: 20, ...options }).item();
  const fresh = distance({ seed: 42 });
  manualSeed(42);
  assertEquals(distance({}), fresh);
  assert(distance({}) !== fresh);
  const generator = new Generator(42);
  assertEquals(distance({ seed: generator }), fresh);
  assert(distance({ seed: generator }) !== fresh);
  assertEquals(distance({ seed: 42n }), fresh);
  assertEquals(distance({ projections: ot.getRandomProjections(2, 20, { seed: 42 }) }), fresh);
});

Deno.test("clouds against themselves are at distance 0, with gradient 0", () => {
  const sphere = norm(randn([9, 3], { seed: 4 }));
  for (const p of [1, 1.5, 2]) {
    for (const f of [ot.slicedWassersteinDistance, ot.maxSlicedWassersteinDistance, ot.slicedWassersteinSphere]) {
      const x = tensor(sphere, { requiresGrad: true }), y = tensor(sphere, { requiresGrad: true });
      const distance = f(x, y, { p, seed: 1 });
      distance.backward();
      assertEquals([distance.item(), x.grad!.abs().sum().item(), y.grad!.abs().sum().item()], [0, 0, 0]);
    }
  }
});

Deno.test("one-dimensional clouds have the distance of their line", () => {
  const x = randn([100, 1], { seed: 1 }), y = randn([120, 1], { seed: 2 });
  const a = softmax(randn([100], { seed: 3 })), b = softmax(randn([120], { seed: 4 }));
  for (const p of [1, 2]) {
    const line = ot.wasserstein1d(x.reshape([100]), y.reshape([120]), { a, b, p }).item();
    const sliced = ot.slicedWassersteinDistance(x, y, { a, b, p, seed: 0 }).item();
    assertAlmostEquals(sliced ** p, line, 1e-13);
    assertAlmostEquals(ot.emd1d(x, y, { a, b, metric: "minkowski", p }).cost.item(), line, 1e-14);
  }
});

Deno.test("costs on the line move and scale as they should", () => {
  const u = randn([50], { seed: 1 }), v = randn([60], { seed: 2 }), cost = ot.wasserstein1d(u, v, { p: 2 }).item();
  assertAlmostEquals(ot.wasserstein1d(u, u.add(1), { p: 2 }).item(), 1, 1e-14);
  assertAlmostEquals(ot.wasserstein1d(u.mul(10), v.mul(10), { p: 2 }).item(), 100 * cost, 1e-12);
  assertAlmostEquals(ot.wasserstein1d([0, 1, 3], [5, 6]).item(), 25 / 6, 1e-14);
  assertAlmostEquals(ot.wasserstein1d([0, 1, 3], [5, 6], { p: 2 }).item(), 109 / 6, 1e-14);
});

Deno.test("a plan on the line has the marginals, and its potentials prove it cheapest", () => {
  const x = randn([30], { seed: 1 }), y = randn([20], { seed: 2 });
  const a = softmax(randn([30], { seed: 3 })), b = softmax(randn([20], { seed: 4 }));
  const { cost, plan, f, g, parts } = ot.emd1d(x, y, { a, b });
  const matrix = plan();
  matrix.sum(1).data.forEach((mass, i) => assertAlmostEquals(mass, a.data[i], 1e-15));
  matrix.sum(0).data.forEach((mass, j) => assertAlmostEquals(mass, b.data[j], 1e-15));
  assertAlmostEquals(f.mul(a).sum().add(g.mul(b).sum()).item(), cost.item(), 1e-14);
  assert(parts.masses.length <= 49);
  for (let i = 0; i < 30; i++) {
    for (let j = 0; j < 20; j++) assert(f.data[i] + g.data[j] <= (x.data[i] - y.data[j]) ** 2 + 1e-13);
  }
});

Deno.test("gradients agree with central differences, in positions and weights", () => {
  const tight = { eps: 1e-6, absoluteTolerance: 1e-7, relativeTolerance: 1e-6 };
  const la = randn([7], { seed: 5 }), lb = randn([5], { seed: 6 });
  const x = norm(randn([7, 3], { seed: 7 })), y = norm(randn([5, 3], { seed: 8 }));
  for (const p of [1, 1.5, 2, 3]) {
    const options = (a: Tensor, b: Tensor) => ({ a: softmax(a), b: softmax(b), p, seed: 2, nProjections: 6 });
    gradcheck((x, y, a, b) => ot.slicedWassersteinDistance(x, y, options(a, b)), [x, y, la, lb], tight);
    gradcheck((x, y, a, b) => ot.maxSlicedWassersteinDistance(x, y, options(a, b)), [x, y, la, lb], tight);
    gradcheck((x, y, a, b) => ot.slicedWassersteinSphere(norm(x), norm(y), options(a, b)), [x, y, la, lb], tight);
    const [u, v] = [rand([7, 2], { seed: 9 }), rand([5, 2], { seed: 10 })], [a, b] = [randn([7, 2], { seed: 11 }), lb];
    const lines = (a: Tensor, b: Tensor) => ({ a: softmax(a, 0), b: softmax(b, 0), p });
    gradcheck((u, v, a, b) => ot.wasserstein1d(u, v, lines(a, b)), [u, v, a, b], tight);
    gradcheck((u, v, a, b) => ot.wassersteinCircle(u, v, lines(a, b)), [u, v, a, b], tight);
  }
  const circle = rand([6, 2], { seed: 12 });
  gradcheck(
    (u, a) => ot.semidiscreteWasserstein2UnifCircle(u, { a: softmax(a, 0) }),
    [circle, randn([6], { seed: 3 })],
    tight,
  );
});

Deno.test("weights of equal numbers of points have the mean of both sides as gradient", () => {
  // More mass at 0 and less at 3 costs 25 − 4 more, as 5 gets it from 0; the other way 4 − 1 more, as 1 gets it from 3.
  const a = tensor([0.5, 0.5], { requiresGrad: true });
  ot.wasserstein1d([0, 3], [1, 5], { a, b: [0.5, 0.5], p: 2 }).backward();
  assertEquals(a.grad!.toArray(), [9, 0]);
  const two = (t: Tensor) => ot.wasserstein1d([0, 3], [1, 5], { a: t.mul([1, -1]).add(0.5), b: [0.5, 0.5], p: 2 });
  gradcheck(two, [0]);
});

Deno.test("weights stay with their points where the sample of a semidiscrete cost is not in order", () => {
  const cost = ot.semidiscreteWasserstein2UnifCircle([0.7, 0.1, 0.4], { a: [0.5, 0.2, 0.3] });
  assertAlmostEquals(
    cost.item(),
    ot.semidiscreteWasserstein2UnifCircle([0.1, 0.4, 1.7], { a: [0.2, 0.3, 0.5] }).item(),
    1e-15,
  );
  const fine = Array.from({ length: 4000 }, (_, k) => k / 4000);
  assertAlmostEquals(
    cost.item(),
    ot.wassersteinCircle([0.7, 0.1, 0.4], fine, { a: [0.5, 0.2, 0.3], p: 2 }).item(),
    1e-4,
  );
});

Deno.test("the distance to the whole sphere of 500 points drawn on it is as documented", () => {
  const points = norm(numpyRandomState(42).randn(500, 3));
  assertAlmostEquals(ot.slicedWassersteinSphereUnif(points, { seed: numpyRandomState(42) }).item(), 0.01734, 1e-5);
});

Deno.test("the gradient of the distance to the whole sphere agrees with central differences", () => {
  const tight = { eps: 1e-6, absoluteTolerance: 1e-7, relativeTolerance: 1e-6 };
  for (const d of [2, 4]) {
    const distance = (x: Tensor, a: Tensor) =>
      ot.slicedWassersteinSphereUnif(norm(x), { a: softmax(a), seed: 1, nProjections: 6 });
    gradcheck(distance, [randn([7, d], { seed: d }), randn([7], { seed: 3 })], tight);
  }
  const x = tensor([[0, 0, 1], [1, 0, 0]], { requiresGrad: true }), plane = [[[1, 0], [0, 1], [0, 0]]];
  const [distance, { projections }] = ot.slicedWassersteinSphereUnif(x, { projections: plane, log: true });
  distance.backward();
  assertEquals([projections.toArray(), [...x.grad!.data].slice(0, 3)], [plane, [0, 0, 0]]);
});

Deno.test("clouds far from the origin have the distance and the gradient that they have near it, bit for bit", () => {
  for (const f of [ot.slicedWassersteinDistance, ot.maxSlicedWassersteinDistance]) {
    const at = (shift: number) => {
      // Of few digits, so that nothing is rounded when they move.
      const [x, y] = [X, Y].map((points) =>
        tensor(points.map((p) => p.map((t) => Math.round(t * 2 ** 20) / 2 ** 20 + shift)))
      );
      const leaf = tensor(x, { requiresGrad: true }), distance = f(leaf, y, { seed: 1 });
      distance.backward();
      return [distance.item(), ...leaf.grad!.data];
    };
    assertEquals([at(2 ** 20), at(-(2 ** 27))], [at(0), at(0)]);
  }
});

Deno.test("results are the same bits for every number of threads", () => {
  const x = randn([3000, 3], { seed: 1 }), y = randn([2000, 3], { seed: 2 });
  const run = (nThreads: number, sphere: boolean) => {
    const f = sphere ? ot.slicedWassersteinSphere : ot.slicedWassersteinDistance;
    const [u, v] = (sphere ? [norm(x), norm(y)] : [x, y]).map((points) => tensor(points, { requiresGrad: true }));
    const a = tensor(new Float64Array(3000).fill(1 / 3000), { requiresGrad: true });
    const distance = f(u, v, { a, seed: 3, nThreads, nProjections: 20 });
    distance.backward();
    return [distance.item(), ...u.grad!.data, ...v.grad!.data, ...a.grad!.data];
  };
  for (const sphere of [false, true]) {
    const one = run(1, sphere);
    for (const threads of [2, 4]) assertEquals(run(threads, sphere), one);
  }
});

Deno.test("a flow of a cloud along the gradient of its sliced distance ends at the other", () => {
  let x = randn([60, 2], { seed: 1 });
  const y = randn([80, 2], { seed: 2 }).mul(0.3).add(5), generator = new Generator(42);
  const start = ot.slicedWassersteinDistance(x, y, { seed: 0 }).item();
  for (let step = 0; step < 60; step++) {
    const leaf = tensor(x, { requiresGrad: true });
    const distance = ot.slicedWassersteinDistance(leaf, y, { nProjections: 20, seed: generator });
    distance.square().backward();
    x = leaf.detach().sub(leaf.grad!.mul(60));
  }
  assert(ot.slicedWassersteinDistance(x, y, { seed: 0 }).item() < 0.03 * start);
});

Deno.test("bad input is refused with what was expected and what was found", () => {
  const call = (options: object) => () => ot.slicedWassersteinDistance(X, Y, options);
  const refusals: [() => unknown, typeof TypeError | typeof RangeError, string][] = [
    [
      () => ot.slicedWassersteinDistance(X, [[1, 2, 3]]),
      TypeError,
      "x and y must have the same number of columns, but their shapes are [7, 2] and [1, 3]",
    ],
    [
      () => ot.slicedWassersteinDistance([1, 2], Y),
      TypeError,
      "x must have shape [n, d] with n and d at least 1, but its shape is [2]",
    ],
    [
      () => ot.slicedWassersteinDistance([], Y),
      TypeError,
      "x must have shape [n, d] with n and d at least 1, but its shape is [0]",
    ],
    [() => ot.slicedWassersteinDistance([[NaN, 0]], Y), RangeError, "x must be finite, but entry 0 is NaN"],
    [call({ a: [1] }), TypeError, "a must have shape [7], but its shape is [1]"],
    [call({ a: A.map(() => -1) }), RangeError, "a must be finite and not negative, but entry 0 is -1"],
    [call({ a: A.map(() => 0) }), RangeError, "weights must have a positive sum, but they sum to 0 and 1"],
    [call({ a: A.map((a) => 2 * a), b: B }), RangeError, "both samples must have the same mass, but a sums to 2"],
    [call({ a: A.map((a) => 2 * a) }), RangeError, "weights that are not given sum to 1"],
    [call({ p: 0.5 }), RangeError, "p must be a finite number of at least 1, but is 0.5"],
    [call({ p: Infinity }), RangeError, "p must be a finite number of at least 1, but is Infinity"],
    [call({ nProjections: 0 }), RangeError, "nProjections must be a positive integer below 2^31, but is 0"],
    [call({ projections: [[1]] }), TypeError, "projections must have shape [2, k], but their shape is [1, 1]"],
    [call({ projections: [[1], [NaN]] }), RangeError, "projections must be finite, but entry 1 is NaN"],
    [
      call({ projections: [[1], [0]], seed: 1 }),
      TypeError,
      "projections, or a stream to draw them from, were expected, but both were found",
    ],
    [call({ seed: "0" }), TypeError, "generator must be a Generator or a NumPy stream, but is a string"],
    [call({ seed: 0.5 }), RangeError, "seed must be an integer"],
    [call({ log: 1 }), TypeError, "log must be true or false, but is a number"],
    [call({ scaler: 3 }), TypeError, "scaler must be a function, or have one called transform, but is a number"],
    [call({ scaler: {} }), TypeError, "scaler must be a function, or have one called transform"],
    [call({ scaler: (x: Tensor) => x.sum() }), TypeError, "x must have shape [n, d] with n and d at least 1, but its"],
    [
      () => ot.slicedWassersteinSphere([[1, 0]], [[1, 0]], { scaler: 1 } as never),
      TypeError,
      'log, nThreads, maxMemory, but one is "scaler"',
    ],
    [() => ot.slicedWassersteinSphereUnif([[1, 1]]), RangeError, "x must have unit vectors in its rows, but row 0 has"],
    [() => ot.slicedWassersteinSphereUnif([[1]]), TypeError, "x must have at least 2 columns, but has 1"],
    [() => ot.slicedWassersteinSphereUnif([1, 0]), TypeError, "x must have shape [n, d] with n and d at least 1"],
    [() => ot.slicedWassersteinSphereUnif([[1, 0]], { a: [1, 2] }), TypeError, "a must have shape [1]"],
    [() => ot.slicedWassersteinSphereUnif([[1, 0]], { a: [-1] }), RangeError, "a must be finite and not negative"],
    [() => ot.slicedWassersteinSphereUnif([[1, 0]], { a: [2] }), RangeError, "weights must sum to 1, but sum to 2"],
    [
      () => ot.slicedWassersteinSphereUnif([[1, 0]], { nProjections: 0 }),
      RangeError,
      "nProjections must be a positive",
    ],
    [call({ maxMemory: 100 }), RangeError, "slicing clouds of 12 points would need about"],
    [
      () => ot.slicedWassersteinSphere(X, Y),
      RangeError,
      "x must have unit vectors in its rows, but row 0 has the length 0.86",
    ],
    [() => ot.slicedWassersteinSphere([[1]], [[1]]), TypeError, "x must have at least 2 columns, but has 1"],
    [
      () => ot.slicedWassersteinSphere([[1, 0]], [[1, 0]], { projections: [[1, 0]] }),
      TypeError,
      "projections must have shape [k, 2, 2]",
    ],
    [() => ot.getRandomProjections(0, 3), RangeError, "d must be a positive integer below 2^31, but is 0"],
    [
      () => ot.wasserstein1d([[1, 2]], [1]),
      TypeError,
      "u and v must have the same number of columns, but their shapes are [1, 2] and [1]",
    ],
    [
      () => ot.wasserstein1d([], [1]),
      TypeError,
      "u must have shape [n] or [n, k] with n at least 1, but its shape is [0]",
    ],
    [
      () => ot.wasserstein1d([[1, 2]], [[1, 2]], { a: [[1]] }),
      TypeError,
      "a must have shape [1] or [1, 2], but its shape is [1, 1]",
    ],
    [() => ot.emd1d([[1, 2]], [[1, 2]]), TypeError, "samples must have one column, but have 2"],
    [
      () => ot.emd1d([1], [1], { metric: "cosine" as never }),
      RangeError,
      'metric must be one of "sqeuclidean", "minkowski", "cityblock", "euclidean", but is "cosine"',
    ],
    [() => ot.semidiscreteWasserstein2UnifCircle([0.5], { a: [2] }), RangeError, "weights must sum to 1, but sum to 2"],
  ];
  for (const [run, kind, text] of refusals) {
    const { message } = assertThrows(run, kind);
    assert(message.startsWith("Cannot ") && message.includes(text), `${message} instead of ${text}`);
  }
});
