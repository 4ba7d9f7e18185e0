/**
 * A function together with its gradient.
 *
 * @module
 */
import { assertEquals, assertThrows } from "@std/assert";
import { noGrad, sign, tensor, valueAndGrad } from "../../../mod.ts";

Deno.test("valueAndGrad() gives the value and the gradients at all arguments", () => {
  const { value, gradient, gradients } = valueAndGrad((x, y) => x.mul(y).sum())([1, 2], 3);
  assertEquals([value, gradient.toArray()], [9, [3, 3]]);
  assertEquals(gradients.map((g) => g.toArray()), [[3, 3], 3]);
});

Deno.test("valueAndGrad() copies its arguments", () => {
  const x = tensor([1, 2], { requiresGrad: true }), raw = Float64Array.of(1, 2);
  const f = valueAndGrad((x) => {
    x.data.fill(3);
    return x.square().sum();
  });
  assertEquals([f(x).value, f(raw).value], [18, 18]);
  assertEquals([x.toArray(), x.grad, [...raw]], [[1, 2], null, [1, 2]]);
});

Deno.test("valueAndGrad() is 0 at arguments that the value does not depend on", () => {
  const { gradients } = valueAndGrad((x) => x.sum())([1, 2], [3]);
  assertEquals(gradients.map((g) => g.toArray()), [[1, 1], [0]]);
  assertEquals(valueAndGrad(() => tensor(7))([1, 2]).gradient.toArray(), [0, 0]);
  assertEquals(valueAndGrad((x) => sign(x).sum())([1, 2]).gradient.toArray(), [0, 0]);
});

Deno.test("valueAndGrad() throws when the function does not give a single number", () => {
  const action = "Cannot compute a value with its gradient: ";
  assertThrows(
    () => valueAndGrad((x) => x)([1, 2]),
    TypeError,
    `${action}a tensor with a single number was expected of f, but it gives one of shape [2]`,
  );
  assertThrows(
    () => valueAndGrad(() => 1 as never)([1, 2]),
    TypeError,
    `${action}a tensor with a single number was expected of f, but it gives a number`,
  );
});

Deno.test("valueAndGrad() gives the gradient inside noGrad() too", () => {
  const { value, gradient } = noGrad(() => valueAndGrad((x) => x.square().sum())([1, 2]));
  assertEquals([value, gradient.toArray()], [5, [2, 4]]);
});

Deno.test("valueAndGrad() throws when it is given no function", () => {
  assertThrows(
    () => valueAndGrad(tensor(1) as never),
    TypeError,
    "Cannot compute a value with its gradient: f must be a function, but is an object of class Tensor",
  );
});

Deno.test("valueAndGrad() throws when there is no argument", () => {
  assertThrows(
    () => valueAndGrad(() => tensor(1))(),
    TypeError,
    "Cannot compute a value with its gradient: an argument was expected, but there is none",
  );
});
