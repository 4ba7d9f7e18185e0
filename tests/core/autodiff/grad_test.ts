/**
 * Gradients as values.
 *
 * @module
 */
import { assertEquals, assertThrows } from "@std/assert";
import { grad, sign, tensor } from "../../../mod.ts";

const leaf = (data: number | number[]) => tensor(data, { requiresGrad: true });

Deno.test("grad() gives the gradients and leaves those of the tensors alone", () => {
  const x = leaf([1, 2]), y = leaf(3);
  const [dx, dy] = grad(x.mul(y).sum(), [x, y]);
  assertEquals([dx.toArray(), dy.item(), x.grad, y.grad], [[3, 3], 3, null, null]);
});

Deno.test("grad() takes a single tensor and one in the middle of the computation", () => {
  const x = leaf([1, 2]), y = x.square();
  assertEquals(grad(y.mul(5).sum(), y).map((g) => g.toArray()), [[5, 5]]);
});

Deno.test("grad() of the output itself is the gradient it is given", () => {
  const x = leaf([1, 2]), y = x.square();
  assertEquals(grad(y, y, { gradient: [3, 4] })[0].toArray(), [3, 4]);
});

Deno.test("grad() gives gradients that share no memory", () => {
  const a = leaf([1, 2]), b = leaf([3, 4]);
  const [da, db, again] = grad(a.add(b).sum(), [a, b, a]);
  da.data.fill(9);
  assertEquals([db.toArray(), again.toArray()], [[1, 1], [1, 1]]);
});

Deno.test("grad() releases the steps unless retainGraph is set", () => {
  const x = leaf(2), y = x.square();
  assertEquals(grad(y, x, { retainGraph: true })[0].item(), 4);
  assertEquals(grad(y, x)[0].item(), 4);
  assertThrows(
    () => grad(y, x),
    Error,
    "Cannot compute gradients: steps that were not yet used were expected, but square",
  );
});

Deno.test("grad() throws when the output does not depend on an input, and releases nothing", () => {
  const x = leaf(2), unused = leaf(1), y = x.square();
  assertThrows(
    () => grad(y, [x, unused]),
    TypeError,
    "Cannot compute gradients: an output that depends on every input was expected, but it does not depend on input 1; " +
      "set allowUnused: true to get null there",
  );
  assertEquals(grad(y, [x, unused], { allowUnused: true }).map((g) => g?.item() ?? null), [4, null]);
});

Deno.test("grad() is 0 where the output depends on an input by steps alone", () => {
  const x = leaf([1, -2]);
  assertEquals(grad(sign(x).sum(), x)[0].toArray(), [0, 0]);
});

Deno.test("grad() throws when an input requires no gradient", () => {
  assertThrows(
    () => grad(leaf(1).square(), tensor(1)),
    TypeError,
    "Cannot compute gradients: tensors with requiresGrad were expected as inputs, but input 0 requires no gradient",
  );
});

Deno.test("grad() throws when asked for a second derivative", () => {
  const x = leaf(1);
  assertThrows(
    () => grad(x.square(), x, { createGraph: true as unknown as false }),
    TypeError,
    "Cannot compute gradients: createGraph: false was expected, because gradients are not recorded",
  );
});

Deno.test("grad() throws when the output is not a single number and no gradient is given", () => {
  const x = leaf([1, 2]);
  assertThrows(
    () => grad(x.square(), x),
    TypeError,
    "Cannot compute gradients: a single number or the option gradient",
  );
});

Deno.test("grad() throws when the output or an input is no tensor", () => {
  const x = tensor(1, { requiresGrad: true });
  assertThrows(
    () => grad(5 as never, x),
    TypeError,
    "Cannot compute gradients: a tensor was expected, but a number was",
  );
  assertThrows(() => grad(x, [null] as never), TypeError, "but input 0 requires no gradient");
  assertThrows(
    () => grad(x.add(1), null as never),
    TypeError,
    "Cannot compute gradients: a tensor or a list of tensors was expected as inputs, but null was found",
  );
});
