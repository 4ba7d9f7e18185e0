/**
 * Transport problems that are solved once, for given costs and between clouds.
 */
import { assert, assertAlmostEquals, assertEquals, assertMatch, assertRejects } from "@std/assert";
import {
  emd,
  type EntropicSolution,
  Generator,
  gradcheck,
  rand,
  samplesLoss,
  solve,
  solveAsync,
  solveSamples,
  solveSamplesAsync,
  Tensor,
  tensor,
  type TensorLike,
} from "../../../mod.ts";
import { type Refusal, testRefusals, wrong } from "../ops/_refusals.ts";
import { a, b, x, y } from "./_clouds.ts";

const COSTS = x.map(([s, t]) => y.map(([u, v]) => ((s - u) ** 2 + (t - v) ** 2) / 2));
const seeded = (seed: number) => ({ generator: new Generator(seed) });

/** The primal value of a plan: what it costs, its entropy, and its marginals. */
function primal(plan: Float64Array, a: number[], b: number[], epsilon: number, rho: number): number {
  const divergence = (p: number, q: number) => (p > 0 ? p * Math.log(p / q) : 0) - p + q;
  const rows = a.map(() => 0), columns = b.map(() => 0);
  let value = 0;
  plan.forEach((mass, k) => {
    const i = Math.floor(k / b.length), j = k % b.length;
    rows[i] += mass;
    columns[j] += mass;
    value += mass * COSTS[i][j] + epsilon * divergence(mass, a[i] * b[j]);
  });
  if (rho === Infinity) return value;
  const both = [[rows, a], [columns, b]];
  return value + rho * both.flatMap(([p, q]) => p.map((p, i) => divergence(p, q[i]))).reduce((s, t) => s + t);
}

for (const unbalanced of [Infinity, 0.1]) {
  for (const reg of [0.0025, 0.05, 1]) {
    Deno.test(`solve() with reg ${reg}, unbalanced ${unbalanced} meets the primal value of its plan`, () => {
      const { value, plan, report, marginals } = solve(COSTS, { a, b, reg, unbalanced, tol: 1e-12 });
      assertAlmostEquals(primal(plan.toDense().data, a, b, reg, unbalanced), value.item(), 1e-13);
      assertEquals(report.warning, undefined);
      assert(Math.abs(report.gap) < 1e-13);
      plan.apply(b.map(() => 1)).data.forEach((sum, i) => assertAlmostEquals(sum, marginals[0].data[i], 1e-14));
      plan.applyTransposed(a.map(() => 1)).data.forEach((sum, j) =>
        assertAlmostEquals(sum, marginals[1].data[j], 1e-14)
      );
    });

    Deno.test(`solveSamples() with ε = ${reg}, ρ = ${unbalanced} is solve() with its costs, and samplesLoss()`, () => {
      const [blur, reach] = [Math.sqrt(reg), Math.sqrt(unbalanced)];
      const samples = solveSamples(a, x, b, y, { blur, reach, tol: 1e-12 });
      const given = solve(COSTS, { a, b, reg, unbalanced, tol: 1e-12 });
      assertAlmostEquals(samples.value.item(), given.value.item(), 1e-13);
      samples.f.data.forEach((f, i) => assertAlmostEquals(f, given.f.data[i], 1e-11));
      samples.plan.toDense().data.forEach((mass, k) => assertAlmostEquals(mass, given.plan.toDense().data[k], 1e-12));
      const loss = samplesLoss("sinkhorn", { blur, reach, debias: false, tol: 1e-12 });
      assertAlmostEquals(loss(a, x, b, y).item(), samples.value.item(), 1e-13);
    });
  }
}

for (const unbalanced of [Infinity, 0.5]) {
  Deno.test(`solve() with unbalanced ${unbalanced} has gradients at costs and weights`, () => {
    const costs = rand([4, 3], seeded(1)), first = [0.2, 0.3, 0.1, 0.4], second = [0.5, 0.2, 0.3];
    const options = { reg: 0.2, unbalanced, tol: 1e-13 };
    assert(gradcheck((costs) => solve(costs, { ...options, a: first, b: second }).value, [costs]));
    // Along directions that keep masses.
    const shifted = (weights: number[], t: TensorLike) =>
      tensor(weights).add(tensor([1, -1, ...weights.slice(2).map(() => 0)]).mul(t));
    const moved = (t: TensorLike) => solve(costs, { ...options, a: shifted(first, t), b: shifted(second, t) }).value;
    assert(gradcheck(moved, [0.01]));
  });

  Deno.test(`solveSamples() with reach ${unbalanced} has gradients at points`, () => {
    for (const p of [1, 1.5, 2]) {
      const options = { p, blur: 0.3, reach: unbalanced, tol: 1e-13 };
      assert(gradcheck((x, y) => solveSamples(a, x, b, y, options).value, [x, y]));
    }
  });
}

