/**
 * Operations with a derivative written by hand.
 *
 * @module
 */
import { assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { customOp, gradcheck, noGrad, type Tensor, tensor } from "../../../mod.ts";

const product = customOp({
  name: "product",
  forward: (x, y) => x.mul(y),
  backward: (gradient, [x, y]) => [gradient.mul(y), gradient.mul(x)],
});

Deno.test("customOp() makes an operation with the gradient it is given", () => {
  assertEquals(gradcheck(product, [[1, 2], [3, 4]]), true);
  const x = tensor([1, 2], { requiresGrad: true });
  const y = product(x, [3, 4]).square();
  y.sum().backward();
  assertEquals(x.grad!.toArray(), [18, 64]);
});

Deno.test("customOp() takes and gives everything that is like a tensor", () => {
  const op = customOp({ forward: (x) => [x.item(), 2], backward: (gradient) => [gradient.data[0]] });
  const x = tensor(1, { requiresGrad: true });
  op(x).backward({ gradient: [5, 6] });
  assertEquals([op(x).toArray(), x.grad!.item()], [[1, 2], 5]);
});

Deno.test("customOp() gives backward the values of the time it ran", () => {
  const x = tensor([2], { requiresGrad: true });
  let seen: unknown;
  const op = customOp({
    forward: (x) => x.mul(3),
    backward(gradient, inputs, output) {
      seen = [gradient.toArray(), inputs.map((input) => input.toArray()), output.toArray()];
      return [null];
    },
  });
  const y = op(x);
  x.data.fill(9);
  y.data.fill(9);
  y.sum().backward();
  assertEquals(seen, [[1], [[2]], [6]]);
  assertEquals(x.grad, null);
});

Deno.test("customOp() does not share memory with what forward gives", () => {
  const identity = customOp({ forward: (x) => x, backward: (gradient) => [gradient] });
  const x = tensor([1], { requiresGrad: true }), y = identity(x);
  y.data.fill(5);
  assertEquals(x.toArray(), [1]);
});

Deno.test("customOp() lets backward write to its gradient and use one array for all results", () => {
  const result = new Float64Array(1);
  const double = customOp({
    forward: (x) => x.mul(2),
    backward(gradient) {
      result[0] = 2 * gradient.data[0];
      gradient.data.fill(NaN);
      return [result];
    },
  });
  const x = tensor([1], { requiresGrad: true });
  double(x).add(double(x).mul(5)).sum().backward();
  assertEquals(x.grad!.toArray(), [12]);
  x.zeroGrad().mul(3).add(double(x)).sum().backward();
  assertEquals(x.grad!.toArray(), [5]);
});

Deno.test("customOp() records one step, and none in noGrad()", () => {
  const x = tensor(2, { requiresGrad: true });
  const { origin } = product(x, 3);
  assertEquals(origin!.name, "product");
  assertStrictEquals(origin!.inputs[0], x);
  assertEquals(noGrad(() => product(x, 3)).requiresGrad, false);
});

Deno.test("customOp() throws while running backward when backward does not fit its inputs, and changes nothing", () => {
  const attempt = (backward: (gradient: Tensor) => unknown) => () => {
    const op = customOp({ name: "twist", forward: (x) => x.mul(2), backward: backward as never });
    const x = tensor([1, 2], { requiresGrad: true }), z = tensor(1, { requiresGrad: true });
    try {
      op(x).sum().mul(z).backward();
    } finally {
      assertEquals([x.grad, z.grad], [null, null]);
    }
  };
  const action = "Cannot run twist backward: ";
  assertThrows(attempt(() => []), TypeError, `${action}a list of 1 gradients was expected, but 0 were given`);
  assertThrows(
    attempt((g) => g),
    TypeError,
    `${action}a list of 1 gradients was expected, but an object of class Tensor was given`,
  );
  assertThrows(
    attempt(() => [[1, 2, 3]]),
    TypeError,
    `${action}a gradient of shape [2] was expected for input 0, but its shape is [3]`,
  );
  assertThrows(attempt(() => [undefined]), TypeError, `${action}a tensor, a number`);
});

Deno.test("customOp() throws when forward gives no tensor", () => {
  const op = customOp({ forward: () => undefined as never, backward: () => [null] });
  assertThrows(() => op(1), TypeError, "Cannot run custom operation: a tensor, a number");
});

Deno.test("customOp() throws when a direction is no function", () => {
  const forward = (x: Tensor) => x, action = "Cannot make a custom operation: ";
  const cases = [
    [{ forward }, "backward must be a function, but is undefined"],
    [{ backward: () => [] }, "forward must be a function, but is undefined"],
    [forward, "an object of options was expected, but a function was found"],
  ] as const;
  for (const [op, text] of cases) assertThrows(() => customOp(op as never), TypeError, action + text);
});
