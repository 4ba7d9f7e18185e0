/**
 * NumPy's legacy generator, against NumPy's own numbers.
 *
 * @module
 */
import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { numpyRandomState } from "../../../mod.ts";
import { assertLastBits, goldens, moments, sha256 } from "./goldens.ts";

const expected = goldens.randomState;

Deno.test("numpyRandomState().random(), rand() and uniform() give the numbers of RandomState bit for bit", async () => {
  for (const { seed, values } of expected.random) {
    assertEquals(numpyRandomState(seed).random(8).toArray(), values);
    assertEquals(numpyRandomState(seed).rand(8).toArray(), values);
  }
  for (const { seed, values } of expected.uniform) {
    assertEquals(numpyRandomState(seed).uniform(-1.5, 2.25, 8).toArray(), values);
  }
  assertEquals(await sha256(numpyRandomState(42).uniforms(100000)), expected.randomSha.sha256);
});

Deno.test("numpyRandomState().standardNormal(), randn() and normal() give the numbers of RandomState", () => {
  for (const { seed, values } of expected.standardNormal) {
    assertLastBits(numpyRandomState(seed).normals(100), values);
    assertLastBits(numpyRandomState(seed).randn(10, 10).data, values);
  }
  for (const { seed, values } of expected.normal) assertLastBits(numpyRandomState(seed).normal(3, 0.5, 9).data, values);
  const long = numpyRandomState(42).standardNormal(100000).data.filter((_, i) => i % 1000 === 0);
  assertLastBits(long, expected.standardNormalThousandth);
  assertLastBits([numpyRandomState(0).randn()], [1.764052345967664]);
});

Deno.test("numpyRandomState().standardNormal() has the moments of a normal distribution", () => {
  const values = numpyRandomState(5).normals(200000),
    errors = [1, 2, 15, 96].map((v) => 5 * Math.sqrt(v / values.length));
  moments(values).forEach((moment, k) => assertAlmostEquals(moment, [0, 1, 0, 3][k], errors[k]));
});

Deno.test("numpyRandomState().randint() gives the integers of RandomState in ranges of 0 to 53 bits", async () => {
  for (const { seed, low, high, values } of expected.integers) {
    assertEquals(numpyRandomState(seed).randint(low, high, 9).toArray(), values, `from ${low} to ${high}`);
  }
  const { seed, low, high, count, sha256: digest } = expected.integersSha;
  assertEquals(await sha256(numpyRandomState(seed).randint(low, high, count).data), digest);
});

Deno.test("numpyRandomState() keeps the second normal of a pair through draws of every other kind, as RandomState does", () => {
  for (const { seed, values } of expected.sequence) {
    const state = numpyRandomState(seed);
    const drawn = [
      state.randint(5),
      state.random(),
      state.randint(100),
      ...state.normal(1, 2, 3).data,
      state.randint(7),
    ];
    drawn.push(...state.permutation(5).data, state.normal(), state.uniform(-2, 3), state.choice(9));
    drawn.push(state.standardNormal(), state.randint(2 ** 33), state.randint(3));
    assertLastBits(drawn, values);
  }
});

Deno.test("numpyRandomState().permutation() gives the orders of RandomState, of numbers and of rows", async () => {
  for (const { seed, values } of expected.permutation) {
    assertEquals(numpyRandomState(seed).permutation(values.length).toArray(), values);
  }
  const { seed, count, sha256: digest } = expected.permutationSha;
  assertEquals(await sha256(numpyRandomState(seed).permutation(count).data), digest);
  const rows = Array.from({ length: 4 }, (_, i) => [3 * i, 3 * i + 1, 3 * i + 2]);
  assertEquals(numpyRandomState(6).permutation(rows).toArray(), expected.permutationRows);
});

Deno.test("numpyRandomState().choice() gives the choices of RandomState", async () => {
  for (const { seed, population, size, replace, p, values } of expected.choice) {
    const drawn = numpyRandomState(seed).choice(population, { size, replace, p: p ?? undefined });
    assertEquals(drawn.toArray(), values, `${size} of ${population}`);
  }
  for (const { seed, population, size, sha256: digest } of expected.choiceSha) {
    assertEquals(await sha256(numpyRandomState(seed).choice(population, { size, replace: false }).data), digest);
  }
  const p = [0.1, 0.0, 0.25, 0.05, 0.6];
  assertEquals([
    numpyRandomState(9).choice([2.5, 3.5, 4.5]),
    numpyRandomState(9).choice(5, { p }),
    numpyRandomState(9).choice(6, { replace: false }),
  ], expected.choiceSingle);
});

Deno.test("numpyRandomState() refuses seeds that RandomState refuses", () => {
  assertThrows(
    () => numpyRandomState(2 ** 32),
    RangeError,
    "Cannot make a NumPy random state: seed must be from 0 to 4294967295, but is 4294967296",
  );
  for (const seed of [-1, NaN, 0.5, 2n ** 40n]) assertThrows(() => numpyRandomState(seed), RangeError);
});
