/**
 * Tensors as text.
 *
 * @module
 */
import { assertEquals } from "@std/assert";
import { arange, tensor, zeros } from "../../../mod.ts";

const text = (x: Parameters<typeof tensor>[0]) => tensor(x).toString();

Deno.test("Tensor.toString() writes four decimals", () => {
  assertEquals(text([[0.12558502048829073, 1.7526136453759549]]), "tensor([[0.1256, 1.7526]])");
  assertEquals(text(0.5), "tensor(0.5000)");
});

Deno.test("Tensor.toString() writes whole numbers with a point", () => {
  assertEquals(text([1, -2, 0]), "tensor([1., -2., 0.])");
});

Deno.test("Tensor.toString() writes digits where decimals would hide values", () => {
  assertEquals(text([1e-5, 2e-5]), "tensor([1.0000e-5, 2.0000e-5])");
  assertEquals(text([1.5e9]), "tensor([1.5000e+9])");
});

Deno.test("Tensor.toString() writes infinities and missing values", () => {
  assertEquals(text([1, Infinity, -Infinity, NaN]), "tensor([1., inf, -inf, nan])");
});

Deno.test("Tensor.toString() puts rows on lines of their own", () => {
  assertEquals(text([[1, 2], [3, 4]]), "tensor([[1., 2.],\n        [3., 4.]])");
});

Deno.test("Tensor.toString() cuts long axes", () => {
  assertEquals(arange(12).toString(), "tensor([0., 1., 2., 3., 4., 5., 6., 7., 8., 9., 10., 11.])");
  assertEquals(arange(13).toString(), "tensor([0., 1., 2., …, 10., 11., 12.])");
});

Deno.test("Tensor.toString() shows empty axes", () => {
  assertEquals(zeros([0]).toString(), "tensor([])");
  assertEquals(zeros([2, 0]).toString(), "tensor([[],\n        []])");
});

Deno.test("a tensor shows itself in the console as its text", () => {
  assertEquals(Deno.inspect(tensor([1, 2])), "tensor([1., 2.])");
});
