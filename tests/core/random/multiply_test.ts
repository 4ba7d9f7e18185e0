/**
 * Products of words, against bigint.
 *
 * @module
 */
import { assertEquals } from "@std/assert";
import { mulHigh, mulLow } from "../../../core/random/multiply.ts";
import { Mt19937 } from "../../../core/random/mt19937.ts";

Deno.test("mulLow() and mulHigh() give both halves of the product that bigint gives", () => {
  const engine = new Mt19937(3), edges = [0, 1, 2, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xffffffff];
  const words = [...edges, ...Array.from({ length: 40 }, () => engine.nextUint32())];
  for (const a of words) {
    for (const b of words) {
      assertEquals(BigInt(mulHigh(a, b)) << 32n | BigInt(mulLow(a, b)), BigInt(a) * BigInt(b), `${a} · ${b}`);
    }
  }
});