Deno.test("solve() has gradients at weights of any mass where these are free", () => {
  const options = { reg: 0.2, unbalanced: 0.5, tol: 1e-13 };
  assert(gradcheck((a, b) => solve(COSTS.slice(0, 3), { ...options, a, b }).value, [[0.3, 0.9, 0.4], b]));
});

Deno.test("solve() reproduces the documented plan, and comes to emd()", () => {
  const costs = [[0, 1, 4], [2, 1, 0]], weights = { a: [2, 2], b: [1, 1, 2] };
  const { plan, value } = solve(costs, { ...weights, reg: 0.001 });
  const expected = emd(weights.a, weights.b, costs);
  plan.toDense().data.forEach((mass, k) => assertAlmostEquals(mass, expected.plan.toDense().data[k], 1e-6));
  assertAlmostEquals(value.item(), 0.9972, 1e-4);
});

Deno.test("solve() spreads mass evenly as the regularisation grows", () => {
  solve(COSTS, { a, b, reg: 1e6 }).plan.toDense().data.forEach((mass, k) =>
    assertAlmostEquals(mass, a[Math.floor(k / 5)] * b[k % 5], 1e-6)
  );
});

Deno.test("solve() takes uniform weights, weights of 0, and inputs that are written to later", () => {
  const costs = tensor(COSTS, { requiresGrad: true });
  const { plan, value, g } = solve(costs, { b: [0.5, 0, 0.25, 0.25, 0], reg: 0.01, tol: 1e-12 });
  const before = plan.toDense().data;
  costs.data.fill(1);
  assertEquals(plan.toDense().data, before);
  value.backward();
  assertEquals(costs.grad!.data, before);
  assertEquals([before[1], before[4], g.data.every(Number.isFinite)], [0, 0, true]);
});

Deno.test("solveSamples() sends points to barycenters without storing the plan", () => {
  const weights = a.map((weight, i) => i === 2 ? 0 : weight), mass = 1 - a[2];
  const { plan } = solveSamples(weights.map((weight) => weight / mass), x, b, y, { blur: 0.2 });
  const map = plan.barycentricMap(), sums = plan.apply(b.map(() => 1)).data, images = plan.apply(y).data;
  sums.forEach((sum, i) => {
    if (i !== 2) { for (const c of [0, 1]) assertAlmostEquals(map.data[2 * i + c], images[2 * i + c] / sum, 1e-13); }
  });
  assert(map.data.every((coordinate) => coordinate > 0 && coordinate < 1.2));
});

Deno.test("plans of many points are applied, but not written out", () => {
  const n = 5000, points = rand([n, 2], seeded(4)), weights = new Float64Array(n).fill(1 / n);
  const { plan } = solveSamples(weights, points, weights, points, { blur: 0.5, tol: 1e-3 });
  assertAlmostEquals(plan.apply(new Float64Array(n).fill(1)).data[7], 1 / n, 1e-12);
  testThrows(
    () => plan.toDense(),
    /^Cannot write out a transport plan: at most 2\^24 entries were expected, but it has/,
  );
});

function testThrows(run: () => unknown, message: RegExp): void {
  let text = "";
  try {
    run();
  } catch (error) {
    text = (error as RangeError).message;
  }
  assertMatch(text, message);
}

Deno.test("solutions on another thread have the same bits, and can be aborted", async () => {
  const same = (one: EntropicSolution, other: EntropicSolution) => {
    assertEquals([one.value.item(), one.f.data, one.g.data], [other.value.item(), other.f.data, other.g.data]);
    assertEquals(one.plan.toDense(), other.plan.toDense());
  };
  same(await solveAsync(COSTS, { a, b, reg: 0.01 }), solve(COSTS, { a, b, reg: 0.01, nThreads: 1 }));
  same(await solveSamplesAsync(a, x, b, y), solveSamples(a, x, b, y, { nThreads: 4 }));
  const points = rand([3000, 2], seeded(5)), others = rand([3000, 2], seeded(6));
  const weights = new Float64Array(3000).fill(1 / 3000), options = { blur: 1e-3, signal: AbortSignal.timeout(20) };
  await assertRejects(() => solveSamplesAsync(weights, points, weights, others, options), DOMException);
  await assertRejects(
    () => solveAsync(COSTS, { reg: 1, signal: AbortSignal.abort(new RangeError("enough")) }),
    RangeError,
  );
});

Deno.test("reports warn where iterations end too early, and strict throws", () => {
  const { report } = solve(COSTS, { a, b, reg: 1e-4, maxIterations: 2 });
  assertMatch(
    report.warning!,
    /^a marginal error of at most 0.000001 was expected, but after \d iterations it is 0.\d+; raise/,
  );
  assert(report.marginalError > 1e-6);
});

