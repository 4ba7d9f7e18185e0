/**
 * Fitting models: the runs of GeomLoss' barycenters, evaluation by evaluation, and what is refused.
 *
 * @module
 */
import { assert, assertAlmostEquals, assertEquals, assertMatch, assertThrows } from "@std/assert";
import { fitModel, full, linspace, type Model, samplesLoss, type Tensor, tensor, zeros } from "../../../mod.ts";
import goldens from "../../goldens/geomloss_barycenters.json" with { type: "json" };

interface Setting {
  readonly blur: number;
  readonly scaling: number;
}

/** The barycenter of two intervals with equal weights, by moving points. */
class Lagrangian implements Model {
  readonly start: Tensor;
  readonly z: Tensor;
  readonly ends: readonly Tensor[];
  readonly loss;

  constructor(n: number, setting: Setting) {
    this.start = linspace(0, 1, n).reshape([-1, 1]);
    this.z = tensor(this.start, { requiresGrad: true });
    this.ends = [this.start.mul(0.1), this.start.mul(0.2).add(0.8)];
    this.loss = samplesLoss("sinkhorn", { ...setting, compat: "geomloss-0.3.1" });
  }

  parameters() {
    return [this.z];
  }

  forward() {
    const [x, y] = this.ends;
    return this.loss(this.z, x).mul(0.5).add(this.loss(this.z, y).mul(0.5));
  }
}

/** The same, by weights of points that stay. */
class Eulerian extends Lagrangian {
  readonly logits: Tensor;
  readonly uniform: Tensor;

  constructor(n: number, setting: Setting) {
    super(n, setting);
    this.logits = tensor(zeros([n]), { requiresGrad: true });
    this.uniform = full([n], 1 / n);
  }

  override parameters() {
    return [this.logits];
  }

  override forward() {
    const weights = this.logits.softmax(0), [x, y] = this.ends;
    const near = (end: Tensor) => this.loss(weights, this.start, this.uniform, end).mul(0.5);
    return near(x).add(near(y));
  }
}

const runs: [key: keyof typeof goldens, model: () => Lagrangian, tol: number, nits?: number][] = [
  ["lagrangian, scaling 0.9", () => new Lagrangian(50, { blur: 0.01, scaling: 0.9 }), 1e-10],
  ["lagrangian, scaling 0.5", () => new Lagrangian(50, { blur: 0.01, scaling: 0.5 }), 1e-5],
  ["eulerian of 5 points", () => new Eulerian(5, { blur: 0.001, scaling: 0.99 }), 1e-10],
  ["eulerian, scaling 0.9", () => new Eulerian(50, { blur: 0.01, scaling: 0.9 }), 1e-10],
  ["eulerian, first 30 iterations", () => new Eulerian(50, { blur: 0.001, scaling: 0.99 }), 1e-10, 30],
];
for (const [key, make, tol, nits] of runs) {
  Deno.test(`fitModel() makes the evaluations of GeomLoss' barycenters: ${key}`, () => {
    const golden = goldens[key], model = make(), seen: number[] = [];
    const result = fitModel(model, { lr: 1, gtol: tol, nits, display: ({ nit, cost }) => seen[nit] = cost });
    golden.hist.forEach((cost, nit) => assertAlmostEquals(seen[nit], cost, 1e-12, `evaluation ${nit}`));
    assertEquals([result.costs, result.iterations], [seen, golden.nit]);
    assertAlmostEquals(result.cost, golden.fun, 1e-12);
    assertAlmostEquals(
      result.cost,
      0.09042091,
      key === "eulerian of 5 points" ? 2e-3 : nits === undefined ? 1e-5 : 3e-5,
    );
    // The counts are those of SciPy and one more; the second run ends in a search whose values differ by 1e-17 only.
    if (key !== "lagrangian, scaling 0.5") assertEquals(result.nit, golden.nfev);
    const [{ data }] = model.parameters();
    golden.x.forEach((x, i) => assertAlmostEquals(data[i], x, 1e-6, `parameter ${i}`));
  });
}

const documented: [what: string, model: () => Lagrangian, tol: number, costs: number[]][] = [
  [
    "masses",
    () => new Eulerian(500, { blur: 0.001, scaling: 0.99 }),
    1e-10,
    [0.120954, 0.119524, 0.114364, 0.093534, 0.091614],
  ],
  ["points", () => new Lagrangian(500, { blur: 0.01, scaling: 0.9 }), 1e-10, [0.120953, 0.110901, 0.090417]],
  ["points, in a hurry", () => new Lagrangian(500, { blur: 0.01, scaling: 0.5 }), 1e-5, [0.120953, 0.110901, 0.090417]],
];
for (const [what, make, tol, costs] of documented) {
  // Masses go on in the fourth notebook: an evaluation takes a third of a second.
  Deno.test(`fitModel() finds the documented costs of barycenters of 500 points: ${what}`, () => {
    const found = fitModel(make(), { lr: 1, gtol: tol, nits: what === "masses" ? 3 : 500 });
    costs.forEach((cost, nit) => {
      assertAlmostEquals(found.costs[nit], cost, 1e-5);
      assertEquals(found.costs[nit].toFixed(4), cost.toFixed(4));
    });
    if (what !== "masses") assertAlmostEquals(found.cost, 0.09042091, 1e-5);
  });
}

