/**
 * Alpha against Čech–Delaunay against weak alpha: diagrams of all degrees with the gradient, from points to `points.grad`.
 */
import { assert, assertAlmostEquals } from "@std/assert";
import { POINT_FILTRATIONS } from "./filtrations.ts";
import { totalPersistence } from "./total_persistence.ts";
import { cube, square } from "./workloads.ts";

const STEP = 1e-6;

for (const [name, build] of Object.entries(POINT_FILTRATIONS)) {
  for (
    const [space, cloud, n] of [["the square", square, 10_000], ["the cube", cube, 1000], [
      "the cube",
      cube,
      10_000,
    ]] as const
  ) {
    const points = cloud(n, 7);
    const { loss, gradient } = totalPersistence(points, build);
    const at = (shift: number) => {
      const moved = points.clone();
      moved.data[0] += shift;
      return totalPersistence(moved, build).loss;
    };
    assert(loss > 0);
    assertAlmostEquals((at(STEP) - at(-STEP)) / (2 * STEP), gradient[0], 1e-5);
    Deno.bench(`${name}, ${n} points of ${space}`, { group: "Delaunay filtrations with diagrams and gradient" }, () => {
      totalPersistence(points, build);
    });
  }
}
