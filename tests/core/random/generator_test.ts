/**
 * torch's generator, against torch's own numbers.
 *
 * @module
 */
import { assert, assertAlmostEquals, assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import { Generator } from "../../../mod.ts";
import { assertLastBits, goldens, moments, sha256 } from "./goldens.ts";

const torch = goldens.torch;

Deno.test("Generator.uniforms() gives torch.rand bit for bit, from every kind of seed", async () => {
  for (const { seed, values } of torch.rand) assertEquals([...new Generator(seed).uniforms(20)], values);
  const { seed, count, sha256: digest } = torch.randSha;
  assertEquals(await sha256(new Generator(seed).uniforms(count)), digest);
});

Deno.test("Generator.normals() gives torch.randn at every size around a block", () => {
  for (const { seed, values } of torch.randn) assertLastBits(new Generator(seed).normals(values.length), values);
});

Deno.test("Generator.normals() gives torch.randn far along a stream that ends in a broken block", () => {
  const { seed, count, values } = torch.randnThousandth;
  assertLastBits(new Generator(seed).normals(count).filter((_, i) => i % 1000 === 0), values);
});

Deno.test("Generator.normals() gives the numbers that are written down", () => {
  assertLastBits(new Generator(42).normals(3), [0.33669035438385886, 0.1288094051365897, 0.23446236336153173]);
  assertLastBits(new Generator(42).normals(20).slice(0, 2), [0.2995562877502637, 0.24237779080894106]);
});

Deno.test("Generator keeps the second normal of a pair through draws of every other kind, as torch does", () => {
  for (const { seed, values } of torch.mixed.streams) {
    const generator = new Generator(seed), drawn: number[] = [];
    for (const [kind, count] of torch.mixed.draws as [string, number][]) {
      if (kind === "randn") drawn.push(...generator.normals(count));
      if (kind === "rand") drawn.push(...generator.uniforms(count));
      if (kind === "randint") drawn.push(...generator.integers(0, 100, count));
      if (kind === "randperm") drawn.push(...generator.permutation(count));
    }
    assertLastBits(drawn, values);
  }
});

Deno.test("Generator.manualSeed() starts again and forgets the kept normal", () => {
  const generator = new Generator(0);
  generator.normals(3);
  assertEquals(generator.manualSeed(7).normals(3), new Generator(7).normals(3));
});

Deno.test("Generator.manualSeed() takes the seeds that torch takes, as numbers or bigints", () => {
  assertEquals(new Generator(-1).initialSeed, 2n ** 64n - 1n);
  assertEquals(new Generator(-(2n ** 63n)).uniforms(4), new Generator(0).uniforms(4));
  assertEquals(new Generator(2n ** 64n - 1n).uniforms(4), new Generator(-1).uniforms(4));
  assertEquals(new Generator(2 ** 32 + 5).uniforms(4), new Generator(5).uniforms(4));
});

Deno.test("Generator starts from torch's default seed when it is given none", () => {
  assertEquals(new Generator().initialSeed, BigInt(torch.defaultSeed));
  assertEquals([...new Generator().uniforms(3)], torch.defaultRand);
});

Deno.test("Generator.normals() has the moments of a normal distribution, in blocks and in pairs", () => {
  const blocks = new Generator(1).normals(200000), pairs = new Float64Array(200000), generator = new Generator(1);
  for (let i = 0; i < pairs.length; i += 10) pairs.set(generator.normals(10), i);
  for (const values of [blocks, pairs]) {
    // Five standard errors of each moment.
    const errors = [1, 2, 15, 96].map((variance) => 5 * Math.sqrt(variance / values.length));
    moments(values).forEach((moment, k) => assertAlmostEquals(moment, [0, 1, 0, 3][k], errors[k]));
  }
  assertNotEquals(blocks.slice(0, 10), pairs.slice(0, 10));
});

Deno.test("Generator.permutation() is uniform over the orders of three", () => {
  const generator = new Generator(2), counts = new Map<string, number>();
  for (let k = 0; k < 6000; k++) {
    const order = generator.permutation(3).join();
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  assertEquals(counts.size, 6);
  for (const count of counts.values()) assert(Math.abs(count - 1000) < 5 * Math.sqrt(6000 * 5 / 36));
});

Deno.test("Generator refuses seeds that torch refuses and numbers that float64 does not hold exactly", () => {
  assertThrows(
    () => new Generator(1.5),
    RangeError,
    "Cannot seed a generator: seed must be an integer, beyond ±(2^53 − 1) given as a bigint, but is 1.5",
  );
  for (const seed of [NaN, Infinity, 2 ** 53, 2n ** 64n, -(2n ** 63n) - 1n]) {
    assertThrows(() => new Generator(seed), RangeError, "Cannot seed a generator");
  }
  assertThrows(() => new Generator("7" as unknown as number), TypeError, "but is a string");
});

Deno.test("Generator.manualSeed() leaves the stream as it was when the seed is refused", () => {
  const generator = new Generator(3), expected = new Generator(3).uniforms(2);
  assertThrows(() => generator.manualSeed(NaN), RangeError);
  assertEquals(generator.uniforms(2), expected);
});

Deno.test("Generator refuses counts that are not non-negative integers", () => {
  const generator = new Generator(0), methods = ["uniforms", "normals", "permutation"] as const;
  for (const method of methods) {
    for (const count of [-1, 1.5, NaN]) assertThrows(() => generator[method](count), TypeError, "Cannot draw");
  }
  assertThrows(() => generator.integers(0, 5, -1), TypeError, "Cannot draw integers");
});
