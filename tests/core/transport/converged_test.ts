/**
 * Sinkhorn losses that are solved to convergence.
 */
import { assert, assertAlmostEquals, assertEquals, assertStrictEquals } from "@std/assert";
import { samplesLoss, tensor } from "../../../mod.ts";
import { a, b, LOSSES, nameOf, x, y } from "./_clouds.ts";
import { assertSmall, gradients } from "./_gradients.ts";

for (const loss of LOSSES) {
  Deno.test(`${nameOf(loss)} of points without weight is that of the others`, () => {
    const here = gradients(loss, a, x, b, y);
    const there = gradients(loss, [...a, 0], [...x, [0.1, 0.9]], [0, ...b], [[7, 7], ...y]);
    assertAlmostEquals(there.value, here.value, 1e-13);
    assertSmall(there.at[1].slice(14), 0);
    assertSmall(there.at[3].slice(0, 2), 0);
    for (const part of there.at) assert(part.every(Number.isFinite));
  });
}

Deno.test("samplesLoss() gives the converged values", () => {
  const value = (options: object) => samplesLoss("sinkhorn", { tol: 1e-10, ...options })(a, x, b, y).item();
  assertAlmostEquals(value({ blur: 0.05 }), 0.05424720784481091, 1e-8);
  assertAlmostEquals(value({ blur: 0.05, debias: false }), 0.05842318589108045, 1e-8);
  assertAlmostEquals(value({ blur: 0.1, reach: 0.3 }), 0.03278089119985725, 1e-8);
  assertAlmostEquals(value({ blur: 0.1, reach: 0.3, debias: false }), 0.048519068740740495, 1e-8);
});

Deno.test("samplesLoss() does not depend on the schedule that led to convergence", () => {
  const value = (options: object) => samplesLoss("sinkhorn", { blur: 0.1, tol: 1e-12, ...options })(a, x, b, y).item();
  for (const options of [{ scaling: 0.9 }, { scaling: 0.1 }, { diameter: 10 }, { diameter: 0 }]) {
    assertAlmostEquals(value(options), value({}), 1e-11);
  }
});

Deno.test("samplesLoss() between Gaussians has their closed form", () => {
  // ½ (m − m′)² + ½ Σ of the entropic terms of the three pairs, with D = √(4 A B + ε²) [Janati20].
  const grid = Array.from({ length: 240 }, (_, i) => -3 + i / 40);
  const gaussian = (mean: number, deviation: number) => {
    const heights = grid.map((t) => Math.exp(-((t - mean) ** 2) / (2 * deviation ** 2)));
    const total = heights.reduce((sum, height) => sum + height);
    return heights.map((height) => height / total);
  };
  const [m, s, n, t] = [-0.2, 0.3, 0.5, 0.2], points = grid.map((t) => [t]);
  for (const blur of [0.2, 0.5, 1]) {
    const epsilon = blur ** 2;
    const entropic = (v: number, w: number) => {
      const d = Math.sqrt(4 * v * w + epsilon ** 2);
      return v + w - d + epsilon * Math.log(d + epsilon);
    };
    const terms = entropic(s ** 2, t ** 2) - entropic(s ** 2, s ** 2) / 2 - entropic(t ** 2, t ** 2) / 2;
    const loss = samplesLoss("sinkhorn", { blur, tol: 1e-10 });
    assertAlmostEquals(loss(gaussian(m, s), points, gaussian(n, t), points).item(), ((m - n) ** 2 + terms) / 2, 1e-9);
  }
});

Deno.test("samplesLoss() tends to transport as blur falls, and to a discrepancy as it grows", () => {
  const value = (p: number, blur: number) => samplesLoss("sinkhorn", { p, blur })(a, x, b, y).item();
  assertAlmostEquals(value(2, 0.003), 0.05509288357268767, 2e-5);
  assertAlmostEquals(value(1, 0.0005), 0.3087059086399249, 2e-3);
  assertAlmostEquals(value(1, 1e4), samplesLoss("energy")(a, x, b, y).item(), 1e-4);
  const mean = (weights: number[], points: number[][]) => tensor(weights).matmul(points);
  assertAlmostEquals(value(2, 1e3), mean(a, x).sub(mean(b, y)).square().sum().item() / 2, 1e-6);
});

Deno.test("samplesLoss() reports how a call went", () => {
  const loss = samplesLoss("sinkhorn", { blur: 0.1 });
  assertStrictEquals(loss.report, undefined);
  loss(a, x, b, y);
  const { iterations, marginalError, gap, truncation, seconds, warning, pairs } = loss.report!;
  assert(iterations > 1 && marginalError <= 1e-6 && Math.abs(gap) < 1e-5 && truncation <= 1e-9 && seconds > 0);
  assertEquals([warning, pairs.length], [undefined, 1]);
});

Deno.test("samplesLoss() gives Hausdorff divergences", () => {
  // By the formula, in the sources of the global-divergences package; the slopes at x[0][0] by differences.
  const known = [
    [2, 0.05, 0.019324991416712317, 6.6546747e-3],
    [2, 0.1, 0.02092959041902648, 5.3965694e-3],
    [2, 0.5, 0.03351581396408445, -4.7942291e-3],
    [1, 0.05, 0.18058118923821975, -4.0127927e-2],
    [1, 0.5, 0.12681270197339464, -2.1207442e-2],
  ];
  for (const [p, blur, value, slope] of known) {
    const points = tensor(x, { requiresGrad: true }), loss = samplesLoss("hausdorff", { p, blur, tol: 1e-12 });
    const found = loss(a, points, b, y);
    assertAlmostEquals(found.item(), value, 1e-11);
    found.backward();
    assertAlmostEquals(points.grad!.data[0], slope, 1e-8);
    assertEquals([loss.report!.warning, loss.report!.pairs.length], [undefined, 1]);
  }
});
