/**
 * Alpha against Čech–Delaunay against weak alpha: diagrams of all degrees with the gradient, from points to `points.grad`.
 */
import { assert, assertAlmostEquals } from "@std/assert";
import type { Tensor } from "../mod.ts";
import { POINT_FILTRATIONS } from "./filtrations.ts";
import { type Build, totalPersistence } from "./total_persistence.ts";
import { cube, square } from "./workloads.ts";

const STEP = 1e-7;

/** The loss moves with a coordinate as its gradient says. */
function check(points: Tensor, build: Build): void {
  const { loss, gradient } = totalPersistence(points, build);
  const at = (shift: number) => {
    const moved = points.clone();
    moved.data[0] += shift;
    return totalPersistence(moved, build).loss;
  };
  assert(loss > 0);
  assert(gradient[0] !== 0);
  assertAlmostEquals((at(STEP) - at(-STEP)) / (2 * STEP) / gradient[0], 1, 1e-4);
}

const INPUTS = {
  "10000 points of the square": square(10_000, 7),
  "1000 points of the cube": cube(1000, 7),
  "10000 points of the cube": cube(10_000, 7),
};

for (const [input, points] of Object.entries(INPUTS)) {
  for (const [name, build] of Object.entries(POINT_FILTRATIONS)) {
    check(points, build);
    Deno.bench(name, { group: `Delaunay diagrams with gradient, ${input}` }, () => {
      totalPersistence(points, build);
    });
  }
}
