/**
 * Steps of topological optimization.
 *
 * @module
 */
import { type StepName, STEPS } from "./optimization.ts";
import { inTurn } from "./total_persistence.ts";
import { noise, noisyCircle } from "./workloads.ts";

for (
  const [name, input, what] of [
    ["sink", noise([256, 256], 7), "Freudenthal 256², crit-sets, to the diagonal"],
    ["raise", noise([256, 256], 7), "Freudenthal 256², crit-sets, away from it"],
    ["recipe", noisyCircle(200, 7), "Rips, 200 points, topology optimizer"],
  ] as const satisfies readonly (readonly [StepName, unknown, string])[]
) {
  const next = inTurn(input);
  Deno.bench({ group: "Steps of topological optimization", name: what, fn: () => void STEPS[name](next(), 2) });
}
