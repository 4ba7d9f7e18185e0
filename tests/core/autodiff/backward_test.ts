/**
 * Running the tape backward: which gradients arrive, and what is refused.
 *
 * @module
 */
import { assertEquals, assertThrows } from "@std/assert";
import { backward, type Tensor, tensor } from "../../../mod.ts";

const leaf = (data: number | number[]) => tensor(data, { requiresGrad: true });

Deno.test("backward() adds up the gradients of all paths", () => {
  const x = leaf(3);
  const y = x.mul(x).add(x.mul(2)).add(x);
  backward(y);
  assertEquals(x.grad!.item(), 9);
});

Deno.test("backward() adds to a gradient that is already there, until zeroGrad()", () => {
  const x = leaf([1, 2]);
  for (let i = 0; i < 2; i++) x.square().sum().backward();
  assertEquals(x.grad!.toArray(), [4, 8]);
  assertEquals(x.zeroGrad().grad, null);
  x.square().sum().backward();
  assertEquals(x.grad!.toArray(), [2, 4]);
});

Deno.test("backward() walks a chain of 100,000 operations", () => {
  const x = leaf(0);
  let y: Tensor = x;
  for (let i = 0; i < 100_000; i++) y = y.add(1);
  y.backward();
  assertEquals([y.item(), x.grad!.item()], [100_000, 1]);
});

Deno.test("backward() visits a step once however many paths lead to it", () => {
  const x = leaf(1);
  let y: Tensor = x;
  for (let i = 0; i < 60; i++) y = y.add(y);
  y.backward();
  assertEquals(x.grad!.item(), 2 ** 60);
});

Deno.test("backward() of a tensor that was given is 1", () => {
  const x = leaf(5);
  x.backward();
  assertEquals(x.grad!.item(), 1);
});

Deno.test("backward() takes the gradient of the final loss", () => {
  const x = leaf([1, 2]);
  x.square().backward({ gradient: [1, 10] });
  assertEquals(x.grad!.toArray(), [2, 40]);
});

Deno.test("backward() does not keep the array of the gradient it is given", () => {
  const x = leaf([1, 2]), gradient = Float64Array.of(3, 4);
  const y = x.add(0);
  y.backward({ gradient });
  gradient.fill(9);
  assertEquals(x.grad!.toArray(), [3, 4]);
});

Deno.test("backward() gives every tensor its own gradient array", () => {
  const a = leaf([1, 2]), b = leaf([3, 4]);
  a.add(b).sum().backward();
  a.grad!.data.fill(7);
  assertEquals(b.grad!.toArray(), [1, 1]);
});

Deno.test("backward() runs again only with retainGraph", () => {
  const x = leaf(3), y = x.square();
  y.backward({ retainGraph: true });
  y.backward();
  assertEquals(x.grad!.item(), 12);
  assertThrows(
    () => y.backward(),
    Error,
    "Cannot run backward: steps that were not yet used were expected, but square was already run backward; " +
      "set retainGraph: true the first time",
  );
  assertEquals(x.grad!.item(), 12);
});

Deno.test("backward() throws when a part of the steps was released by another loss, and changes nothing", () => {
  const x = leaf(3), z = leaf(2), shared = x.square();
  shared.mul(2).backward();
  assertThrows(() => z.mul(shared).backward(), Error, "but square was already run backward");
  assertEquals([x.grad!.item(), z.grad], [12, null]);
});

Deno.test("backward() throws when the output is not a single number and no gradient is given", () => {
  assertThrows(
    () => leaf([1, 2]).square().backward(),
    TypeError,
    "Cannot run backward: a single number or the option gradient was expected, but the shape is [2]",
  );
});

Deno.test("backward() throws when the gradient has another shape", () => {
  const x = leaf([1, 2]);
  assertThrows(
    () => x.square().backward({ gradient: [[1, 2]] }),
    TypeError,
    "Cannot run backward: a gradient of shape [2] was expected, but its shape is [1, 2]",
  );
  assertEquals(x.grad, null);
});

Deno.test("backward() throws when nothing requires a gradient", () => {
  assertThrows(
    () => tensor(1).square().backward(),
    TypeError,
    "Cannot run backward: a tensor computed from one with requiresGrad was expected, but none of its inputs requires a gradient",
  );
});

Deno.test("backward() throws when an input was assigned new values since, and changes nothing", () => {
  const x = leaf([1, 2]), other = leaf([5, 6]);
  const loss = x.mul(other).sum();
  x.assign([3, 4]);
  assertThrows(
    () => loss.backward(),
    Error,
    "Cannot run backward: unchanged inputs were expected, but an input of mul was assigned new values since",
  );
  assertEquals([x.grad, other.grad], [null, null]);
  x.mul(other).sum().backward();
  assertEquals(other.grad!.toArray(), [3, 4]);
});

Deno.test("backward() fills the gradient of computed tensors only after retainGrad()", () => {
  const x = leaf([1, 2]);
  const y = x.square(), z = y.mul(3).retainGrad();
  z.sum().backward();
  assertEquals([x.grad!.toArray(), y.grad, z.grad!.toArray()], [[6, 12], null, [1, 1]]);
});

Deno.test("backward() stops at detach()", () => {
  const x = leaf(3);
  x.mul(x.detach()).backward();
  assertEquals(x.grad!.item(), 3);
  assertEquals(x.square().detach().requiresGrad, false);
});

Deno.test("backward() goes by what required a gradient when the steps ran", () => {
  const x = leaf(2), late = tensor(5);
  const y = x.mul(late);
  late.requiresGrad = true;
  y.backward();
  assertEquals([x.grad!.item(), late.grad], [5, null]);
});

Deno.test("backward() throws when it is given no tensor", () => {
  assertThrows(
    () => backward(null as never),
    TypeError,
    "Cannot run backward: a tensor was expected, but null was found",
  );
});
