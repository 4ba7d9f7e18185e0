/**
 * Sinkhorn losses of costs of the user.
 */
import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { gradcheck, ragged, type SampleCost, samplesLoss, type SamplesLossOptions, tensor } from "../../../mod.ts";
import { a, b, x, y } from "./_clouds.ts";

const squared: SampleCost = (x, y) => x.cdist(y).square().div(2);
const manhattan: SampleCost = (x, y) => x.cdist(y, { p: 1 });

/** Value, gradients and potentials. */
function everything(options: SamplesLossOptions): Float64Array[] {
  const given = [a, x, b, y].map((data) => tensor(data, { requiresGrad: true }));
  const value = samplesLoss("sinkhorn", options)(given[0], given[1], given[2], given[3]);
  value.backward();
  const [f, g] = samplesLoss("sinkhorn", { ...options, potentials: true })(a, x, b, y);
  return [value.data, ...given.map(({ grad }) => grad!.data), f.data, g.data];
}

for (const compat of [undefined, "geomloss-0.3.1"] as const) {
  for (const debias of [true, false]) {
    for (const reach of [undefined, 0.3]) {
      const options = { blur: 0.1, debias, reach, compat, tol: 1e-12 }, words = JSON.stringify(options);
      Deno.test(`samplesLoss() with half the squared distance as a cost gives what it gives without: ${words}`, () => {
        const expected = everything(options), found = everything({ ...options, cost: squared });
        expected.forEach((part, k) => {
          assertEquals(found[k].length, part.length);
          // The gradient at weights is one up to a constant where masses must be kept.
          const shift = reach === undefined && (k === 1 || k === 3 || k > 4) ? found[k][0] - part[0] : 0;
          part.forEach((entry, i) =>
            assertAlmostEquals(found[k][i] - shift, entry, compat ? 1e-13 : 1e-11, `${k}, ${i}`)
          );
        });
      });
    }
  }
}

for (const options of [{}, { reach: 0.6 }, { debias: false }, { debias: false, reach: 0.6 }]) {
  Deno.test(`samplesLoss() with a cost of the user agrees with central differences: ${JSON.stringify(options)}`, () => {
    const loss = samplesLoss("sinkhorn", { p: 1, blur: 0.2, tol: 1e-13, cost: manhattan, ...options });
    const tight = { eps: 1e-5, absoluteTolerance: 1e-9, relativeTolerance: 1e-6 };
    gradcheck((x, y) => loss(a, x, b, y), [x, y], tight);
    if ("reach" in options) gradcheck((a, b) => loss(a.mul(1.7), x, b, y), [a, b], tight);
    else gradcheck((a, b) => loss(a.softmax(0), x, b.softmax(0), y), [a, b], tight);
  });
}

Deno.test("samplesLoss() with a cost of the user takes batches pair by pair", () => {
  const loss = samplesLoss("sinkhorn", { cost: manhattan, p: 1, blur: 0.2 });
  const found = loss(ragged(x, [0, 3, 7]), ragged(y, [0, 4, 5])).toArray();
  assertEquals(loss.report!.pairs.length, 2);
  assertEquals(found, [loss(x.slice(0, 3), y.slice(0, 4)).item(), loss(x.slice(3), y.slice(4)).item()]);
  assertEquals(loss([x, x], [y, y]).shape, [2]);
});

Deno.test("samplesLoss() of equal clouds is 0 for any symmetric cost, with gradient 0", () => {
  const points = tensor(x, { requiresGrad: true }),
    loss = samplesLoss("sinkhorn", { cost: manhattan, p: 1, blur: 0.1, tol: 1e-12 });
  const value = loss(a, points, a, x);
  assertAlmostEquals(value.item(), 0, 1e-14);
  value.backward();
  assert(points.grad!.data.every((entry) => Math.abs(entry) < 1e-12));
});

Deno.test("samplesLoss() with a cost of the user takes points without weight, and masses of float32", () => {
  const loss = samplesLoss("sinkhorn", { cost: squared, blur: 0.2 });
  assertAlmostEquals(loss([...a, 0], [...x, [5, 5]], [0, ...b], [[7, 7], ...y]).item(), loss(a, x, b, y).item(), 1e-12);
  assertAlmostEquals(loss(Float32Array.from(a), x, Float32Array.from(b), y).item(), loss(a, x, b, y).item(), 1e-6);
});

Deno.test("samplesLoss() refuses costs that are not what they should be", () => {
  const value = (cost: unknown, options: SamplesLossOptions = {}) =>
    samplesLoss("sinkhorn", { ...options, cost: cost as SampleCost })(x, y);
  assertThrows(() => value(7), TypeError, "cost must be a function, but is a number");
  assertThrows(
    () => value(squared, { maxMemory: 100 }),
    RangeError,
    "at most 100 bytes may be used, but matrices of 7 and 5",
  );
  assertThrows(
    () => value((x: ReturnType<typeof tensor>) => x),
    TypeError,
    "cost must give a tensor of shape [7, 5], but gives a tensor of shape [7, 2]",
  );
  assertThrows(() => value(() => tensor(Infinity).broadcastTo([7, 5])), RangeError, "cost must give finite numbers");
  assertThrows(
    () => samplesLoss("energy", { cost: squared }),
    TypeError,
    'cost must be left out but with "sinkhorn", but is a function',
  );
});
