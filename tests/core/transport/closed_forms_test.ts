/**
 * Losses between Gaussians, which have closed forms.
 */
import { assertAlmostEquals } from "@std/assert";
import { samplesLoss, tensor } from "../../../mod.ts";

/** A Gaussian of the line, by its mean and its deviation. */
type Gaussian = readonly [mean: number, deviation: number];

/** Points of the line that a sum over is as good as an integral, up to rounding. */
const GRID = Array.from({ length: 240 }, (_, i) => -3 + i / 40), POINTS = GRID.map((t) => [t]);

const PAIRS: [Gaussian, Gaussian][] = [[[-0.2, 0.3], [0.5, 0.2]], [[0.1, 0.25], [0.1, 0.35]], [[-0.4, 0.3], [
  0.3,
  0.3,
]]];

function weights([mean, deviation]: Gaussian): number[] {
  const heights = GRID.map((t) => Math.exp(-((t - mean) ** 2) / (2 * deviation ** 2)));
  const total = heights.reduce((sum, height) => sum + height);
  return heights.map((height) => height / total);
}

/** The integral of `exp(−t²/2)/√(2π)` up to `t`, by Simpson's rule. */
function normal(t: number): number {
  const steps = 400, at = (k: number) => Math.exp(-((k * t / steps) ** 2) / 2);
  let sum = at(0) + at(steps);
  for (let k = 1; k < steps; k++) sum += (k % 2 === 1 ? 4 : 2) * at(k);
  return 0.5 + sum * t / (3 * steps * Math.sqrt(2 * Math.PI));
}

Deno.test("the entropic cost between Gaussians, without debiasing, is that of Janati and others", () => {
  // With D = √(4 s² t² + ε²): ½ ((m − n)² + s² + t² − D + ε) + ½ ε log((D + ε)/(2ε)) [Janati20].
  for (const [alpha, beta] of PAIRS) {
    for (const blur of [0.2, 0.5, 1]) {
      const [[m, s], [n, t]] = [alpha, beta], epsilon = blur ** 2, d = Math.sqrt(4 * s ** 2 * t ** 2 + epsilon ** 2);
      const expected =
        ((m - n) ** 2 + s ** 2 + t ** 2 - d + epsilon + epsilon * Math.log((d + epsilon) / (2 * epsilon))) / 2;
      const loss = samplesLoss("sinkhorn", { blur, debias: false, tol: 1e-10 });
      assertAlmostEquals(loss(weights(alpha), POINTS, weights(beta), POINTS).item(), expected, 1e-9);
    }
  }
});

Deno.test("the Sinkhorn divergence between Gaussians in the plane is the sum of those along the axes", () => {
  const coarse = Array.from({ length: 40 }, (_, i) => -2 + i / 10),
    points = coarse.flatMap((s) => coarse.map((t) => [s, t]));
  const masses = ([mean, deviation]: Gaussian) => {
    const heights = coarse.map((t) => Math.exp(-((t - mean) ** 2) / (2 * deviation ** 2)));
    const total = heights.reduce((sum, height) => sum + height);
    return heights.map((height) => height / total);
  };
  const loss = samplesLoss("sinkhorn", { blur: 0.5, tol: 1e-9 }), line = coarse.map((t) => [t]);
  const [first, second] = PAIRS,
    alone = (pair: [Gaussian, Gaussian]) => loss(masses(pair[0]), line, masses(pair[1]), line);
  const product = (k: 0 | 1) => masses(first[k]).flatMap((a) => masses(second[k]).map((b) => a * b));
  const found = loss(product(0), points, product(1), points).item();
  assertAlmostEquals(found, alone(first).add(alone(second)).item(), 1e-8);
});

Deno.test("the Gaussian discrepancy between Gaussians has its closed form", () => {
  // ∫∫ k = σ/√(σ² + s² + t²) exp(−(m − n)²/(2 (σ² + s² + t²))).
  for (const [alpha, beta] of PAIRS) {
    for (const blur of [0.1, 0.3, 1]) {
      const mean = ([m, s]: Gaussian, [n, t]: Gaussian) => {
        const variance = blur ** 2 + s ** 2 + t ** 2;
        return blur / Math.sqrt(variance) * Math.exp(-((m - n) ** 2) / (2 * variance));
      };
      const expected = (mean(alpha, alpha) + mean(beta, beta)) / 2 - mean(alpha, beta);
      const loss = samplesLoss("gaussian", { blur });
      assertAlmostEquals(loss(weights(alpha), POINTS, weights(beta), POINTS).item(), expected, 1e-12);
    }
  }
});

Deno.test("the energy distance between Gaussians has its closed form", () => {
  // E|X| = v √(2/π) e^(−d²/(2 v²)) + d (2 Φ(d/v) − 1) for a Gaussian of mean d and deviation v.
  for (const [alpha, beta] of PAIRS) {
    const mean = ([m, s]: Gaussian, [n, t]: Gaussian) => {
      const d = m - n, v = Math.hypot(s, t), height = Math.exp(-(d ** 2) / (2 * v ** 2)) / (v * Math.sqrt(2 * Math.PI));
      // The kink of the distance takes a sixth of the square of the mesh from sums, times the density where X is 0.
      return (2 * v ** 2 - 1 / (6 * 40 ** 2)) * height + d * (2 * normal(d / v) - 1);
    };
    const expected = mean(alpha, beta) - (mean(alpha, alpha) + mean(beta, beta)) / 2;
    const loss = samplesLoss("energy"), found = loss(weights(alpha), POINTS, weights(beta), POINTS);
    assertAlmostEquals(found.item(), expected, 1e-7);
  }
});

Deno.test("a Gaussian that moves has the gradient of its closed form", () => {
  const [[m, s], [n]] = [[-0.2, 0.3], [0.5, 0.3]] as const;
  for (const blur of [0.2, 1]) {
    const points = tensor(POINTS, { requiresGrad: true }), loss = samplesLoss("sinkhorn", { blur, tol: 1e-10 });
    loss(weights([m, s]), points, weights([n, s]), POINTS).backward();
    // The loss is ½ (m − n)², whatever the blur.
    assertAlmostEquals(points.grad!.sum().item(), m - n, 1e-8);
  }
});
