/**
 * What `minimize()` accepts, refuses and reports.
 *
 * @module
 */
import { assert, assertAlmostEquals, assertEquals, assertMatch, assertThrows } from "@std/assert";
import { minimize, type MinimizeOptions, noGrad, type Tensor, tensor } from "../../../mod.ts";
import { chainedRosenbrock } from "../../../bench/rosenbrock.ts";

const square = (x: Tensor) => x.sub(3).square().sum();

Deno.test("minimize() keeps the shape of the start, changes nothing given, and differentiates inside noGrad", () => {
  const start = tensor([[1, 2], [5, 7]], { requiresGrad: true });
  const { x, jac, fun } = noGrad(() => minimize(square, start));
  assertEquals([x.shape, jac.shape], [[2, 2], [2, 2]]);
  assertAlmostEquals(fun, 0, 1e-10);
  assertEquals([start.data, start.grad, x.requiresGrad], [Float64Array.of(1, 2, 5, 7), null, false]);
});

Deno.test("minimize() takes a single number, and bounds in each form", () => {
  assertAlmostEquals(minimize(square, 0).x.item(), 3, 1e-6);
  for (
    const bounds of [[[null, 2], [4, Infinity]], {
      lb: [-Infinity, 4],
      ub: [2, Infinity],
    }] as MinimizeOptions["bounds"][]
  ) {
    assertEquals(minimize(square, [0, 5], { bounds }).x.toArray(), [2, 4]);
  }
  assertEquals(minimize(square, [[0], [1]], { bounds: { ub: 2 } }).x.toArray(), [[2], [2]]);
});

Deno.test("minimize() clips a start outside the bounds and says so", () => {
  let first: unknown;
  const f = (x: Tensor) => (first ??= x.toArray(), square(x));
  const { x, message, success } = minimize(f, [9, -9], { bounds: [[0, 1], [0, 1]] });
  assertEquals([first, x.toArray(), success], [[1, 0], [1, 1], true]);
  assertEquals(
    message,
    "CONVERGENCE: NORM OF PROJECTED GRADIENT <= PGTOL (x0 WAS OUTSIDE THE BOUNDS AND WAS CLIPPED)",
  );
});

Deno.test("minimize() gives the start back where all variables are fixed, or the gradient is 0", () => {
  const fixed = minimize(square, [1, 2], { bounds: [[1, 1], [2, 2]] });
  assertEquals([fixed.x.toArray(), fixed.nit, fixed.nfev, fixed.status], [[1, 2], 0, 1, 0]);
  const flat = minimize(square, [3, 3]);
  assertEquals([flat.x.toArray(), flat.nit, flat.nfev, flat.status], [[3, 3], 0, 1, 0]);
});

Deno.test("minimize() tells its callback of each iteration, and stops when that gives true", () => {
  const seen: number[][] = [];
  const result = minimize(chainedRosenbrock as never, [-1.2, 1], {
    callback: ({ x, fun, nit, nfev }) => {
      seen.push([nit, nfev, fun, ...x.data]);
      x.data.fill(NaN); // a copy
      return nit === 3;
    },
  });
  assertEquals(seen.map(([nit]) => nit), [1, 2, 3]);
  assertEquals(seen[2], [3, result.nfev, result.fun, ...result.x.data]);
  assertEquals([result.status, result.success, result.message], [2, false, "STOP: CALLBACK REQUESTED HALT"]);
});

for (const bad of [NaN, Infinity, -Infinity]) {
  Deno.test(`minimize() stops at a value of ${bad} and says where, with the last point before`, () => {
    let calls = 0;
    const result = minimize(
      ({ data: [x] }) => ({ value: ++calls < 4 ? (x - 9) ** 4 : bad, gradient: [4 * (x - 9) ** 3] }),
      [0],
    );
    assertEquals([result.status, result.success, result.nfev, calls], [3, false, 4, 4]);
    assertMatch(result.message, /^ABNORMAL: F OR G IS NOT FINITE AT EVALUATION 4, AFTER [123] ITERATIONS$/);
    assertEquals(result.fun, (result.x.item() - 9) ** 4);
  });
}

Deno.test("minimize() stops at a start without a value, and at a gradient that is NaN", () => {
  const start = minimize(() => ({ value: NaN, gradient: [0] }), [1]);
  assertEquals([start.x.toArray(), start.status, start.nit], [[1], 3, 0]);
  assertEquals(start.message, "ABNORMAL: F OR G IS NOT FINITE AT EVALUATION 1, AFTER 0 ITERATIONS");
  assertEquals(minimize((x) => x.sqrt().sum(), [0]).status, 3);
});

Deno.test("minimize() passes on what f throws", () => {
  assertThrows(
    () =>
      minimize(() => {
        throw new RangeError("of f");
      }, [1]),
    RangeError,
    "of f",
  );
});

Deno.test("minimize() says when no step is found", () => {
  // The gradient has the wrong sign: no step goes down.
  const { status, message, x } = minimize(({ data: [x] }) => ({ value: x * x, gradient: [-2 * x] }), [1]);
  assertEquals([status, message, x.item()], [2, "ABNORMAL: ", 1]);
});

