/**
 * Gradients of vectors and images of diagrams: by central differences at generic points, by hand at ties.
 */
import { assertAlmostEquals, assertEquals } from "@std/assert";
import {
  bettiCurve,
  entropy,
  gradcheck,
  PERSISTENCE_STATISTICS,
  persistenceImage,
  persistenceLandscape,
  persistenceStatistics,
  silhouette,
  type Tensor,
  tensor,
  type TensorLike,
} from "../../../mod.ts";

const GENERIC = [[0.12, 1.31], [0.47, 2.03], [0.89, 1.17], [0.33, 0.71], [1.52, 2.96]];
/** No end and no peak of a tent above is at one of these. */
const GRID = [0.05, 0.4, 0.75, 1.1, 1.45, 1.8, 2.15, 2.5];
const TIGHT = { eps: 1e-6, absoluteTolerance: 1e-8, relativeTolerance: 1e-6 };

const persistence = (_: Tensor, persistence: Tensor) => persistence.square();
const lifetime = (birth: Tensor, death: Tensor) => death.sub(birth).pow(1.5);

/** The gradient at `dgm` of `Σ c_k f(dgm)_k`, where `c` are `slopes` or all 1. */
function gradientOf(f: (dgm: Tensor) => TensorLike, dgm: number[][], slopes?: number[]): unknown {
  const x = tensor(dgm, { requiresGrad: true }), values = f(x) as Tensor;
  values.reshape([-1]).mul(slopes ?? 1).sum().backward();
  return x.grad!.toArray();
}

Deno.test("persistenceImage() agrees with central differences, through its weights too", () => {
  const options = { bandwidth: 0.4, resolution: [5, 3], imRange: [0, 2, 0, 3] } as const;
  gradcheck((x) => persistenceImage(x, options), [GENERIC], TIGHT);
  gradcheck((x) => persistenceImage(x, { ...options, weight: persistence }), [GENERIC], TIGHT);
  gradcheck((x) => persistenceImage(x, { ...options, weight: (birth) => birth.sin() }), [GENERIC], TIGHT);
  gradcheck((w) => persistenceImage(GENERIC, { ...options, weight: () => w }), [[1, -2, 0, 0.5, 3]], TIGHT);
  gradcheck((w) => persistenceImage(GENERIC, { ...options, weight: () => w }), [tensor(2)], TIGHT);
});

Deno.test("persistenceLandscape() agrees with central differences where tents differ", () => {
  gradcheck((x) => persistenceLandscape(x, { predefinedGrid: GRID, numLandscapes: 4 }), [GENERIC], TIGHT);
});

Deno.test("silhouette() agrees with central differences, through its weights too", () => {
  gradcheck((x) => silhouette(x, { predefinedGrid: GRID }), [GENERIC], TIGHT);
  gradcheck((x) => silhouette(x, { predefinedGrid: GRID, weight: lifetime }), [GENERIC], TIGHT);
  gradcheck((w) => silhouette(GENERIC, { predefinedGrid: GRID, weight: () => w }), [[1, 2, 0.1, 0.5, 3]], TIGHT);
});

Deno.test("entropy() agrees with central differences, as a number and as a function", () => {
  gradcheck((x) => entropy(x), [GENERIC], TIGHT);
  for (const normalized of [true, false]) {
    gradcheck((x) => entropy(x, { mode: "vector", normalized, predefinedGrid: GRID }), [GENERIC], TIGHT);
  }
});

Deno.test("persistenceStatistics() agrees with central differences where no values are equal", () => {
  gradcheck((x) => persistenceStatistics(x), [GENERIC], TIGHT);
  gradcheck((x) => persistenceStatistics(x), [[[0.5, 2]]], TIGHT);
});

Deno.test("bettiCurve() has the gradient 0, and lets it flow", () => {
  assertEquals(gradientOf((x) => bettiCurve(x, { predefinedGrid: [0, 1, 2] }), [[0, 2], [1, 3]]), [[0, 0], [0, 0]]);
});

