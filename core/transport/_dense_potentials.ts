/**
 * Potentials of entropic transport for matrices of costs.
 *
 * @module
 */
import { kernels, type SinkhornReport } from "../kernels.ts";
import { marginal, type Terms } from "./_dual_value.ts";
import { type Costs, PARTNERS, scheduledPotentials, softmin } from "./_scheduled_potentials.ts";
import type { Settings } from "./samples_loss_options.ts";

/** Potentials, and how they were found. */
export interface DensePotentials {
  /** One for each of the costs. */
  readonly potentials: readonly Float64Array[];
  /** How near they are to the best. */
  readonly report: SinkhornReport;
}

/** The weights of both clouds. */
type BothWeights = readonly [Float64Array, Float64Array];

/**
 * The potentials for costs of x and y, of y and x, and perhaps of each to itself: where the schedule ends with `compat`, else
 * where the marginals are right.
 */
export function densePotentials(
  costs: readonly Costs[],
  weights: BothWeights,
  terms: Terms,
  settings: Settings,
  diameter: number | undefined,
): DensePotentials {
  return settings.compat
    ? atScheduleEnd(costs, weights, terms, { ...settings, diameter: diameter! })
    : converged(costs, weights, terms, settings);
}

function atScheduleEnd(
  costs: readonly Costs[],
  weights: BothWeights,
  terms: Terms,
  settings: Settings & { diameter: number },
): DensePotentials {
  const { potentials, iterations } = scheduledPotentials(costs, settings);
  const sides = weights.map((side, k) =>
    marginal(side, potentials[k], softmin(costs[k], potentials[PARTNERS[k]], terms.epsilon), terms)
  );
  const mass = weights.reduce((sum, side) => side.reduce((sum, weight) => sum + weight, sum), 0);
  const marginalError = sides.reduce((sum, { error }) => sum + error, 0) / mass;
  const gap = sides.reduce((sum, side) => sum + side.gap, 0);
  return { potentials, report: { iterations, marginalError, gap, truncation: 0, error: Infinity } };
}

function converged(
  [costs, , ...own]: readonly Costs[],
  weights: BothWeights,
  { epsilon, rho }: Terms,
  { tol, maxIterations, limits }: Settings,
): DensePotentials {
  const request = { rho, tol, maxIterations, limits };
  const solve = ({ data }: Costs, a: Float64Array, b: Float64Array) =>
    kernels().solveTransport({ given: { costs: data }, a, b, epsilon }, request);
  const both = solve(costs, ...weights), selves = own.map((part, k) => solve(part, weights[k], weights[k]));
  // Where masses are kept, f + c and g − c are as good as f and g: the mean of both is the potential of a cloud with itself.
  const means = selves.map(({ potentials: [f, g] }) => f.map((entry, i) => (entry + g[i]) / 2));
  const all = [both, ...selves];
  const report = {
    iterations: Math.max(...all.map(({ iterations }) => iterations)),
    marginalError: Math.max(...all.map(({ marginalError }) => marginalError)),
    gap: both.gap,
    truncation: 0,
    error: Infinity,
  };
  return { potentials: [...both.potentials, ...means], report };
}
