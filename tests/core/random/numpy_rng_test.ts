/**
 * NumPy's default generator, against NumPy's own numbers.
 *
 * @module
 */
import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { numpyRng } from "../../../mod.ts";
import { goldens, moments, sha256 } from "./goldens.ts";

const expected = goldens.rng;

Deno.test("numpyRng().random() and uniform() give the numbers of default_rng bit for bit", async () => {
  for (const { seed, values } of expected.random) assertEquals(numpyRng(seed).random(8).toArray(), values);
  for (const { seed, values } of expected.uniform) {
    assertEquals(numpyRng(seed).uniform(-1.5, 2.25, 8).toArray(), values);
  }
  assertEquals(await sha256(numpyRng(42).uniforms(100000)), expected.randomSha.sha256);
  assertEquals([numpyRng(0).random(), numpyRng(42).random()], [0.6369616873214543, 0.7739560485559633]);
});

Deno.test("numpyRng() takes seeds longer than its pool of entropy", () => {
  const { seed, values } = expected.bigSeed;
  assertEquals(numpyRng(BigInt(seed)).random(4).toArray(), values);
});

Deno.test("numpyRng().standardNormal() and normal() give the numbers of default_rng bit for bit", async () => {
  for (const { seed, values } of expected.standardNormal) assertEquals([...numpyRng(seed).normals(100)], values);
  for (const { seed, values } of expected.normal) assertEquals(numpyRng(seed).normal(3, 0.5, 9).toArray(), values);
  assertEquals(await sha256(numpyRng(42).standardNormal(100000).data), expected.standardNormalSha.sha256);
});

Deno.test("numpyRng().standardNormal() has the moments of a normal distribution, tail included", () => {
  const values = numpyRng(5).normals(400000), errors = [1, 2, 15, 96].map((v) => 5 * Math.sqrt(v / values.length));
  moments(values).forEach((moment, k) => assertAlmostEquals(moment, [0, 1, 0, 3][k], errors[k]));
  const inTail = values.filter((x) => Math.abs(x) > 3.6541528853610088).length;
  // 2 · (1 − Φ(3.654…)) = 2.5804e-4: 103 of 400000, with a standard error of 10.
  assertAlmostEquals(inTail, 103, 50);
});

Deno.test("numpyRng().integers() gives the integers of default_rng in ranges of 0 to 53 bits", async () => {
  for (const { seed, low, high, values } of expected.integers) {
    assertEquals(numpyRng(seed).integers(low, high, 9).toArray(), values, `from ${low} to ${high}`);
  }
  const { seed, low, high, count, sha256: digest } = expected.integersSha;
  assertEquals(await sha256(numpyRng(seed).integers(low, high, count).data), digest);
});

Deno.test("numpyRng() shares buffered halves among draws of all kinds as default_rng does", () => {
  for (const { seed, values } of expected.sequence) {
    const rng = numpyRng(seed);
    const drawn = [rng.integers(5), rng.random(), rng.integers(100), ...rng.normal(1, 2, 3).data, rng.integers(7)];
    drawn.push(...rng.permutation(5).data, rng.normal(), rng.uniform(-2, 3), rng.choice(9), rng.standardNormal());
    drawn.push(rng.integers(2 ** 33), rng.integers(3));
    assertEquals(drawn, values, `seed ${seed}`);
  }
});

Deno.test("numpyRng().permutation() gives the orders of default_rng, of numbers and of rows", async () => {
  for (const { seed, values } of expected.permutation) {
    assertEquals(numpyRng(seed).permutation(values.length).toArray(), values);
  }
  const { seed, count, sha256: digest } = expected.permutationSha;
  assertEquals(await sha256(numpyRng(seed).permutation(count).data), digest);
  const rows = Array.from({ length: 4 }, (_, i) => [3 * i, 3 * i + 1, 3 * i + 2]);
  assertEquals(numpyRng(6).permutation(rows).toArray(), expected.permutationRows);
});

Deno.test("numpyRng().choice() gives the choices of default_rng, by every method that NumPy switches between", async () => {
  for (const { seed, population, size, replace, p, values } of expected.choice) {
    const drawn = numpyRng(seed).choice(population, { size, replace, p: p ?? undefined });
    assertEquals(drawn.toArray(), values, `${size} of ${population}`);
  }
  for (const { seed, population, size, sha256: digest } of expected.choiceSha) {
    const drawn = numpyRng(seed).choice(population, { size, replace: false });
    assertEquals(await sha256(drawn.data), digest, `${size} of ${population}`);
  }
  const p = [0.1, 0.0, 0.25, 0.05, 0.6];
  assertEquals([
    numpyRng(9).choice([2.5, 3.5, 4.5]),
    numpyRng(9).choice(5, { p }),
    numpyRng(9).choice(6, { replace: false }),
  ], expected.choiceSingle);
  const rows = Array.from({ length: 4 }, (_, i) => [3 * i, 3 * i + 1, 3 * i + 2]);
  assertEquals(numpyRng(3).choice(rows, { size: 3, replace: false }).toArray(), expected.choiceRows);
});

Deno.test("numpyRng() refuses seeds that default_rng refuses", () => {
  assertThrows(() => numpyRng(-1), RangeError, "Cannot make a NumPy generator: seed must be at least 0, but is -1");
  for (const seed of [NaN, 0.5, 2 ** 53, -5n]) assertThrows(() => numpyRng(seed), RangeError);
});
