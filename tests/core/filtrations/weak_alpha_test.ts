/**
 * Weak alpha filtrations: values and gradients by hand.
 */
import { assertEquals } from "@std/assert";
import { tensor, weakAlphaFiltration } from "../../../mod.ts";

Deno.test("weakAlphaFiltration() gives a cell the squared length of its longest edge", () => {
  const { values } = weakAlphaFiltration([[0, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1]]);
  assertEquals(values.toArray(), [0, 0, 0, 0, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2]);
});

Deno.test("weakAlphaFiltration() sends the gradient to the lexicographically first of several longest edges", () => {
  const points = tensor([[0, 0], [3, 4], [5, 0]], { requiresGrad: true });
  weakAlphaFiltration(points).values.indexSelect([6]).sum().backward();
  assertEquals(points.grad?.toArray(), [[-6, -8], [6, 8], [0, 0]]);
});
