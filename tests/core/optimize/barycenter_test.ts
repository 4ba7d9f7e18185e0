/**
 * Barycenters of weighted points: closed forms, what convexity says, and what is refused.
 *
 * @module
 */
import { assert, assertAlmostEquals, assertEquals, assertMatch, assertThrows } from "@std/assert";
import {
  barycenter,
  type BarycenterOptions,
  linspace,
  type Measure,
  rand,
  randn,
  samplesLoss,
  type Tensor,
  tensor,
} from "../../../mod.ts";

const loss = samplesLoss("sinkhorn", { blur: 0.01 });

/** Largest difference of two tensors. */
function farthest(a: Tensor, b: Tensor): number {
  return a.sub(b).abs().max().item();
}

/** The same points in units of `length`, moved. */
function shifted(measure: Tensor, by: number[], length = 1): Tensor {
  return measure.mul(length).add(tensor(by));
}

Deno.test("barycenter() of single points is their weighted mean, in every dimension", () => {
  for (const d of [1, 2, 5]) {
    const [x, y, z] = [1, 2, 3].map((seed) => randn([1, d], { seed })), weights = [0.5, 0.2, 0.3];
    const mean = x.mul(0.5).add(y.mul(0.2)).add(z.mul(0.3));
    for (const start of [undefined, randn([1, d], { seed: 4 }).mul(10)]) {
      const { points, masses, success } = barycenter({ measures: [x, y, z], weights, loss, start });
      assert(success && farthest(points, mean) < 1e-4);
      assertEquals([...masses.data], [1]);
    }
  }
});

Deno.test("barycenter() of equal measures is each of them, at cost 0", () => {
  const points = rand([12, 2], { seed: 5 }), masses = [...rand([12], { seed: 6 }).data];
  const measure: Measure = { points, masses: masses.map((m) => m / masses.reduce((a, b) => a + b)) };
  const free = barycenter({ measures: [measure, measure, measure], loss, start: measure });
  assertAlmostEquals(free.cost, 0, 1e-10);
  assert(farthest(free.points, points) < 1e-6);
  const wide = samplesLoss("sinkhorn", { blur: 0.1 });
  const fixed = barycenter({ measures: [measure, measure], loss: wide, support: "fixed", start: points, tol: 1e-14 });
  assertAlmostEquals(fixed.cost, 0, 1e-10);
  assert(farthest(fixed.masses, tensor(measure.masses!)) < 1e-4);
});

Deno.test("barycenter() of a cloud and its copy far off lies on the way between them", () => {
  const x = rand([15, 3], { seed: 7 }), y = shifted(x, [2, -1, 3]);
  for (const w of [0, 0.25, 0.5, 1]) {
    const { points, cost } = barycenter({ measures: [x, y], weights: [1 - w, w], loss });
    assert(farthest(points, shifted(x, [2 * w, -w, 3 * w])) < 1e-4, `${w}`);
    assertAlmostEquals(cost, w * (1 - w) * 14 / 2, 1e-7);
  }
});

Deno.test("barycenter() averages points of a line in their order", () => {
  const t = linspace(0, 1, 50).reshape([50, 1]), [x, y] = [t.mul(0.1), t.mul(0.2).add(0.8)];
  const { points, cost } = barycenter({ measures: [x, y], loss: samplesLoss("sinkhorn", { blur: 0.001 }), start: t });
  assert(farthest(points, x.add(y).div(2)) < 1e-3);
  assertAlmostEquals(cost, 0.09042091, 1e-7);
});

