/**
 * Products of pairs, kept while pairs come and go and variables become free or held: against products computed anew.
 *
 * @module
 */
import { assertAlmostEquals, assertEquals } from "@std/assert";
import { LimitedMemory } from "../../../core/optimize/_limited_memory.ts";
import { rand, randn } from "../../../mod.ts";

const N = 7;

/** The product over the variables with this flag. */
function product(a: Float64Array, b: Float64Array, isFree: Uint8Array, flag: number): number {
  return a.reduce((sum, x, i) => isFree[i] === flag ? sum + x * b[i] : sum, 0);
}

function check(memory: LimitedMemory, isFree: Uint8Array): void {
  const { steps, changes, products: { rows } } = memory;
  assertEquals(rows.length, steps.length);
  rows.forEach(({ changes: free, mixed, heldSteps, heldMixed }, a) => {
    for (const list of [free, mixed, heldSteps, heldMixed]) assertEquals(list.length, a + 1);
    for (let b = 0; b <= a; b++) {
      assertAlmostEquals(free[b], product(changes[a], changes[b], isFree, 1), 1e-12);
      assertAlmostEquals(mixed[b], product(changes[a], steps[b], isFree, 1), 1e-12);
      assertAlmostEquals(heldSteps[b], product(steps[a], steps[b], isFree, 0), 1e-12);
      assertAlmostEquals(heldMixed[b], product(steps[a], changes[b], isFree, 0), 1e-12);
    }
  });
}

Deno.test("PartedProducts follow pairs that come and go, and variables that become free", () => {
  for (let seed = 0; seed < 40; seed++) {
    const memory = new LimitedMemory(3, true), choices = [...rand([60], { seed }).data];
    let isFree = new Uint8Array(N).fill(1);
    choices.forEach((choice, round) => {
      if (choice < 0.05) memory.clear();
      else if (choice < 0.3) {
        isFree = Uint8Array.from(randn([N], { seed: seed + 1000 * round }).data, (x) => x > 0 ? 1 : 0);
      } else {
        const [step, change] = [1, 2].map((k) => randn([N], { seed: 7 * seed + 100 * round + k }).data);
        memory.push(step, change);
      }
      if (choice < 0.6) {
        memory.products.update(isFree, memory);
        check(memory, isFree);
      }
    });
  }
});
