/**
 * Alpha filtrations: values and gradients by hand.
 */
import { assertAlmostEquals, assertEquals, assertNotEquals } from "@std/assert";
import { alphaFiltration, persistenceDiagram, tensor } from "../../../mod.ts";

const CORNER = [[0, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1]];

Deno.test("alphaFiltration() has the known values of the unit corner", () => {
  // The long edges are as long as the diagonals of unit squares, the long triangle has the squared radius 2/3, but the origin
  // is inside its smallest sphere.
  const expected = [0, 0, 0, 0, 0.25, 0.25, 0.25, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.75, 0.75];
  assertEquals(alphaFiltration(CORNER).values.toArray(), expected);
});

Deno.test("alphaFiltration() gives an acute triangle its circumscribed circle", () => {
  const values = alphaFiltration([[0, 0], [1, 0], [0.5, 0.9]]).values.data;
  assertAlmostEquals(values[6], 0.34679012345679, 1e-14);
});

Deno.test("alphaFiltration() lets the longest edge of an obtuse triangle enter with the triangle", () => {
  // R² = 4.01² · 16 / 4 (4 · 0.1)²
  const values = alphaFiltration([[0, 0], [4, 0], [2, 0.1]]).values.data;
  assertAlmostEquals(values[5], 4.01 ** 2 * 16 / 0.64, 1e-10);
  assertEquals(values[5], values[6]);
});

Deno.test("alphaFiltration() sends the gradient of an attached edge to the triangle it enters with", () => {
  const gradientOf = (place: number) => {
    const points = tensor([[0, 0], [4, 0], [1, 1]], { requiresGrad: true });
    alphaFiltration(points).values.indexSelect([place]).sum().backward();
    return points.grad!.toArray();
  };
  // The centre is (2, −1), R² = 5, and its barycentric coordinates are (5, 3, −4) / 4: gradients 2 λ (p − c).
  assertEquals(gradientOf(6), [[-5, 2.5], [3, 1.5], [2, -4]]);
  assertEquals(gradientOf(5), gradientOf(6));
});

Deno.test("alphaFiltration() sends the gradient of an edge between cocircular triangles to the first of them", () => {
  const gradientOf = (vertices: string) => {
    const points = tensor([[4, 3], [3, 4], [-3, 4], [0, -5]], { requiresGrad: true });
    const fil = alphaFiltration(points);
    const cells = [...fil.cellsInDimension(1), ...fil.cellsInDimension(2)].map((cell) => cell.vertices.join(""));
    fil.values.indexSelect([4 + cells.indexOf(vertices)]).sum().backward();
    return points.grad!;
  };
  // All are on the circle of radius 5 around 0, whose barycentric coordinates in 013 are (−5/4, 5/3, 7/12): gradients 2 λ p.
  const first = gradientOf("013");
  [[-10, -7.5], [10, 40 / 3], [0, 0], [0, -35 / 6]].flat().forEach((x, k) =>
    assertAlmostEquals(first.data[k], x, 1e-13)
  );
  assertEquals(gradientOf("13").toArray(), first.toArray());
  assertNotEquals(gradientOf("123").toArray(), first.toArray());
});

Deno.test("alphaFiltration() orders cells by dimension, value and vertices", () => {
  const fil = alphaFiltration([[0, 0], [1, 0], [0, 1], [1, 1]]);
  const vertices = (d: number) => fil.cellsInDimension(d).map((cell) => cell.vertices.join(""));
  assertEquals(vertices(1).slice(0, 4), ["01", "02", "13", "23"]);
  assertEquals(vertices(2), [...vertices(2)].sort());
  assertEquals(fil.values.toArray(), [0, 0, 0, 0, 0.25, 0.25, 0.25, 0.25, 0.5, 0.5, 0.5]);
  assertEquals(persistenceDiagram(fil)[1].toArray(), [[0.25, 0.5]]);
});