Deno.test("barycenter() does not depend on the order of measures, and goes along with motions and units", () => {
  const measures = [1, 2, 3].map((seed) => rand([10, 2], { seed })), weights = [0.2, 0.5, 0.3], start = measures[0];
  const one = barycenter({ measures, weights, loss, start });
  const turned = barycenter({
    measures: [measures[2], measures[0], measures[1]],
    weights: [0.3, 0.2, 0.5],
    loss,
    start,
  });
  assert(farthest(turned.points, one.points) < 1e-4);
  for (const length of [1e-3, 1000]) {
    const move = (measure: Tensor) => shifted(measure, [3 * length, -length], length);
    const moved = barycenter({
      measures: measures.map(move),
      weights,
      loss: samplesLoss("sinkhorn", { blur: 0.01 * length }),
      start: move(start),
    });
    assert(farthest(moved.points, move(one.points)) < 1e-4 * length);
    assertEquals(moved.success, true);
    assertAlmostEquals(moved.cost / length ** 2, one.cost, 1e-9);
  }
});

Deno.test("barycenter() on a fixed support costs no more than other masses there, as the cost is convex", () => {
  const grid = tensor(Array.from({ length: 25 }, (_, i) => [i % 5, Math.floor(i / 5)])).div(4);
  const measures = [rand([20, 2], { seed: 1 }), rand([30, 2], { seed: 2 }).mul(0.5)], weights = [0.4, 0.6];
  for (const kind of ["sinkhorn", "gaussian", "energy"] as const) {
    const near = samplesLoss(kind, kind === "energy" ? {} : { blur: 0.2 });
    const { masses, cost, success } = barycenter({ measures, weights, loss: near, support: "fixed", start: grid });
    assert(success && masses.data.every((mass) => mass >= 0));
    assertAlmostEquals(masses.sum().item(), 1, 1e-12);
    const others = Array.from({ length: 20 }, (_, seed) => rand([25], { seed }).square());
    for (const other of others) {
      const q = other.div(other.sum());
      for (const step of [0.01, 0.1, 1]) {
        const mixed = masses.mul(1 - step).add(q.mul(step));
        const at = measures.reduce((sum, y, k) => {
          const uniform = new Float64Array(y.shape[0]).fill(1 / y.shape[0]);
          return sum + weights[k] * near(mixed, grid, uniform, y).item();
        }, 0);
        assert(at > cost - 1e-7, `${kind}: ${at} < ${cost}`);
      }
    }
  }
});

Deno.test("barycenter() leaves masses where they are, and out of account measures of weight 0", () => {
  const start = { points: [[0, 0], [1, 1], [2, 0]], masses: [0.2, 0.3, 0.5] };
  const x = rand([6, 2], { seed: 1 }), far = rand([40, 2], { seed: 2 }).mul(100);
  const two = barycenter({ measures: [x, far], weights: [1, 0], loss, start }),
    one = barycenter({ measures: [x], loss, start });
  assertEquals(two, one);
  assertEquals([...two.masses.data], start.masses);
  const still = { points: [[0], [1]], masses: [1, 2] };
  const { masses, points } = barycenter({
    measures: [{ points: [[0.5]], masses: [3] }],
    loss,
    support: "fixed",
    start: still,
  });
  assertAlmostEquals(masses.sum().item(), 3, 1e-12);
  assertEquals(points.toArray(), still.points);
});

Deno.test("barycenter() takes the cloud with the most points for a start, and changes none", () => {
  const x = rand([3, 2], { seed: 1 }), y = rand([8, 2], { seed: 2 }), before = y.clone();
  const { points } = barycenter({ measures: [x, y], loss });
  assertEquals([points.shape, farthest(y, before)], [[8, 2], 0]);
});

Deno.test("barycenter() tells its callback of each iteration, and ends when it says so", () => {
  const seen: number[] = [], costs: number[] = [];
  const x = rand([20, 2], { seed: 1 }), y = rand([20, 2], { seed: 2 });
  const callback: BarycenterOptions["callback"] = ({ nit, cost, points, masses }) => {
    seen.push(nit);
    costs.push(cost);
    assertEquals([points.shape, masses.shape], [[20, 2], [20]]);
    return nit === 3;
  };
  const { nit, success, message, cost, points } = barycenter({ measures: [x, y], loss, callback });
  assertEquals([seen, nit, success, message], [[1, 2, 3], 3, false, "STOP: CALLBACK REQUESTED HALT"]);
  assertEquals(costs.at(-1), cost);
  assertAlmostEquals(loss(points, x).item() / 2 + loss(points, y).item() / 2, cost, 1e-12);
  assertEquals(barycenter({ measures: [x, y], loss, maxiter: 2 }).nit, 2);
});

