/**
 * Every operation against central differences, and against writes to its values after it ran.
 *
 * @module
 */
import { assert, assertEquals } from "@std/assert";
import * as ops from "../../../core/ops/mod.ts";
import { noGrad, Tensor } from "../../../mod.ts";
import "../../open_library.ts";
import { scattered, table } from "./_table.ts";

/** Operations whose results are positions, and the second name of `concat`. */
const WITHOUT_GRADIENT = ["argmax", "argmin", "argsort", "cat"];

/** Central differences err by about the square of this, and by the machine precision divided by it. */
const STEP = 1e-5;

const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
};

const leaves = (inputs: readonly Tensor[]) => inputs.map(({ data, shape }) => new Tensor(data.slice(), shape, true));

Deno.test("the table of gradient tests holds every operation", () => {
  assertEquals(Object.keys(ops).filter((name) => !(name in table)).sort(), WITHOUT_GRADIENT);
});

for (const [name, cases] of Object.entries(table)) {
  for (const { title, inputs, run } of cases) {
    Deno.test(`${name}() has the gradient of central differences ${title}`, () => {
      const points = leaves(inputs);
      const output = run(...points);
      const gradient = scattered(output.shape, 7);
      output.backward({ gradient });
      const directions = inputs.map(({ shape }, k) => scattered(shape, 11 + k));
      const moved = (step: number) =>
        run(
          ...inputs.map(({ data, shape }, k) =>
            new Tensor(data.map((x, i) => x + step * directions[k].data[i]), shape)
          ),
        );
      const above = moved(STEP).data, below = moved(-STEP).data;
      const quotients = above.map((value, i) => (value - below[i]) / (2 * STEP));
      const expected = dot(quotients, gradient.data);
      const found = points.reduce((sum, { grad }, k) => sum + dot(grad?.data ?? [], directions[k].data), 0);
      assert(
        Math.abs(found - expected) < 1e-7 * Math.max(1, Math.abs(expected)),
        `${expected} expected, ${found} found`,
      );
    });
  }

  Deno.test(`${name}() keeps its gradient when values are written after it ran`, () => {
    for (const { inputs, run } of cases) {
      const gradients = [false, true].map((write) => {
        const points = leaves(inputs);
        const output = run(...points);
        if (write) { for (const { data } of [...points, output]) data.fill(1e3); }
        output.backward({ gradient: scattered(output.shape, 7) });
        return points.map(({ grad }) => grad?.data);
      });
      assertEquals(gradients[1], gradients[0]);
    }
  });

  Deno.test(`${name}() neither writes to its inputs nor shares their memory`, () => {
    for (const { inputs, run } of cases) {
      const points = leaves(inputs);
      const output = run(...points);
      assertEquals(points.map(({ data }) => data), inputs.map(({ data }) => data));
      output.data.fill(NaN);
      assertEquals(points.map(({ data }) => data), inputs.map(({ data }) => data));
    }
  });

  Deno.test(`${name}() gives the same values without recording`, () => {
    for (const { inputs, run } of cases) {
      const points = leaves(inputs);
      const silent = noGrad(() => run(...points));
      assertEquals([silent.requiresGrad, silent.origin], [false, null]);
      assertEquals(silent.data, run(...points).data);
    }
  });

  Deno.test(`${name}() gives a gradient only to the inputs that ask for one`, () => {
    for (const { inputs, run } of cases) {
      inputs.forEach((_, only) => {
        const points = inputs.map(({ data, shape }, k) => new Tensor(data.slice(), shape, k === only));
        const output = run(...points);
        output.backward({ gradient: scattered(output.shape, 7) });
        const all = leaves(inputs);
        run(...all).backward({ gradient: scattered(output.shape, 7) });
        points.forEach(({ grad }, k) => assertEquals(grad?.data, k === only ? all[k].grad!.data : undefined));
      });
    }
  });
}
