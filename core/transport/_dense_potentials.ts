/**
 * Potentials of entropic transport for matrices of costs.
 *
 * @module
 */
import type { SinkhornReport } from "../kernels.ts";
import { marginal, type Terms } from "./_dual_value.ts";
import { type Costs, damping, PARTNERS, scheduledPotentials, softmin } from "./_scheduled_potentials.ts";
import type { Settings } from "./samples_loss_options.ts";

/** Potentials, and how they were found. */
export interface DensePotentials {
  /** One for each of the costs. */
  readonly potentials: readonly Float64Array[];
  /** How near those of the two clouds for each other are to the best. */
  readonly report: SinkhornReport;
}

/**
 * The potentials for costs of x and y, of y and x, and perhaps of each to itself: where the schedule ends with `compat`, else
 * where the marginals are right. `weights` are those of x and of y.
 */
export function densePotentials(
  costs: readonly Costs[],
  weights: readonly [Float64Array, Float64Array],
  terms: Terms,
  settings: Settings,
  diameter: number | undefined,
): DensePotentials {
  const { p, compat, tol, maxIterations } = settings;
  const start = diameter ?? costs[0].data.reduce((most, cost) => Math.max(most, cost), 0) ** (1 / p);
  const scheduled = scheduledPotentials(costs, { ...settings, diameter: Math.max(start, settings.blur) });
  let { potentials } = scheduled;
  for (let iterations = scheduled.iterations;; iterations++) {
    const found = costs.map((part, k) => softmin(part, potentials[PARTNERS[k]], terms.epsilon));
    const sides = costs.map((_, k) => marginal(weights[k % 2], potentials[k], found[k], terms));
    const [x, y] = weights.map(total), [first, second, ...own] = sides;
    const marginalError = (first.error + second.error) / (x + y);
    const worst = Math.max(marginalError, ...own.map(({ error }, k) => error / [x, y][k]));
    if (compat || worst <= tol || iterations >= maxIterations) {
      return { potentials, report: { iterations, marginalError, gap: first.gap + second.gap, truncation: 0 } };
    }
    potentials = renewed(costs, potentials, found, terms);
  }
}

/** The potentials of x and y are renewed in turn, those of each cloud with itself by half; `found` are all soft minima. */
function renewed(
  costs: readonly Costs[],
  potentials: readonly Float64Array[],
  found: readonly Float64Array[],
  terms: Terms,
): Float64Array[] {
  const factor = damping(terms), damped = (entries: Float64Array) => entries.map((entry) => factor * entry);
  const [, g, ...own] = found.map(damped), f = damped(softmin(costs[0], g, terms.epsilon));
  return [f, g, ...own.map((entries, k) => entries.map((entry, i) => (potentials[k + 2][i] + entry) / 2))];
}

function total(weights: Float64Array): number {
  return weights.reduce((sum, weight) => sum + weight, 0);
}
