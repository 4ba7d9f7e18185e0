/**
 * Modes of Sinkhorn losses: certificates of their errors, and clouds so large that pairs are left out.
 */
import { assert, assertAlmostEquals } from "@std/assert";
import { concat, rand, randn, samplesLoss, type Tensor, zeros } from "../../../mod.ts";

/** Pairs of clouds: uniform, clustered, of unequal sizes, and degenerate ones. */
const CLOUDS: Record<string, readonly [Tensor, Tensor]> = {
  "uniform": [rand([120, 2], { seed: 1 }), rand([90, 2], { seed: 2 }).mul(0.5)],
  "in space": [rand([80, 3], { seed: 1 }), rand([80, 3], { seed: 2 })],
  "in four dimensions": [rand([60, 4], { seed: 1 }), rand([50, 4], { seed: 2 })],
  "on a line": [rand([100, 1], { seed: 1 }), randn([100, 1], { seed: 2 })],
  "clustered": [
    concat([randn([60, 2], { seed: 1 }).mul(0.01), randn([60, 2], { seed: 2 }).mul(0.01).add(1)]),
    concat([randn([20, 2], { seed: 3 }).mul(0.01), randn([80, 2], { seed: 4 }).mul(0.01).add(1)]),
  ],
  "with an outlier": [rand([50, 2], { seed: 1 }), concat([rand([49, 2], { seed: 2 }), zeros([1, 2]).add(20)])],
  "all in one place": [zeros([40, 2]), zeros([30, 2]).add(0.1)],
  "of one point": [zeros([1, 2]), rand([30, 2], { seed: 2 })],
  "the same": [rand([40, 2], { seed: 1 }), rand([40, 2], { seed: 1 })],
  "large": [rand([2300, 2], { seed: 1 }), randn([2100, 2], { seed: 2 }).mul(0.1).add(0.5)],
};

for (const [name, [x, y]] of Object.entries(CLOUDS)) {
  Deno.test(`samplesLoss() in the fast mode is off by no more than it reports: clouds ${name}`, () => {
    for (const options of [{ blur: 0.1 }, { blur: 0.03 }, { blur: 0.1, debias: false }, { reach: 0.5 }, { p: 1 }]) {
      const fast = samplesLoss("sinkhorn", { ...options, mode: "fast" });
      const exact = samplesLoss("sinkhorn", { ...options, tol: 1e-9 });
      const off = Math.abs(fast(x, y).item() - exact(x, y).item()), { error, marginalError } = fast.report!;
      assert(marginalError <= 0.03 && exact.report!.marginalError <= 1e-9);
      assert(off <= error + 1e-12, `${off} is more than ${error}`);
      assert(error <= 0.5 * Math.max(1, x.sub(y.mean(0)).square().max().item(), y.square().max().item()));
      assert(exact.report!.error <= 1e-6);
    }
  });
}

Deno.test("samplesLoss() of many points, of which most pairs are left out, is that of all pairs", () => {
  // In four dimensions no pair is left out.
  const [x, y] = CLOUDS.large, lift = (points: Tensor) => concat([points, zeros([points.shape[0], 2])], { dim: 1 });
  for (const options of [{ blur: 0.02 }, { blur: 0.02, reach: 0.3 }, { blur: 0.01, p: 1 }]) {
    const loss = samplesLoss("sinkhorn", { ...options, tol: 1e-10 }), found = loss(x, y).item();
    assert(loss.report!.truncation > 0 && loss.report!.truncation < 1e-9);
    assertAlmostEquals(found, loss(lift(x), lift(y)).item(), 1e-9);
    assert(loss.report!.truncation === 0);
  }
});