Deno.test("minimize() reaches the corner of a box in a thousand variables", () => {
  const start = Array.from({ length: 1000 }, (_, i) => Math.sin(i));
  const bounds = start.map((_, i): [number, number | null] => i % 2 ? [-2, 0.5] : [-2, null]);
  const { success, x, jac } = minimize(chainedRosenbrock as never, start, { bounds });
  assert(success);
  x.data.forEach((xi, i) => {
    const [low, high] = [-2, i % 2 ? 0.5 : Infinity];
    assert(xi >= low && xi <= high);
    const g = jac.data[i];
    assert(Math.abs(g < 0 ? Math.max(xi - high, g) : Math.min(xi - low, g)) < 0.1, `gradient ${g} at ${xi}`);
  });
});

const refusals: [what: string, run: () => unknown, error: typeof TypeError | typeof RangeError, message: string][] = [
  ["f that is no function", () => minimize(3 as never, [1]), TypeError, "f must be a function, but is a number"],
  [
    "a number as value of f",
    () => minimize((() => 3) as never, [1]),
    TypeError,
    "but it gives a number, which has no gradient",
  ],
  [
    "a promise",
    () => minimize((() => Promise.resolve(1)) as never, [1]),
    TypeError,
    "but it gives an object of class Promise",
  ],
  ["a vector as value of f", () => minimize((x) => x, [1, 2]), TypeError, "but it gives one of shape [2]"],
  ["a loss without a gradient", () => minimize((x) => x.detach().sum(), [1]), TypeError, "but it has no gradient"],
  [
    "a loss of something else",
    () => minimize(() => tensor(1, { requiresGrad: true }).mul(2), [1]),
    TypeError,
    "but it has no gradient",
  ],
  [
    "a value that is no number",
    () => minimize(() => ({ value: "1", gradient: [1] }) as never, [1]),
    TypeError,
    "but a string was found",
  ],
  [
    "a gradient of another shape",
    () => minimize(() => ({ value: 1, gradient: [1] }), [1, 2]),
    TypeError,
    "but its shape is [1]",
  ],
  ["no variable", () => minimize(square, []), RangeError, "but x0 is empty"],
  ["a start that is NaN", () => minimize(square, [1, NaN]), RangeError, "but entry 1 is NaN"],
  ["another method", () => minimize(square, 1, { method: "BFGS" as never }), RangeError, 'but is "BFGS"'],
  [
    "a lower bound above",
    () => minimize(square, [1, 2], { bounds: [[0, 1], [3, 2]] }),
    RangeError,
    "but variable 1 has 3 and 2",
  ],
  [
    "a lower bound of Infinity",
    () => minimize(square, 1, { bounds: { lb: Infinity } }),
    RangeError,
    "has Infinity and Infinity",
  ],
  ["a bound of NaN", () => minimize(square, 1, { bounds: [[NaN, 1]] }), RangeError, "but variable 0 has NaN as one"],
  ["too few bounds", () => minimize(square, [1, 2], { bounds: [[0, 1]] }), TypeError, "but there are 1"],
  ["a bound that is no pair", () => minimize(square, 1, { bounds: [3 as never] }), TypeError, "but pair 0 is a number"],
  [
    "a bound that is a word",
    () => minimize(square, 1, { bounds: [["a", 1] as never] }),
    TypeError,
    "but pair 0 is [a string,1]",
  ],
  [
    "bounds of another shape",
    () => minimize(square, [1, 2], { bounds: { lb: [1, 2, 3] } }),
    TypeError,
    "but its shape is [3]",
  ],
  ["bounds that are a number", () => minimize(square, 1, { bounds: 3 as never }), TypeError, "but is a number"],
  ["maxcor 0", () => minimize(square, 1, { maxcor: 0 }), RangeError, "maxcor must be a whole number from 1, but is 0"],
  ["maxiter 1.5", () => minimize(square, 1, { maxiter: 1.5 }), RangeError, "but is 1.5"],
  ["maxls NaN", () => minimize(square, 1, { maxls: NaN }), RangeError, "but is NaN"],
  ["maxfun as a word", () => minimize(square, 1, { maxfun: "9" as never }), RangeError, "but is a string"],
  ["ftol below 0", () => minimize(square, 1, { ftol: -1 }), RangeError, "ftol must be a number from 0, but is -1"],
  ["gtol NaN", () => minimize(square, 1, { gtol: NaN }), RangeError, "but is NaN"],
  [
    "a callback that is no function",
    () => minimize(square, 1, { callback: 1 as never }),
    TypeError,
    "callback must be a function",
  ],
];

for (const [what, run, error, message] of refusals) {
  Deno.test(`minimize() refuses ${what}`, () => {
    const thrown = assertThrows(run, error, message);
    assertMatch(thrown.message, /^Cannot minimize: .+, but .+[^.]$/);
  });
}
