/**
 * Čech–Delaunay filtrations: values and gradients by hand.
 */
import { assertAlmostEquals, assertEquals } from "@std/assert";
import { cechDelaunayFiltration, tensor } from "../../../mod.ts";

Deno.test("cechDelaunayFiltration() has the known values of the unit corner", () => {
  const values = cechDelaunayFiltration([[0, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1]]).values.data;
  const known = [0, 0, 0, 0, 0.25, 0.25, 0.25, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 2 / 3, 2 / 3];
  known.forEach((x, i) => assertAlmostEquals(values[i], x, 1e-15));
});

Deno.test("cechDelaunayFiltration() gives an obtuse triangle the ball of its longest edge, and the gradient to its ends", () => {
  const points = tensor([[0, 0], [4, 0], [2, 0.1]], { requiresGrad: true });
  const { values } = cechDelaunayFiltration(points);
  assertEquals(values.data[6], 4);
  values.indexSelect([6]).sum().backward();
  assertEquals(points.grad?.toArray(), [[-2, 0], [2, 0], [0, 0]]);
});