/** A quadratic cost of two tensors. */
function quadratic(): Model & { readonly a: Tensor; readonly b: Tensor } {
  const a = tensor([3, -1], { requiresGrad: true }), b = tensor([[2]], { requiresGrad: true });
  return { a, b, parameters: () => [a, b], forward: () => a.square().sum().add(b.sub(1).square().sum()).add(5) };
}

Deno.test("fitModel() fits several parameters, and begins where they are for every lr", () => {
  for (const lr of [0.1, 1, 3]) {
    const model = quadratic(), { costs, cost, success, nit } = fitModel(model, { lr });
    assertAlmostEquals(costs[0], 3 ** 2 + 1 + 1 + 5, 1e-12);
    assertEquals([success, costs.length, costs.at(-1)], [true, nit + 1, cost]);
    assertAlmostEquals(model.a.data[0], 0, 1e-4);
    assertAlmostEquals(model.b.item(), 1, 1e-4);
  }
});

Deno.test("fitModel() by Adam stops when the cost stays as it is, or after nits + 1 evaluations", () => {
  const model = quadratic(), short = fitModel(model, { method: "Adam", nits: 7 });
  assertEquals([short.nit, short.iterations, short.success], [7, 8, false]);
  assert(short.costs.every((cost, i) => i === 0 || cost < short.costs[i - 1]));
  const long = fitModel(model, { method: "Adam", nits: 5000, tol: 1e-12 });
  assert(long.success && Math.abs(long.costs.at(-1)! - long.costs.at(-2)!) < 1e-12);
  assertAlmostEquals(model.b.item(), 1, 1e-3);
});

Deno.test("fitModel() shows parameters as they were for the cost that is shown", () => {
  const model = quadratic();
  fitModel(model, {
    display: ({ cost }) =>
      assertAlmostEquals(cost, model.a.square().sum().item() + (model.b.item() - 1) ** 2 + 5, 1e-12),
  });
});

const model = quadratic(), { a } = model;
const of = (forward: () => unknown): Model => ({ parameters: () => [a], forward: forward as () => Tensor });
const refusals: [what: string, run: () => unknown, error: typeof TypeError | typeof RangeError, message: string][] = [
  ["something else than a model", () => fitModel(3 as never), TypeError, "but a number was found"],
  ["a model without forward", () => fitModel({ parameters: () => [a] } as never), TypeError, "but it has no forward()"],
  [
    "parameters that are no list",
    () => fitModel({ ...of(() => 1), parameters: () => a as never }),
    TypeError,
    "was found",
  ],
  [
    "a model without parameters",
    () => fitModel({ ...of(() => 1), parameters: () => [] }),
    RangeError,
    "but there is none",
  ],
  [
    "a computed parameter",
    () => fitModel({ ...of(() => 1), parameters: () => [a.mul(2)] }),
    TypeError,
    "one comes from mul",
  ],
  ["a cost that is a number", () => fitModel(of(() => 3)), TypeError, "but it gives a number"],
  ["a cost with two numbers", () => fitModel(of(() => a)), TypeError, "but it gives one of shape [2]"],
  [
    "a cost without a gradient",
    () => fitModel(of(() => tensor(1))),
    TypeError,
    "but it gives one that has no gradient",
  ],
  ["a cost that is NaN", () => fitModel(of(() => a.sum().mul(NaN))), RangeError, "but at evaluation 0 it is NaN"],
  ["another method", () => fitModel(model, { method: "SGD" as never }), RangeError, 'but is "SGD"'],
  ["lr 0", () => fitModel(model, { lr: 0 }), RangeError, "lr must be a positive number, but is 0"],
  ["nits 0", () => fitModel(model, { nits: 0 }), RangeError, "but is 0"],
  ["tol below 0", () => fitModel(model, { tol: -1 }), RangeError, "but is -1"],
  ["a display that is no function", () => fitModel(model, { display: true as never }), TypeError, "but is a boolean"],
];
for (const [what, run, error, message] of refusals) {
  Deno.test(`fitModel() refuses ${what}`, () => {
    const thrown = assertThrows(run, error, message);
    assertMatch(thrown.message, /^Cannot fit the model: .+, but .+[^.]$/);
  });
}
