/**
 * Diagrams with gradient of many small clouds: one call for all of them against one call for each.
 */
import { assertEquals } from "@std/assert";
import { rips, totalPersistence, totalPersistences } from "./total_persistence.ts";
import { noisyCircle } from "./workloads.ts";

for (const { clouds, points } of [{ clouds: 64, points: 50 }, { clouds: 16, points: 400 }]) {
  const batch = Array.from({ length: clouds }, (_, seed) => noisyCircle(points, seed));
  const alone = batch.map((cloud) => totalPersistence(cloud, rips).gradient);
  assertEquals(totalPersistences(batch, rips).map(({ gradient }) => gradient), alone);
  const group = "a batch of Rips diagrams";
  Deno.bench(`${clouds} clouds of ${points} points, a loop`, { group }, () => {
    for (const cloud of batch) totalPersistence(cloud, rips);
  });
  Deno.bench(`${clouds} clouds of ${points} points, one call`, { group }, () => {
    totalPersistences(batch, rips);
  });
}
