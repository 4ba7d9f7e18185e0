/**
 * Diagrams of the filtrations of Delaunay complexes, and their gradients, against Oineus.
 */
import { assertAlmostEquals, assertEquals } from "@std/assert";
import {
  alphaFiltration,
  cechDelaunayFiltration,
  type DelaunayFiltration,
  persistenceDiagram,
  type Tensor,
  tensor,
  weakAlphaFiltration,
} from "../../../mod.ts";
import oineus from "../../goldens/oineus_filtrations.json" with { type: "json" };

const BUILDERS: Record<string, (points: Tensor) => DelaunayFiltration> = {
  alpha: (points) => alphaFiltration(points),
  cech_delaunay: (points) => cechDelaunayFiltration(points),
  weak_alpha: (points) => weakAlphaFiltration(points),
};

const goldens = oineus.cases.filter(({ builder }) => builder in BUILDERS);

Deno.test("the goldens have all three filtrations of four clouds", () => {
  assertEquals(goldens.length, 12);
});

for (const { name, builder, shape, input, diagrams, loss, gradient } of goldens) {
  Deno.test(`the diagrams and gradients of ${name} are those of Oineus`, () => {
    const points = tensor(input, { shape, requiresGrad: true });
    const found = persistenceDiagram(BUILDERS[builder](points));
    let total = tensor(0);
    for (const [dimension, expected] of Object.entries(diagrams)) {
      const diagram = found.get(Number(dimension));
      const rows = (diagram.toArray() as number[][]).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
      assertEquals(rows.length, expected.length, `H${dimension}`);
      rows.flat().forEach((x, i) => assertClose(x, expected.flat()[i], 1e-9));
      const lifetimes = diagram.indexSelect([1], { dim: 1 }).sub(diagram.indexSelect([0], { dim: 1 }));
      total = total.add(lifetimes.square().sum());
    }
    assertClose(total.item(), loss, 1e-9);
    total.backward();
    points.grad!.data.forEach((x, i) => assertClose(x, gradient[i], 1e-7));
  });
}

function assertClose(found: number, expected: number, tolerance: number): void {
  assertAlmostEquals(found, expected, tolerance * Math.abs(expected));
}
