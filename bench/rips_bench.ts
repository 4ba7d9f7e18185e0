/**
 * Rips diagrams of degree 0 and 1 with the gradient at the points, from a cloud to `points.grad`.
 */
import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { inTurn, rips, totalPersistence } from "./total_persistence.ts";
import { clouds, noisyCircle } from "./workloads.ts";

/** The loss moves with a point as its gradient says. */
function check(points: ReturnType<typeof noisyCircle>): void {
  const { loss, gradient } = totalPersistence(points, rips);
  const step = 1e-6;
  const at = (shift: number) => {
    const moved = points.clone();
    moved.data[0] += shift;
    return totalPersistence(moved, rips).loss;
  };
  assert(loss > 0);
  assertEquals(gradient.length, points.size);
  assertAlmostEquals((at(step) - at(-step)) / (2 * step), gradient[0], 1e-5);
}

for (const n of [50, 100, 200, 400]) {
  const points = noisyCircle(n, 7);
  check(points);
  const next = inTurn(points);
  Deno.bench(`noisy circle, ${n} points`, { group: "Rips H0 and H1 with gradient, by size" }, () => {
    totalPersistence(next(), rips);
  });
}

/** Where distances tie, central differences see no one gradient. */
const TIED = ["grid", "lattice", "duplicated", "duplicated cube"];

for (const [name, cloud] of Object.entries(clouds)) {
  const points = cloud(100, 7);
  if (!TIED.includes(name)) check(points);
  else assert(totalPersistence(points, rips).gradient.every(Number.isFinite));
  const next = inTurn(points);
  Deno.bench(`${name}, 100 points`, { group: "Rips H0 and H1 with gradient, by cloud" }, () => {
    totalPersistence(next(), rips);
  });
}
