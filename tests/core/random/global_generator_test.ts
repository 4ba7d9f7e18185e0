/**
 * The stream that draws without a generator share.
 *
 * @module
 */
import { assertEquals, assertNotEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { Generator, manualSeed, rand, randint, randn, randperm } from "../../../mod.ts";

Deno.test("manualSeed() starts the stream that all draws without a generator share", () => {
  const generator = manualSeed(3), expected = new Generator(3);
  assertEquals(rand(2).data, expected.uniforms(2));
  assertEquals(randn(3).data, expected.normals(3));
  assertEquals(randint(9, 3).data, expected.integers(0, 9, 3));
  assertEquals(randperm(4).data, expected.permutation(4));
  assertEquals(randn(1).data, expected.normals(1));
  assertStrictEquals(manualSeed(4), generator);
});

Deno.test("manualSeed() refuses what is no seed", () => {
  assertThrows(() => manualSeed(0.5), RangeError, "Cannot seed a generator: seed must be an integer");
});

Deno.test("the shared stream starts differently in each process until manualSeed() is called, as torch's does", async () => {
  const script = `import { rand } from "${new URL(
    "../../../core/random/rand.ts",
    import.meta.url,
  )}"; console.log(rand(2).data.join());`;
  const draw = async () => {
    const { stdout } = await new Deno.Command(Deno.execPath(), { args: ["eval", "--no-lock", script] }).output();
    return new TextDecoder().decode(stdout).trim();
  };
  const [first, second] = [await draw(), await draw()];
  assertEquals(first.split(",").length, 2);
  assertNotEquals(first, second);
});