/** Numbers that nobody looks at, because there are too many. */
const huge = new Tensor(new Float64Array(0), [2 ** 16, 2 ** 16]);
const samples = (options: object) => solveSamples(a, x, b, y, options);
const given = (options: object) => solve(COSTS, { reg: 0.1, ...options });
testRefusals(
  [
    [
      "solve() when reg is missing",
      () => solve(COSTS, wrong({}) as never),
      RangeError,
      "reg must be a positive number",
    ],
    ["solve() when reg is 0", () => given({ reg: 0 }), RangeError, "reg must be a positive number, but is 0"],
    [
      "solve() when unbalanced is negative",
      () => given({ unbalanced: -1 }),
      RangeError,
      "unbalanced must be a positive",
    ],
    ["solve() when tol is 0", () => given({ tol: 0 }), RangeError, "tol must be a positive number, but is 0"],
    ["solve() when maxIterations is a half", () => given({ maxIterations: 0.5 }), RangeError, "integer from 1 to"],
    ["solve() when strict is a number", () => given({ strict: 1 }), TypeError, "strict must be true or false"],
    ["solve() when costs are a number", () => solve(3, { reg: 1 }), TypeError, "but the shape is []"],
    ["solve() when there is no cost", () => solve([[]], { reg: 1 }), RangeError, "but the shape is [1, 0]"],
    ["solve() when masses differ", () => given({ a: a.map((w) => 3 * w) }), RangeError, "set unbalanced to compare"],
    ["solve() when weights are a matrix", () => given({ a: [a] }), TypeError, "a must have one weight for each point"],
    [
      "solve() when strict and too early",
      () => given({ reg: 1e-4, a, b, maxIterations: 2, strict: true }),
      RangeError,
      "raise",
    ],
    ["solve() when a cost is NaN", () => solve([[NaN]], { reg: 1 }), RangeError, "row 0 has NaN at column 0"],
    ["solve() when a weight is negative", () => given({ b: b.map((w) => -w) }), RangeError, "but weight 0 is -"],
    ["solve() when a weight is NaN", () => given({ a: a.map(() => NaN) }), RangeError, "but weight 0 is NaN"],
    ["solve() when there is no mass", () => given({ a: a.map(() => 0) }), RangeError, "but those are 0 and 1"],
    ["solve() when there are too many costs", () => solve(huge, { reg: 1 }), RangeError, "fewer than 2^32 costs"],
    ["solve() when memory is short", () => given({ maxMemory: 99 }), RangeError, "at most 99 bytes of memory"],
    ["solveSamples() when blur is 0", () => samples({ blur: 0 }), RangeError, "blur must be a positive number"],
    ["solveSamples() when reach is NaN", () => samples({ reach: NaN }), RangeError, "reach must be a positive number"],
    [
      "solveSamples() when p is below 1",
      () => samples({ p: 0.5 }),
      RangeError,
      "p must be a finite number of at least 1",
    ],
    [
      "solveSamples() when blur ** p vanishes",
      () => samples({ blur: 1e-200 }),
      RangeError,
      "blur ** p must be a positive",
    ],
    ["solveSamples() when dimensions differ", () => solveSamples(a, x, [1], [[1]]), TypeError, "[7, 2] and [1, 1]"],
    ["solveSamples() when a point is NaN", () => solveSamples([1], [[NaN]], [1], [[1]]), RangeError, "point 0 has NaN"],
    [
      "solveSamples() when costs overflow",
      () => solveSamples([1], [[1e200]], [1], [[-1e200]]),
      RangeError,
      "finite costs",
    ],
    ["solveSamples() when x is a batch", () => solveSamples(a, [x], b, y), TypeError, "its shape is [1, 7, 2]"],
    [
      "solveSamples() when there is no coordinate",
      () => solveSamples([1], [[]], [1], [[]]),
      RangeError,
      "its shape is [1, 0]",
    ],
    [
      "solveSamples() when there are too many coordinates",
      () => solveSamples([1], huge, [1], huge),
      RangeError,
      "x must have fewer than 2^32 coordinates",
    ],
    [
      "solveSamples() when a weight is NaN",
      () => solveSamples([NaN], [[0]], [1], [[0]]),
      RangeError,
      "weight 0 is NaN",
    ],
    ["solveSamples() when a weight is negative", () => solveSamples([1], [[0]], [-1], [[0]]), RangeError, "0 is -1"],
    [
      "solveSamples() when weights are too few",
      () => solveSamples([1], x, b, y),
      TypeError,
      "a must have one weight for each point, of shape [7]",
    ],
    [
      "solveSamples() when strict and too early",
      () => samples({ blur: 0.001, maxIterations: 2, strict: true }),
      RangeError,
      "raise maxIterations",
    ],
    [
      "solveSamples() when there is no point",
      () => solveSamples([], [], [1], [[1]]),
      TypeError,
      "x must be points [n, d], but its shape is [0]",
    ],
    [
      "solveSamples() when masses differ",
      () => solveSamples([1], [[0]], [2], [[1]]),
      RangeError,
      "set reach to compare",
    ],
    ["a plan when a factor is too long", () => given({}).plan.apply(a), TypeError, "a vector [5] or a matrix [5, k]"],
  ] satisfies Refusal[],
);