const x = tensor([[0, 0], [1, 1]]), measures = [x, x];
const refusals: [what: string, options: unknown, error: typeof TypeError | typeof RangeError, message: string][] = [
  ["no list", { measures: x, loss }, TypeError, "a list of measures was expected, but an object of class Tensor"],
  ["no measure", { measures: [], loss }, RangeError, "at least one measure was expected, but there is none"],
  ["no points", { measures: [[1, 2]], loss }, TypeError, "measure 0 must have points [n, d], but their shape is [2]"],
  [
    "an empty cloud",
    { measures: [x, tensor([]).reshape([0, 2])], loss },
    RangeError,
    "measure 1 must have a point, but",
  ],
  [
    "points not finite",
    { measures: [[[1], [NaN]]], loss },
    RangeError,
    "points of measure 0 must be finite, but entry 1",
  ],
  [
    "other dimensions",
    { measures: [x, [[1]]], loss },
    TypeError,
    "points of 2 coordinates were expected, as those of measure 0, but those of measure 1 have 1",
  ],
  [
    "too few masses",
    { measures: [{ points: x, masses: [1] }], loss },
    TypeError,
    "measure 0 must have masses [2], but their shape is [1]",
  ],
  [
    "a negative mass",
    { measures: [x, { points: x, masses: [2, -1] }], loss },
    RangeError,
    "masses of measure 1 must be finite and not negative, but entry 1 is -1",
  ],
  [
    "no mass",
    { measures: [{ points: x, masses: [0, 0] }], loss },
    RangeError,
    "masses of measure 0 must not all be 0, but they are",
  ],
  [
    "too few weights",
    { measures, weights: [1], loss },
    TypeError,
    "weights [2] were expected, one for each measure, but",
  ],
  [
    "a negative weight",
    { measures, weights: [2, -1], loss },
    RangeError,
    "weights must be finite and not negative, but",
  ],
  ["weights of sum 2", { measures, weights: [1, 1], loss }, RangeError, "weights must sum to 1, but their sum is 2"],
  ["no loss", { measures }, TypeError, "loss must be a function, but is undefined"],
  ["a loss by name", { measures, loss: "sinkhorn" }, TypeError, "loss must be a function, but is a string"],
  ["a loss that is a number", { measures, loss: () => 3 }, TypeError, "but it gives a number"],
  [
    "another support",
    { measures, loss, support: "grid" },
    RangeError,
    'support must be one of "free", "fixed", but is',
  ],
  ["a fixed support that is not given", { measures, loss, support: "fixed" }, TypeError, "but is undefined"],
  ["a start in another space", { measures, loss, start: [[1]] }, TypeError, "but those of start have 1"],
  [
    "a start without mass at a fixed point",
    { measures, loss, support: "fixed", start: { points: x, masses: [1, 0] } },
    RangeError,
    "but entry 1 is 0",
  ],
  ["tol 0", { measures, loss, tol: 0 }, RangeError, "tol must be a positive number, but is 0"],
  ["no iteration", { measures, loss, maxiter: 0 }, RangeError, "maxiter must be a whole number from 1, but is 0"],
  ["a callback that is none", { measures, loss, callback: 1 }, TypeError, "callback must be a function, but is"],
];
for (const [what, options, error, message] of refusals) {
  Deno.test(`barycenter() refuses ${what}`, () => {
    const thrown = assertThrows(() => barycenter(options as BarycenterOptions), error, message);
    assertMatch(thrown.message, /^Cannot find the barycenter: .+, but .+[^.]$/);
  });
}

Deno.test("barycenter() hands on what the loss refuses", () => {
  const measures = [{ points: [[0]], masses: [1] }, { points: [[1]], masses: [2] }];
  assertThrows(() => barycenter({ measures, loss }), RangeError, "reach");
});
