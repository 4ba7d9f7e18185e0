/**
 * Uniform random tensors.
 *
 * @module
 */
import { assert, assertEquals, assertThrows } from "@std/assert";
import { Generator, manualSeed, rand, randLike, zeros } from "../../../mod.ts";

Deno.test("rand() gives torch's numbers in row-major order", () => {
  const x = rand([2, 2], { seed: 11 });
  assertEquals(x.toArray(), [[0.19233373084394845, 0.8852923701860037], [0.6715475054338559, 0.664679492131691]]);
  assertEquals(rand(4, { seed: 11 }).data, x.data);
});

Deno.test("rand() gives a single number for the empty shape and nothing for an empty axis", () => {
  assertEquals(rand([], { seed: 11 }).item(), 0.19233373084394845);
  assertEquals(rand([3, 0]).shape, [3, 0]);
});

Deno.test("rand() moves on the generator it is given and no other", () => {
  const generator = new Generator(5), expected = new Generator(5).uniforms(4);
  manualSeed(1);
  const parts = [...rand(2, { generator }).data, ...rand(2, { generator }).data];
  assertEquals(parts, [...expected]);
  assertEquals(rand(2).data, new Generator(1).uniforms(2));
});

Deno.test("rand() makes a tensor that gradients flow to when asked", () => {
  assert(rand([2], { requiresGrad: true }).requiresGrad);
  assert(!rand([2]).requiresGrad);
});

Deno.test("randLike() takes the shape of nested arrays and tensors", () => {
  assertEquals(randLike([[1, 2, 3]], { seed: 4 }).toArray(), rand([1, 3], { seed: 4 }).toArray());
  assertEquals(randLike(zeros([2, 0])).shape, [2, 0]);
});

Deno.test("rand() refuses shapes that are none", () => {
  for (const shape of [-1, 1.5, NaN, [2, -1], [NaN], "3"]) {
    assertThrows(() => rand(shape as number), TypeError, "Cannot draw uniform numbers: shape must be a list of");
  }
});

Deno.test("rand() draws nothing when it is refused", () => {
  const generator = new Generator(5);
  assertThrows(() => rand([-1], { generator }), TypeError);
  assertEquals(generator.uniforms(2), new Generator(5).uniforms(2));
});