Deno.test("persistenceLandscape() gives the gradient of equal tents to the first row", () => {
  // At 1 both tents rise to 1; the first function belongs to row 0, the second to row 1.
  const f = (x: Tensor) => persistenceLandscape(x, { predefinedGrid: [1], numLandscapes: 2 }).div(Math.SQRT2);
  assertEquals(gradientOf(f, [[0, 4], [0, 4]], [1, 10]), [[-1, 0], [-10, 0]]);
});

Deno.test("tents pull half at birth and half at death from their peak, and at nobody from their ends", () => {
  const predefinedGrid = [-1, 0, 2, 4, 5];
  const landscape = (x: Tensor) => persistenceLandscape(x, { predefinedGrid, numLandscapes: 1 }).div(Math.SQRT2);
  assertEquals(gradientOf(landscape, [[0, 4]]), [[-0.5, 0.5]]);
  const curve = (x: Tensor) => silhouette(x, { predefinedGrid }).div(Math.SQRT2);
  assertEquals(gradientOf(curve, [[0, 4]]), [[-0.5, 0.5]]);
  // The mean with a point on the diagonal.
  assertEquals(gradientOf(curve, [[0, 4], [2, 2]]), [[-0.25, 0.25], [0, 0]]);
});

Deno.test("silhouette() tells weights what they raise or lower", () => {
  // At 1 the tents are 1 and 0.5, their mean is 0.75: a weight more brings (1 − 0.75) / 2 or (0.5 − 0.75) / 2.
  const weights = tensor([1, 1], { requiresGrad: true });
  silhouette([[0, 4], [0.5, 3]], { predefinedGrid: [1], weight: () => weights }).div(Math.SQRT2).sum().backward();
  assertAlmostEquals(weights.grad!.data[0], 0.125, 1e-15);
  assertAlmostEquals(weights.grad!.data[1], -0.125, 1e-15);
});

Deno.test("entropy() has the gradient 0 at points on the diagonal, and for a single point", () => {
  assertEquals(gradientOf((x) => entropy(x), [[0, 2]]), [[0, 0]]);
  assertEquals(gradientOf((x) => entropy(x), [[1, 1], [2, 2]]), [[0, 0], [0, 0]]);
  // Shares 1/2, 1/2 and 0: the entropy is at its largest on the two.
  assertEquals(gradientOf((x) => entropy(x), [[0, 1], [1, 2], [3, 3]]), [[0, 0], [0, 0], [0, 0]]);
  // d/dl₀ of −Σ p ln p is −(ln p₀ + H)/L, here with p = 3/4 and 1/4, L = 4.
  const h = -(0.75 * Math.log(0.75) + 0.25 * Math.log(0.25)), slope = -(Math.log(0.75) + h) / 4;
  const found = gradientOf((x) => entropy(x), [[0, 3], [0, 1]]) as number[][];
  assertAlmostEquals(found[0][0], -slope, 1e-15);
  assertAlmostEquals(found[0][1], slope, 1e-15);
});

Deno.test("persistenceStatistics() of equal values pull at the first rows, and not through the deviation", () => {
  const at = (name: string) => (x: Tensor) => persistenceStatistics(x).index(PERSISTENCE_STATISTICS.indexOf(name));
  const equal = [[0.1, 1], [0.1, 1], [0.1, 1]];
  assertEquals(gradientOf(at("birth.std"), equal), [[0, 0], [0, 0], [0, 0]]);
  assertEquals(gradientOf(at("birth.median"), equal), [[0, 0], [1, 0], [0, 0]]);
  assertEquals(gradientOf(at("death.range"), equal), [[0, -1], [0, 0], [0, 1]]);
  assertEquals(gradientOf(at("midpoint.mean"), [[0, 1], [2, 3]]), [[0.25, 0.25], [0.25, 0.25]]);
  assertEquals(gradientOf(at("lifetime.median"), [[0, 1], [2, 5]]), [[-0.5, 0.5], [-0.5, 0.5]]);
  assertEquals(gradientOf(at("count"), equal), [[0, 0], [0, 0], [0, 0]]);
});
