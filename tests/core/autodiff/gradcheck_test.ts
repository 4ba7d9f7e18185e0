/**
 * Comparing gradients with difference quotients.
 *
 * @module
 */
import { assertEquals, assertThrows } from "@std/assert";
import { customOp, gradcheck, noGrad, tensor } from "../../../mod.ts";

const wrongSquare = customOp({
  name: "wrong square",
  forward: (x) => x.square(),
  backward: (gradient, [x]) => [gradient.mul(x).mul([2, 2, 3])],
});

Deno.test("gradcheck() is true when the gradients are right", () => {
  assertEquals(gradcheck((x, y) => x.matmul(y).tanh(), [[[1, 2], [3, 4]], [[0.1], [-0.2]]]), true);
});

Deno.test("gradcheck() names the output, the entry, the input and both numbers when a gradient is wrong", () => {
  assertThrows(
    () => gradcheck((y, x) => wrongSquare(x).add(y), [0, [1, 2, 3]]),
    Error,
    "Cannot check gradients: the derivative of output 2 by entry 2 of input 1, of shape [3], was expected near the " +
      "difference quotient 6.0000",
  );
  assertThrows(() => gradcheck(wrongSquare, [[1, 2, 3]]), Error, ", but is 9");
});

Deno.test("gradcheck() throws when a gradient is missing", () => {
  assertThrows(
    () => gradcheck((x) => x.detach().square(), [3]),
    Error,
    "of shape [], was expected near the difference quotient",
  );
});

Deno.test("gradcheck() throws at a kink, where the gradient is no limit of difference quotients", () => {
  assertThrows(() => gradcheck((x) => x.relu(), [0]), Error, "difference quotient 0.5, but is 0");
});

Deno.test("gradcheck() throws when a value is not a number", () => {
  assertThrows(() => gradcheck((x) => x.log(), [-1]), Error, "difference quotient NaN");
});

Deno.test("gradcheck() goes by its tolerances", () => {
  const slightlyOff = customOp({ forward: (x) => x.mul(1), backward: (gradient) => [gradient.mul(1.0005)] });
  assertEquals(gradcheck(slightlyOff, [2]), true);
  assertThrows(() => gradcheck(slightlyOff, [2], { relativeTolerance: 1e-4 }), Error);
  assertEquals(gradcheck(slightlyOff, [2], { relativeTolerance: 0, absoluteTolerance: 1e-3, eps: 1e-4 }), true);
});

Deno.test("gradcheck() leaves its inputs alone", () => {
  const x = tensor([1, 2], { requiresGrad: true });
  gradcheck((x) => x.exp(), [x]);
  assertEquals([x.toArray(), x.grad], [[1, 2], null]);
});

Deno.test("gradcheck() throws when an option is out of range", () => {
  const run = (options: object) => () => gradcheck((x) => x, [1], options);
  assertThrows(run({ eps: 0 }), RangeError, "Cannot check gradients: eps must be positive and finite, but is 0");
  assertThrows(
    run({ absoluteTolerance: -1 }),
    RangeError,
    "Cannot check gradients: tolerances must not be negative, but one is -1",
  );
  assertThrows(run({ relativeTolerance: NaN }), RangeError, "but one is NaN");
  assertThrows(
    () => gradcheck((x) => x, 1 as never),
    TypeError,
    "Cannot check gradients: a list of inputs was expected, but a number was found",
  );
});

Deno.test("gradcheck() throws when the function gives no tensor", () => {
  assertThrows(
    () => gradcheck(() => 1 as never, [1]),
    TypeError,
    "Cannot check gradients: a tensor was expected of f, but it gives a number",
  );
});

Deno.test("gradcheck() checks inside noGrad() too", () => {
  assertEquals(noGrad(() => gradcheck((x) => x.exp(), [[1, 2]])), true);
});

Deno.test("gradcheck() throws when it is given no function", () => {
  assertThrows(
    () => gradcheck(tensor(1) as never, [1]),
    TypeError,
    "Cannot check gradients: f must be a function, but is an object of class Tensor",
  );
});
