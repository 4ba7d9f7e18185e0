/**
 * Options that are none: everything that takes options says so, instead of taking its defaults.
 *
 * @module
 */
import { assertEquals, assertMatch, assertStrictEquals, assertThrows } from "@std/assert";
import * as d from "../../../mod.ts";
import { asOptions } from "../../../core/tensor/as_options.ts";

const x = d.tensor([[1, 2], [3, 4]], { requiresGrad: true });
const filtration = d.vrFiltration(x);

/** Calls with `options` in the place of options; many are how torch is called. */
const calls: Record<string, (options: never) => unknown> = {
  tensor: (options) => d.tensor([1], options),
  backward: (options) => x.sum().backward(options),
  grad: (options) => d.grad(x.sum(), x, options),
  gradcheck: (options) => d.gradcheck((y) => y, [1], options),
  sum: (options) => x.sum(0, options),
  max: (options) => x.max(0, options),
  argmax: (options) => x.argmax(0, options),
  std: (options) => x.std(0, options),
  variance: (options) => x.variance(0, options),
  norm: (options) => x.norm(0, options),
  clamp: (options) => x.clamp(options),
  sort: (options) => x.sort(options),
  argsort: (options) => x.argsort(options),
  topk: (options) => x.topk(1, options),
  concat: (options) => d.concat([x, x], options),
  stack: (options) => d.stack([x, x], options),
  slice: (options) => x.slice(0, 1, options),
  gather: (options) => x.gather([[0, 0]], options),
  indexSelect: (options) => x.indexSelect([0], options),
  cdist: (options) => x.cdist(x, options),
  pairwiseDistances: (options) => x.pairwiseDistances(options),
  rand: (options) => d.rand(2, options),
  randn: (options) => d.randn(2, options),
  randnLike: (options) => d.randnLike(x, options),
  randint: (options) => d.randint(0, 5, [2], options),
  randperm: (options) => d.randperm(2, options),
  choice: (options) => d.numpyRng(0).choice(5, options),
  vrFiltration: (options) => d.vrFiltration(x, options),
  persistenceDiagram: (options) => d.persistenceDiagram(filtration, options),
  wassersteinCost: (options) => d.wassersteinCost([], [], options),
  slicedWassersteinDistance: (options) => d.slicedWassersteinDistance([], [], options),
  slicedWassersteinDistanceDiagCorrected: (options) => d.slicedWassersteinDistanceDiagCorrected([], [], options),
};

for (const [name, call] of Object.entries(calls)) {
  Deno.test(`${name}() refuses options that are no object`, () => {
    for (const options of [1, true, null, [1], d.tensor(1)]) {
      const { message } = assertThrows(
        () => call(options as never),
        TypeError,
        "an object of options was expected, but ",
      );
      assertMatch(message, /^Cannot [^:]+: .+ was found$/);
    }
  });
}

Deno.test("a refused option draws no random number and gives no gradient", () => {
  d.manualSeed(3);
  assertThrows(() => d.rand(2, 3 as never), TypeError);
  const drawn = d.rand(2);
  d.manualSeed(3);
  assertEquals(drawn, d.rand(2));
  assertThrows(() => x.sum().backward(true as never), TypeError);
  assertStrictEquals(x.grad, null);
});

Deno.test("asOptions() gives an object back as it is", () => {
  const options = { dim: 1 };
  assertStrictEquals(asOptions("test", options), options);
});
