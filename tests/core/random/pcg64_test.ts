/**
 * PCG64 on 32-bit words, against its definition on bigint.
 *
 * @module
 */
import { assertEquals } from "@std/assert";
import { Pcg64 } from "../../../core/random/pcg64.ts";
import { seedSequence } from "../../../core/random/seed_sequence.ts";

const MASK = (1n << 128n) - 1n;

/** The definition, on bigint. */
function* naive(seed: bigint): Generator<bigint> {
  const words = [...seedSequence(seed, 8)].map(BigInt);
  const join = (k: number) => words[k + 1] << 96n | words[k] << 64n | words[k + 3] << 32n | words[k + 2];
  const increment = (join(4) << 1n | 1n) & MASK;
  const step = (state: bigint) => (state * 0x2360ed051fc65da44385df649fccf645n + increment) & MASK;
  let state = step((step(0n) + join(0)) & MASK);
  while (true) {
    state = step(state);
    const mixed = (state >> 64n) ^ (state & (1n << 64n) - 1n), turn = state >> 122n;
    yield BigInt.asUintN(64, mixed >> turn | mixed << (64n - turn));
  }
}

Deno.test("Pcg64.next() agrees with 128-bit arithmetic, whatever the rotation", () => {
  for (const seed of [0n, 1n, 42n, 2n ** 64n + 3n]) {
    const engine = new Pcg64(seed), expected = naive(seed);
    for (let i = 0; i < 2000; i++) {
      engine.next();
      assertEquals(BigInt(engine.high) << 32n | BigInt(engine.low), expected.next().value, `seed ${seed}, number ${i}`);
    }
  }
});

Deno.test("Pcg64.nextUint32() hands out the lower half first and keeps the upper half through 64-bit draws", () => {
  const halves = new Pcg64(1n), whole = new Pcg64(1n);
  const low = halves.nextUint32();
  halves.next();
  const high = halves.nextUint32();
  whole.next();
  assertEquals([low, high], [whole.low, whole.high]);
});
