/**
 * What dual potentials of entropic transport say: the value, its slopes, and how far they are from the best.
 *
 * @module
 */

/** What transport is regularised by. */
export interface Terms {
  /** The temperature `ε`. */
  readonly epsilon: number;
  /** The price `ρ` of marginals, `Infinity` if they must be met. */
  readonly rho: number;
  /** Whether slopes are those of GeomLoss 0.3.1. */
  readonly compat: boolean;
}

/** The part of one cloud in a loss, for weights and potentials of its points. */
export interface SideValue {
  /** What it adds to the value. */
  readonly value: number;
  /** The gradient at the weights. */
  readonly atWeights: Float64Array;
  /** The gradient at the costs of each point, apart from the share that each of them has in the soft minimum. */
  readonly pull: Float64Array;
  /** The same for costs within the cloud, taken off; empty without `own`. */
  readonly ownPull: Float64Array;
}

/**
 * `⟨a, u⟩` with `u = f`, or `(ρ + ε/2)(1 − e^(−f/ρ))` where marginals have a price; less the same of the potentials `own` of the
 * cloud with itself. `otherMass` is that of the other cloud.
 */
export function sideValue(
  weights: Float64Array,
  f: Float64Array,
  own: Float64Array | undefined,
  otherMass: number,
  { epsilon, rho, compat }: Terms,
): SideValue {
  const isBalanced = rho === Infinity, factor = isBalanced ? 1 : rho + epsilon / 2;
  // What u lacks to its upper bound, and what it takes off, by one.
  const lack = (potential: number) => isBalanced ? -potential : Math.exp(-potential / rho);
  const rest = (i: number) => own !== undefined ? lack(own[i]) : isBalanced ? 0 : 1;
  // Without a cloud's own potentials, masses other than 1 have a part in the slope.
  const excess = compat || isBalanced || own !== undefined ? 0 : epsilon * (otherMass - 1);
  const slope = compat || isBalanced ? factor : rho + epsilon;
  const fault = compat && !isBalanced ? factor / (rho + epsilon) : 1;
  const pulled = (potentials: Float64Array) =>
    potentials.map((potential, i) => weights[i] * fault * (isBalanced ? 1 : lack(potential)));
  const used = f.map((potential, i) => rest(i) - lack(potential));
  return {
    value: factor * used.reduce((sum, u, i) => sum + weights[i] * u, 0),
    atWeights: used.map((u) => slope * u + excess),
    pull: pulled(f),
    ownPull: own === undefined ? new Float64Array(0) : pulled(own),
  };
}

/** What masses other than 1 add to the loss without the clouds' own potentials, where marginals have a price. */
export function massValue(mass: number, other: number, { epsilon, rho, compat }: Terms): number {
  return compat || rho === Infinity ? 0 : epsilon * (mass * other - (mass + other) / 2);
}

/** The error of one marginal of the plan of potentials, and what it adds to the gap between the primal and the dual cost. */
export function marginal(
  weights: Float64Array,
  f: Float64Array,
  softmin: Float64Array,
  { epsilon, rho }: Terms,
): { error: number; gap: number } {
  let error = 0, gap = 0;
  weights.forEach((weight, i) => {
    if (weight === 0) return;
    const found = weight * Math.exp((f[i] - softmin[i]) / epsilon), wanted = weight * Math.exp(-f[i] / rho);
    error += Math.abs(found - wanted);
    gap += rho === Infinity
      ? (found - weight) * f[i]
      : found * f[i] + rho * (found > 0 ? found * Math.log(found / weight) - found + wanted : wanted);
  });
  return { error, gap };
}
