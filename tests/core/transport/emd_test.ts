/**
 * Exact optimal transport.
 */
import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { emd, Generator, gradcheck, ot, rand, samplesLoss, Tensor, tensor } from "../../../mod.ts";
import { type Refusal, testRefusals, wrong } from "../ops/_refusals.ts";
import { a, b, x, y } from "./_clouds.ts";

const squares = x.map(([s, t]) => y.map(([u, v]) => ((s - u) ** 2 + (t - v) ** 2) / 2));
const lengths = x.map(([s, t]) => y.map(([u, v]) => Math.hypot(s - u, t - v)));

Deno.test("emd() gives the values of the reference", () => {
  assertAlmostEquals(emd(a, b, squares).value.item(), 0.05509288357268767, 1e-15);
  assertAlmostEquals(emd(a, b, lengths).value.item(), 0.3087059086399249, 1e-15);
});

Deno.test("emd() moves the weights, and its potentials prove that nothing is cheaper", () => {
  const { plan, f, g, value, gap } = emd(a, b, squares);
  plan.apply([1, 1, 1, 1, 1]).data.forEach((sum, i) => assertAlmostEquals(sum, a[i], 1e-15));
  plan.applyTransposed([1, 1, 1, 1, 1, 1, 1]).data.forEach((sum, j) => assertAlmostEquals(sum, b[j], 1e-15));
  f.data.forEach((f, i) => g.data.forEach((g, j) => assert(squares[i][j] - f - g > -1e-15)));
  assertAlmostEquals(gap, 0, 1e-15);
  const dense = plan.toDense().data;
  assertAlmostEquals(dense.reduce((sum, mass, k) => sum + mass * squares[Math.floor(k / 5)][k % 5], 0), value.item());
});

Deno.test("emd() is what the Sinkhorn loss comes to as the blur vanishes", () => {
  const exact = emd(a, b, squares).value.item();
  for (const blur of [0.01, 0.003, 0.001]) {
    const value = samplesLoss("sinkhorn", { blur, debias: false })(a, x, b, y).item();
    // The regularisation costs at most ε times the entropy of the plan.
    assert(value > exact - 1e-9 && value < exact + blur ** 2 * 4, `${value} at ${blur}`);
  }
});

Deno.test("the Sinkhorn loss comes to that of the kernel −C as the blur grows", () => {
  const mean = (weights: number[], points: number[][], c: number) =>
    weights.reduce((sum, weight, i) => sum + weight * points[i][c], 0);
  const apart = [0, 1].map((c) => mean(a, x, c) - mean(b, y, c));
  for (const blur of [10, 100]) {
    const quadratic = samplesLoss("sinkhorn", { p: 2, blur })(a, x, b, y).item();
    assertAlmostEquals(quadratic, (apart[0] ** 2 + apart[1] ** 2) / 2, 0.1 / blur ** 2);
    const energy = samplesLoss("energy")(a, x, b, y).item();
    assertAlmostEquals(samplesLoss("sinkhorn", { p: 1, blur })(a, x, b, y).item(), energy, 0.1 / blur);
  }
});

Deno.test("emd() has the plan as gradient at costs, and the potentials at weights", () => {
  const costs = rand([4, 4], { generator: new Generator(3) });
  const first = [0.1, 0.25, 0.3, 0.35], second = [0.4, 0.15, 0.2, 0.25];
  assert(gradcheck((costs) => emd(first, second, costs).value, [costs]));
  const weights = tensor(first, { requiresGrad: true }), others = tensor(second, { requiresGrad: true });
  const { value, f, g } = emd(weights, others, costs);
  value.mul(2).backward();
  weights.grad!.data.forEach((slope, i) => assertAlmostEquals(slope, 2 * f.data[i], 1e-15));
  others.grad!.data.forEach((slope, j) => assertAlmostEquals(slope, 2 * g.data[j], 1e-15));
  const moved = emd([0.1 + 1e-6, 0.25, 0.3, 0.35 - 1e-6], second, costs).value.item();
  assertAlmostEquals((moved - value.item()) / 1e-6, f.data[0] - f.data[3], 1e-8);
});

