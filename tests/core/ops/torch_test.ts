/**
 * Every operation against PyTorch: values and gradients at generic points, at kinks, at infinities and on empty axes.
 *
 * @module
 */
import { assert, assertEquals } from "@std/assert";
import * as diagrad from "../../../mod.ts";
import { Tensor } from "../../../mod.ts";
import "../../open_library.ts";
import cases from "../../goldens/torch_ops.json" with { type: "json" };

type Written = (number | string)[];
type Result = Tensor | { values: Tensor; indices: Tensor };

/** Libraries round exponentials and powers differently in the last digits. */
const RELATIVE = 1e-13;

const numbers = (written: Written): Float64Array => Float64Array.from(written, Number);

function assertNear(found: Float64Array, expected: Float64Array, what: string): void {
  assertEquals(found.length, expected.length, what);
  expected.forEach((value, i) => {
    const near = Object.is(found[i] + 0, value + 0) ||
      Math.abs(found[i] - value) <= RELATIVE * Math.max(1, Math.abs(value));
    assert(near, `${what}: ${value} expected at ${i}, ${found[i]} found`);
  });
}

/** JSON has no `undefined` and no infinity. */
function argument(value: unknown): unknown {
  if (value === null) return undefined;
  if (typeof value !== "object" || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, x]) => [key, x === "Infinity" ? Infinity : x]));
}

for (const { title, op, inputs, arguments: given, value, gradients, ...rest } of cases) {
  Deno.test(`${op}() gives PyTorch's values and gradients ${title}`, () => {
    const tensors = inputs.map(({ shape, data }) => new Tensor(numbers(data), shape, true));
    const operation = (diagrad as unknown as Record<string, (...args: unknown[]) => Result>)[op];
    const joins = op === "concat" || op === "stack";
    const result = operation(...(joins ? [tensors] : tensors), ...given.map(argument));
    const output = result instanceof Tensor ? result : result.values;
    assertEquals(output.shape, value.shape);
    assertNear(output.data, numbers(value.data), "values");
    if (!(result instanceof Tensor)) {
      assertEquals(result.indices.data, numbers((rest as { indices: number[] }).indices));
    }
    if (!output.requiresGrad) return assert(gradients.every((gradient) => gradient === null));
    const seed = { shape: output.shape, data: output.data.map((_, i) => Math.cos(i + 1)) };
    output.backward({ gradient: seed });
    gradients.forEach((gradient, k) => {
      if (gradient === null) return assertEquals(tensors[k].grad, null);
      assertNear(tensors[k].grad!.data, numbers(gradient), `gradient at input ${k}`);
    });
  });
}
