/**
 * The Mersenne Twister, against the number that the C++ standard gives.
 *
 * @module
 */
import { assertEquals } from "@std/assert";
import { Mt19937 } from "../../../core/random/mt19937.ts";

Deno.test("Mt19937 gives the 10000th number of the C++ standard from the seed 5489", () => {
  const engine = new Mt19937(5489);
  let last = 0;
  for (let i = 0; i < 10000; i++) last = engine.nextUint32();
  assertEquals(last, 4123659995);
});

Deno.test("Mt19937.seed() starts again, in the middle of a block too", () => {
  const engine = new Mt19937(1), first = Array.from({ length: 700 }, () => engine.nextUint32());
  engine.seed(1);
  assertEquals(Array.from({ length: 700 }, () => engine.nextUint32()), first);
});
