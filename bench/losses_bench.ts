/**
 * Losses between two diagrams with the gradients at both.
 */
import { assert, assertAlmostEquals } from "@std/assert";
import { LOSSES, type LossName, lossWithGradients } from "./losses.ts";
import { diagram } from "./workloads.ts";

const STEP = 1e-6;

for (const n of [30, 300]) {
  const first = diagram(n, 1), second = diagram(n, 2);
  for (const name of Object.keys(LOSSES) as LossName[]) {
    assertAlmostEquals(LOSSES[name](first, first, 1).item(), 0, 1e-12);
    const { value, gradients } = lossWithGradients(name, first, second, 1);
    assert(value > 0);
    for (const [k, gradient] of gradients.entries()) {
      const at = (shift: number) => {
        const diagrams = [first.clone(), second.clone()];
        diagrams[k].data[1] += shift;
        return LOSSES[name](diagrams[0], diagrams[1], 1).item();
      };
      assertAlmostEquals((at(STEP) - at(-STEP)) / (2 * STEP), gradient.data[1], 1e-5);
    }
    Deno.bench(`${name}, ${n} points each`, { group: "diagram losses with gradient" }, () => {
      lossWithGradients(name, first, second, 1);
    });
  }
}
