/**
 * The spreading of seeds, against NumPy's own words.
 *
 * @module
 */
import { assertEquals } from "@std/assert";
import { seedSequence } from "../../../core/random/seed_sequence.ts";
import { goldens } from "./goldens.ts";

Deno.test("seedSequence() gives the words of NumPy's SeedSequence, for seeds longer than its pool too", () => {
  for (const { seed, words } of goldens.seedSequence) {
    assertEquals([...seedSequence(BigInt(seed), words.length)], words);
  }
});
