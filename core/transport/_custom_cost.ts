/**
 * Sinkhorn losses of a cost of the user.
 *
 * @module
 */
import { record } from "../autodiff/recording.ts";
import type { SinkhornReport } from "../kernels.ts";
import { mul } from "../ops/mul.ts";
import type { Tensor } from "../tensor/tensor.ts";
import type { Clouds } from "./_clouds.ts";
import { densePotentials } from "./_dense_potentials.ts";
import { massValue, sideValue, type Terms } from "./_dual_value.ts";
import { massFactors } from "./_masses.ts";
import { checkRoom, type Cloud, cloudPairs, joined, matrixOf, stacked } from "./_matrices.ts";
import { checkedDiameter, type Outcome } from "./_native_losses.ts";
import { type Costs, damping, logarithms, PARTNERS, softmin } from "./_scheduled_potentials.ts";
import type { SampleCost, Settings } from "./samples_loss_options.ts";

/**
 * The losses of pairs of clouds for a symmetric cost of the user, on the tape.
 *
 * As in GeomLoss the potentials are constants but for a last soft minimum of each, in which gradients flow to the costs, and
 * through them to the points that the cost goes from.
 */
export function customCostOutcome(clouds: Clouds, cost: SampleCost, settings: Settings): Outcome {
  checkRoom(clouds, settings);
  const { action, compat, reach } = settings, diameter = checkedDiameter(clouds, settings);
  const factors = compat ? undefined : massFactors(action, clouds, reach === Infinity);
  const found = cloudPairs(clouds).map(([x, y], k) => {
    const other = factors === undefined ? y : { ...y, weights: mul(y.weights, factors[k]) };
    return lossOf([x, other], cost, settings, diameter);
  });
  return {
    value: stacked(found.map(({ value }) => value), clouds.shape),
    f: joined(found.map(({ f }) => f)),
    g: joined(found.map(({ g }) => g)),
    reports: found.map(({ report }) => report),
  };
}

interface PairLoss {
  readonly value: Tensor;
  readonly f: Float64Array;
  readonly g: Float64Array;
  readonly report: SinkhornReport;
}

/** From which cloud to which the costs go: x and y to each other, then each to itself. */
const SIDES = [[0, 1], [1, 0], [0, 0], [1, 1]] as const;

function lossOf(
  clouds: readonly [Cloud, Cloud],
  cost: SampleCost,
  settings: Settings,
  diameter: number | undefined,
): PairLoss {
  const { action, p, blur, reach, debias, compat } = settings;
  const terms: Terms = { epsilon: blur ** p, rho: reach ** p, compat };
  const sides = SIDES.slice(0, debias ? 4 : 2);
  const matrices = sides.map(([from, to]) => {
    const { points, weights } = clouds[to];
    return matrixOf(action, "cost", clouds[from], { points: points.detach(), weights }, cost);
  });
  const [a, b] = clouds.map(({ weights }) => weights.data);
  const costs = matrices.map(({ data }, k): Costs => ({ data, logWeights: logarithms([a, b][sides[k][1]], compat) }));
  const { potentials: before, report } = densePotentials(costs, [a, b], terms, settings, diameter);
  const shares = matrices.map(({ size }) => new Float64Array(size)), factor = damping(terms);
  const [f, g, fOwn, gOwn] = costs.map((part, k) =>
    softmin(part, before[PARTNERS[k]], terms.epsilon, shares[k]).map((entry) => factor * entry)
  );
  const [massA, massB] = [a, b].map((weights) => weights.reduce((sum, weight) => sum + weight, 0));
  const first = sideValue(a, f, fOwn, massB, terms), second = sideValue(b, g, gOwn, massA, terms);
  const value = first.value + second.value + (debias ? 0 : massValue(massA, massB, terms));
  const inputs = [...matrices, ...clouds.map(({ weights }) => weights)];
  const ways = [
    ...[first.pull, second.pull, first.ownPull, second.ownPull].slice(0, sides.length).map(
      (pull, k) => (gradient: number) => rowsTimes(shares[k], pull, k < 2 ? gradient : -gradient),
    ),
    ...[first, second].map(({ atWeights }) => (gradient: number) => atWeights.map((entry) => gradient * entry)),
  ];
  return {
    value: record(
      'samplesLoss("sinkhorn")',
      inputs,
      Float64Array.of(value),
      [],
      () => ([gradient], needed) => ways.map((way, k) => needed[k] ? way(gradient) : null),
    ),
    f: debias ? f.map((entry, i) => entry - fOwn[i]) : f,
    g: debias ? g.map((entry, j) => entry - gOwn[j]) : g,
    report,
  };
}

/** A matrix whose rows are multiplied by `factors`, and all by `scale`. */
function rowsTimes(matrix: Float64Array, factors: Float64Array, scale: number): Float64Array {
  const width = matrix.length / factors.length;
  return matrix.map((entry, k) => scale * factors[Math.floor(k / width)] * entry);
}
