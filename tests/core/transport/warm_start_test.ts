/**
 * Losses that begin where the call before ended.
 */
import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { gradientFlow, rand, samplesLoss, samplesLossAsync, type Tensor, tensor } from "../../../mod.ts";

const STEPS = 12;
const OPTIONS = { blur: 0.1, tol: 1e-9 };

/** A loss, its sum of iterations, and the gradient flow of some points down it. */
function flowOf(options: object): { iterations: number; x: Tensor } {
  const loss = samplesLoss("sinkhorn", { ...OPTIONS, ...options }), y = rand([50, 2], { seed: 2 }).add(0.7);
  let iterations = 0;
  const counted = (x: Tensor) => {
    const value = loss(x, y);
    iterations += loss.report!.iterations;
    assert(loss.report!.marginalError <= OPTIONS.tol && loss.report!.error <= 1e-7);
    return value;
  };
  const { x } = gradientFlow(counted, rand([40, 2], { seed: 1 }), { lr: 0.05, steps: STEPS }).run();
  return { iterations, x };
}

Deno.test("a gradient flow with warmStart ends where it ends without, after fewer iterations", () => {
  for (const options of [{}, { reach: 0.8 }, { debias: false }, { p: 1.5 }]) {
    const cold = flowOf(options), warm = flowOf({ ...options, warmStart: true });
    warm.x.data.forEach((entry, i) => assertAlmostEquals(entry, cold.x.data[i], 1e-6));
    assert(warm.iterations < 0.8 * cold.iterations, `${warm.iterations} and ${cold.iterations}`);
  }
});

Deno.test("samplesLoss() with warmStart begins anew where sizes change, and in each pair of a batch", () => {
  const loss = samplesLoss("sinkhorn", { ...OPTIONS, warmStart: true }), cold = samplesLoss("sinkhorn", OPTIONS);
  const clouds = [[[8, 2], [9, 2]], [[9, 2], [8, 2]], [[3, 8, 2], [3, 9, 2]], [[3, 9, 2], [3, 8, 2]]];
  clouds.forEach(([n, m], k) => {
    for (const shift of [0, 1e-3]) {
      const x = rand(n, { seed: k }).add(shift), y = rand(m, { seed: 10 + k });
      const expected = cold(x, y), found = loss(x, y);
      found.data.forEach((value, i) => assertAlmostEquals(value, expected.data[i], 1e-9));
      if (shift === 0) assertEquals(found.data, expected.data);
      else assert(loss.report!.iterations < cold.report!.iterations);
    }
  });
});

Deno.test("samplesLoss() with warmStart is as good where the call before was of other clouds", () => {
  const loss = samplesLoss("sinkhorn", { ...OPTIONS, blur: 0.02, warmStart: true });
  const cold = samplesLoss("sinkhorn", { ...OPTIONS, blur: 0.02 });
  for (let k = 0; k < 6; k++) {
    const x = rand([30, 2], { seed: k }).mul(1 + 5 * (k % 3)), y = rand([30, 2], { seed: 20 + k }).sub(k);
    assertAlmostEquals(loss(x, y).item(), cold(x, y).item(), 1e-8);
    assert(loss.report!.marginalError <= OPTIONS.tol);
  }
});

Deno.test("samplesLossAsync() begins where its call before ended", async () => {
  const loss = samplesLossAsync("sinkhorn", { ...OPTIONS, warmStart: true });
  const x = rand([20, 3], { seed: 1 }), y = rand([25, 3], { seed: 2 });
  const first = await loss(x, y), { iterations } = loss.report!;
  const second = await loss(tensor(x.data.slice()).reshape([20, 3]), y);
  assertAlmostEquals(second.item(), first.item(), 1e-9);
  assert(loss.report!.iterations < iterations);
});

Deno.test("samplesLoss() with warmStart changes nothing where there is no search to begin", () => {
  const x = rand([10, 2], { seed: 1 }), y = rand([12, 2], { seed: 2 });
  for (const options of [{ compat: "geomloss-0.3.1" }, { precision: "float32" }] as const) {
    const [warm, cold] = [true, false].map((warmStart) => samplesLoss("sinkhorn", { ...options, warmStart }));
    warm(x, y);
    assertEquals(warm(x, y).item(), cold(x, y).item());
  }
});
