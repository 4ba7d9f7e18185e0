/**
 * The triangles of points in general position against an independent triangulation.
 */
import { assertEquals } from "@std/assert";
import Delaunator from "delaunator";
import { alphaFiltration, Generator, rand, randn, type Tensor } from "../../../mod.ts";

/** Rows of vertices, ascending in each, in lexicographic order. */
function sorted(rows: readonly (readonly number[])[]): number[][] {
  return rows.map((row) => [...row].sort((a, b) => a - b)).sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]);
}

function delaunator(points: Tensor): number[][] {
  const { triangles } = new Delaunator(points.data);
  return sorted(Array.from({ length: triangles.length / 3 }, (_, k) => [...triangles.subarray(3 * k, 3 * k + 3)]));
}

for (const [name, draw] of [["a square", rand], ["a normal distribution", randn]] as const) {
  for (const count of [3, 10, 100, 5000]) {
    Deno.test(`alphaFiltration() has the triangles that delaunator finds among ${count} points of ${name}`, () => {
      for (const seed of [1, 2, 3]) {
        const points = draw([count, 2], { generator: new Generator(seed) });
        assertEquals(
          sorted(alphaFiltration(points).cellsInDimension(2).map((cell) => cell.vertices)),
          delaunator(points),
        );
      }
    });
  }
}