Deno.test("emd() keeps its gradients when inputs are written to", () => {
  const costs = tensor(squares, { requiresGrad: true }), { value, plan } = emd(a, b, costs);
  const expected = plan.toDense().data.slice();
  costs.data.fill(0);
  plan.masses.fill(0);
  value.backward();
  assertEquals(costs.grad!.data, expected);
});

Deno.test("emd() scales weights whose sums differ by rounding, and serves points without weight", () => {
  const thirds = [1 / 3, 1 / 3, 1 / 3 + 1e-8];
  assertAlmostEquals(emd(thirds, [0.5, 0, 0.5], [[0, 9, 1], [1, 9, 0], [2, 9, 2]]).value.item(), 2 / 3, 1e-7);
  const { f, g, plan } = emd([1, 0], [0, 1], [[5, 3], [1, 4]]);
  assertEquals([plan.rows.length, f.data.every(Number.isFinite), g.data.every(Number.isFinite)], [1, true, true]);
});

Deno.test("emd() applies its plan to matrices, and is known as ot.emd", () => {
  const { plan } = ot.emd([2, 2], [1, 1, 2], [[0, 1, 4], [2, 1, 0]]);
  assertEquals(plan.apply([[1, 0], [0, 1], [2, 2]]).toArray(), [[1, 1], [4, 4]]);
  assertEquals(plan.applyTransposed([[1, 10], [2, 20]]).toArray(), [[1, 10], [1, 10], [4, 40]]);
});

const COSTS = [[0, 1], [1, 0]];
/** Costs whose numbers nobody looks at, because there are too many. */
const huge = new Tensor(new Float64Array(0), [2 ** 16, 2 ** 16]);
testRefusals(
  [
    ["emd() when costs are a vector", () => emd([1], [1], [1]), TypeError, "costs of shape [n, m] were expected"],
    ["emd() when there is no column", () => emd([1], [], [[]]), RangeError, "but the shape is [1, 0]"],
    [
      "emd() when a cost is infinite",
      () => emd([1, 1], [1, 1], [[0, 1], [Infinity, 0]]),
      RangeError,
      "row 1 has Infinity",
    ],
    ["emd() when a cost is NaN", () => emd([1, 1], [1, 1], [[0, NaN], [1, 0]]), RangeError, "has NaN at column 1"],
    ["emd() when weights are too few", () => emd([1], [1, 1], COSTS), TypeError, "of shape [2], but its shape is [1]"],
    ["emd() when a weight is negative", () => emd([1, 1], [3, -1], COSTS), RangeError, "but weight 1 is -1"],
    ["emd() when a weight is NaN", () => emd([1, NaN], [1, 1], COSTS), RangeError, "but weight 1 is NaN"],
    ["emd() when masses differ", () => emd([1, 1], [1, 2], COSTS), RangeError, "but those sum to 2 and 3"],
    ["emd() when there is no mass", () => emd([0, 0], [0, 0], COSTS), RangeError, "but those are 0 and 0"],
    ["emd() when there are too many costs", () => emd(a, b, huge), RangeError, "fewer than 2^32 costs were expected"],
    ["emd() when memory is short", () => emd(a, b, squares, { maxMemory: 9 }), RangeError, "at most 9 bytes of memory"],
    ["emd() when weights are a text", () => emd(wrong("a"), [1, 1], COSTS), TypeError, "was found"],
    [
      "a sparse plan when a factor is too short",
      () => emd([1, 1], [1, 1], COSTS).plan.apply([1]),
      TypeError,
      "a vector [2] or a matrix [2, k] was expected",
    ],
  ] satisfies Refusal[],
);
