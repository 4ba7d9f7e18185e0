/**
 * What a descent does again and again: diagrams with gradient of points that have moved a little, or not at all.
 *
 * Steps that leave the order of the edges as it was and steps that change it are timed apart.
 */
import { assert } from "@std/assert";
import { type Tensor, tensor } from "../mod.ts";
import { rips, totalPersistence } from "./total_persistence.ts";
import { noisyCircle } from "./workloads.ts";

const RATE = 1e-4, STEPS = 8;

/** The points of a descent on the sum of all persistence, step by step. */
function descent(points: Tensor): Tensor[] {
  const path = [points];
  for (let step = 1; step < STEPS; step++) {
    const { gradient } = totalPersistence(path[step - 1], rips);
    const { data, shape } = path[step - 1];
    path.push(tensor(data.map((x, i) => x - RATE * gradient[i]), { shape }));
  }
  return path;
}

for (const count of [100, 400, 1600]) {
  const path = descent(noisyCircle(count, 7));
  const [first, last] = [path[0], path.at(-1)!].map((points) => totalPersistence(points, rips).loss);
  assert(last < first);
  const group = "a step of a descent on Rips diagrams";
  let step = 0;
  Deno.bench(`${count} points, all moved`, { group }, () => {
    totalPersistence(path[step = (step + 1) % STEPS], rips);
  });
  Deno.bench(`${count} points, the same again`, { group }, () => {
    totalPersistence(path[0], rips);
  });
}
