/**
 * Potentials of entropic transport by the loop of GeomLoss 0.3.1, for matrices of costs.
 *
 * @module
 */
import type { Terms } from "./_dual_value.ts";
import type { Settings } from "./samples_loss_options.ts";

/** What it costs to go from each point of one cloud to those of another, and what the latter weigh. */
export interface Costs {
  /** The costs, row by row. */
  readonly data: Float64Array;
  /** The logarithms of the weights of the columns. */
  readonly logWeights: Float64Array;
}

/** Logarithms of weights; one of 0 has that of GeomLoss with `compat`. */
export function logarithms(weights: Float64Array, compat: boolean): Float64Array {
  return weights.map((weight) => weight > 0 ? Math.log(weight) : compat ? -100_000 : -Infinity);
}

/** `−ε ln Σ_j w_j exp((g_j − C_ij)/ε)` for each row, and on request the share of each term in its sum. */
export function softmin(
  { data, logWeights }: Costs,
  potential: Float64Array,
  epsilon: number,
  shares?: Float64Array,
): Float64Array {
  const width = logWeights.length, scores = new Float64Array(width);
  return Float64Array.from({ length: data.length / width }, (_, i) => {
    let top = -Infinity, sum = 0;
    for (let j = 0; j < width; j++) {
      scores[j] = logWeights[j] + (potential[j] - data[i * width + j]) / epsilon;
      if (scores[j] > top) top = scores[j];
    }
    for (let j = 0; j < width; j++) sum += scores[j] = Math.exp(scores[j] - top);
    if (shares !== undefined) { for (let j = 0; j < width; j++) shares[i * width + j] = scores[j] / sum; }
    return -epsilon * (top + Math.log(sum));
  });
}

/** What a soft minimum is multiplied by where marginals have a price. */
export function damping({ epsilon, rho }: Pick<Terms, "epsilon" | "rho">): number {
  return 1 / (1 + epsilon / rho);
}

/** For the costs of x and y, of y and x, of x and x, and of y and y: whose potential the soft minimum over them takes. */
export const PARTNERS = [1, 0, 2, 3] as const;

/** The potentials at the end of the schedule, one for each of the costs: all are renewed at once, by half. */
export function scheduledPotentials(
  costs: readonly Costs[],
  { diameter, p, blur, scaling, reach }: Pick<Settings, "p" | "blur" | "scaling" | "reach"> & { diameter: number },
): { potentials: Float64Array[]; iterations: number } {
  const rho = reach ** p, epsilons = temperatures(diameter, { p, blur, scaling });
  const renewed = (epsilon: number, potentials: readonly Float64Array[]) =>
    costs.map((part, k) => {
      const factor = damping({ epsilon, rho });
      return softmin(part, potentials[PARTNERS[k]], epsilon).map((entry) => factor * entry);
    });
  const nothing = costs.map((_, k) => new Float64Array(costs[PARTNERS[k]].logWeights.length));
  const potentials = epsilons.reduce(
    (potentials, epsilon) =>
      renewed(epsilon, potentials).map((entries, k) => entries.map((entry, i) => (potentials[k][i] + entry) / 2)),
    renewed(epsilons[0], nothing),
  );
  return { potentials, iterations: epsilons.length + 1 };
}

/** The temperatures from `diameter^p` to `blur^p`, the first one twice, by the arithmetic of NumPy's `arange`. */
function temperatures(diameter: number, { p, blur, scaling }: Pick<Settings, "p" | "blur" | "scaling">): number[] {
  const start = p * Math.log(diameter), step = p * Math.log(scaling), stride = (start + step) - start;
  const count = Math.max(0, Math.ceil((p * Math.log(blur) - start) / step));
  return [diameter ** p, ...Array.from({ length: count }, (_, i) => Math.exp(start + i * stride)), blur ** p];
}
