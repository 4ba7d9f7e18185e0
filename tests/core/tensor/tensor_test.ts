/**
 * What a tensor knows and does by itself.
 *
 * @module
 */
import { assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { tensor, zeros } from "../../../mod.ts";

Deno.test("Tensor knows its size and axes", () => {
  const x = zeros([2, 3]);
  assertEquals([x.size, x.ndim, tensor(1).ndim, tensor(1).size], [6, 2, 0, 1]);
});

Deno.test("Tensor.item() is the single number held", () => {
  assertEquals([tensor(3).item(), tensor([[4]]).item()], [3, 4]);
  assertThrows(
    () => tensor([1, 2]).item(),
    TypeError,
    "Cannot read an item: the tensor must hold one number, but its shape is [2]",
  );
  assertThrows(() => tensor([]).item(), TypeError, "but its shape is [0]");
});

Deno.test("Tensor.toArray() nests as deeply as the shape is long", () => {
  assertEquals(tensor(3).toArray(), 3);
  assertEquals(zeros([2, 0]).toArray(), [[], []]);
  assertEquals(zeros([0, 2]).toArray(), []);
  assertEquals(tensor([[[1], [2]], [[3], [4]]]).toArray(), [[[1], [2]], [[3], [4]]]);
});

Deno.test("Tensor.requiresGrad can be switched on tensors that were given", () => {
  const x = tensor([1]);
  x.requiresGrad = true;
  const y = x.square();
  assertEquals(y.requiresGrad, true);
  assertThrows(
    () => y.requiresGrad = false,
    TypeError,
    "Cannot set requiresGrad: the tensor must be given, not computed, but comes from square; use detach()",
  );
});

Deno.test("Tensor.retainGrad() throws when no gradient flows", () => {
  assertThrows(
    () => tensor([1]).retainGrad(),
    TypeError,
    "Cannot retain the gradient: the tensor must require one, but requiresGrad is false",
  );
});

Deno.test("Tensor.detach() shares the values, clone() does not", () => {
  const x = tensor([1, 2], { requiresGrad: true });
  assertStrictEquals(x.detach().data, x.data);
  assertEquals(x.detach().requiresGrad, false);
  const copy = x.clone();
  copy.data.fill(9);
  assertEquals([x.toArray(), copy.requiresGrad], [[1, 2], true]);
});

Deno.test("Tensor.assign() replaces the values and raises the version", () => {
  const x = tensor([1, 2], { requiresGrad: true });
  assertStrictEquals(x.assign([3, 4]), x);
  assertEquals([x.toArray(), x.version], [[3, 4], 1]);
  x.assign(tensor([5, 6])).assign(new Float32Array([7, 8]));
  assertEquals([x.toArray(), x.version], [[7, 8], 3]);
});

Deno.test("Tensor.assign() throws and changes nothing when the values do not fit", () => {
  const x = tensor([1, 2], { requiresGrad: true });
  assertThrows(() => x.assign([3]), TypeError, "Cannot assign: 2 values were expected, but 1 were found");
  assertThrows(
    () => x.assign(tensor([[3], [4]])),
    TypeError,
    "Cannot assign: values of shape [2] were expected, but their shape is [2, 1]",
  );
  assertThrows(
    () => x.assign([3, "4" as unknown as number]),
    TypeError,
    "Cannot assign: numbers were expected, but a string was found",
  );
  assertEquals([x.toArray(), x.version], [[1, 2], 0]);
});

Deno.test("Tensor.assign() throws when the tensor was computed", () => {
  const y = tensor([1], { requiresGrad: true }).square();
  assertThrows(
    () => y.assign([2]),
    TypeError,
    "Cannot assign: the tensor must be given, not computed, but comes from square; use detach()",
  );
});
