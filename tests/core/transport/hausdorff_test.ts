/**
 * The Hausdorff divergence of samples.
 */
import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { Generator, gradcheck, rand, samplesLoss, samplesLossAsync, tensor } from "../../../mod.ts";
import { type Refusal, testRefusals } from "../ops/_refusals.ts";
import { a, b, x, y } from "./_clouds.ts";

/** Value and derivative by the first coordinate, from the definition: `geomloss.md` 1.8 of the reference. */
const GOLDENS = [
  { p: 2, blur: 0.05, value: 0.019324991416712317, slope: 6.6546747e-3 },
  { p: 2, blur: 0.1, value: 0.02092959041902648, slope: 5.3965694e-3 },
  { p: 2, blur: 0.5, value: 0.03351581396408445, slope: -4.7942291e-3 },
  { p: 1, blur: 0.05, value: 0.18058118923821975, slope: -4.0127927e-2 },
  { p: 1, blur: 0.5, value: 0.12681270197339464, slope: -2.1207442e-2 },
];

for (const { p, blur, value, slope } of GOLDENS) {
  Deno.test(`samplesLoss("hausdorff", { p: ${p}, blur: ${blur} }) is that of the reference`, () => {
    const points = tensor(x, { requiresGrad: true }), loss = samplesLoss("hausdorff", { p, blur, tol: 1e-10 });
    const found = loss(a, points, b, y);
    found.backward();
    assertAlmostEquals(found.item(), value, 1e-13);
    assertAlmostEquals(points.grad!.data[0], slope, 6e-10);
  });
}

Deno.test('samplesLoss("hausdorff") has gradients at points and weights', () => {
  for (const p of [1, 1.5, 2]) {
    const loss = samplesLoss("hausdorff", { p, blur: 0.3, tol: 1e-10 });
    assert(gradcheck((a, x, b, y) => loss(a, x, b, y), [a, x, b, y]));
  }
});

Deno.test('samplesLoss("hausdorff") is 0 for equal clouds, and symmetric and positive for others', () => {
  const loss = samplesLoss("hausdorff", { blur: 0.1 }), seeded = (seed: number) => ({ generator: new Generator(seed) });
  assertAlmostEquals(loss(a, x, a, x).item(), 0, 1e-14);
  for (let seed = 0; seed < 10; seed++) {
    const x = rand([6, 3], seeded(seed)), y = rand([4, 3], seeded(100 + seed));
    assert(loss(x, y).item() > 1e-6);
    assertAlmostEquals(loss(x, y).item(), loss(y, x).item(), 1e-13);
  }
});

Deno.test('samplesLoss("hausdorff") gives potentials, reports and batches', async () => {
  const loss = samplesLoss("hausdorff", { blur: 0.1 });
  const [f, g] = samplesLoss("hausdorff", { blur: 0.1, potentials: true })(a, x, b, y);
  const value = loss(a, x, b, y).item();
  assertAlmostEquals((f.mul(a).sum().item() + g.mul(b).sum().item()) / 2, value, 1e-14);
  assertEquals(loss.report!.warning, undefined);
  assertEquals(loss([a, a], [x, x], [b, b], [y, y]).toArray(), [value, value]);
  assertEquals((await samplesLossAsync("hausdorff", { blur: 0.1 })(a, x, b, y)).item(), value);
});

testRefusals(
  [
    [
      'samplesLoss("hausdorff") when there is a reach',
      () => samplesLoss("hausdorff", { reach: 1 }),
      RangeError,
      'neither reach nor compat go with "hausdorff", but reach is 1',
    ],
    [
      'samplesLoss("hausdorff") when compat is asked for',
      () => samplesLoss("hausdorff", { compat: "geomloss-0.3.1" }),
      RangeError,
      'but compat is "geomloss-0.3.1"',
    ],
    ['samplesLoss("hausdorff") when blur is 0', () => samplesLoss("hausdorff", { blur: 0 }), RangeError, "but is 0"],
    [
      'samplesLoss("hausdorff") when there is no mass',
      () => samplesLoss("hausdorff")([0], [[1]], [1], [[1]]),
      RangeError,
      "those are 0 and 1",
    ],
  ] satisfies Refusal[],
);
