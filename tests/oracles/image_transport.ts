/**
 * Entropic transport between images by the plainest means: all pairs of pixels, and softmins in turn until nothing changes.
 *
 * @module
 */

/** What a transport problem is made of. */
export interface DenseProblem {
  /** The coordinates of the pixels. */
  readonly places: readonly (readonly number[])[];
  /** The exponent of the cost along each axis, which is divided by it. */
  readonly p: number;
  /** The temperature. */
  readonly eps: number;
  /** The price of mass that is made or destroyed; `Infinity` if none is. */
  readonly rho: number;
}

/** The raw loss and what mass is worth at each pixel, for the masses `a` and `b`. */
export function denseTransport(
  problem: DenseProblem,
  a: readonly number[],
  b: readonly number[],
): [number, number[], number[]] {
  const { places, p, eps, rho } = problem, damping = 1 / (1 + eps / rho);
  const cost = places.map((x) => places.map((y) => x.reduce((sum, xk, k) => sum + Math.abs(xk - y[k]) ** p / p, 0)));
  const softmin = (masses: readonly number[], potential: readonly number[]) =>
    cost.map((row) => {
      const terms = row.map((c, j) => Math.log(masses[j]) + (potential[j] - c) / eps), most = Math.max(...terms);
      return -damping * eps * (most + Math.log(terms.reduce((sum, term) => sum + Math.exp(term - most), 0)));
    });
  let f = places.map(() => 0), g = f, change = Infinity;
  while (change > 1e-13) {
    const next = softmin(b, g);
    change = Math.max(...next.map((x, i) => Math.abs(x - f[i])));
    [f, g] = [next, softmin(a, next)];
  }
  const [m, n] = [a, b].map((masses) => masses.reduce((x, y) => x + y));
  const dot = (masses: readonly number[], worth: readonly number[]) =>
    masses.reduce((sum, x, i) => sum + x * worth[i], 0);
  if (rho === Infinity) return [dot(a, f) + dot(b, g), f, g];
  const fall = (x: number) => -Math.expm1(-x / rho);
  const [u, v] = [f.map(fall), g.map(fall)];
  const value = (rho + eps / 2) * (dot(a, u) + dot(b, v)) - eps / 2 * (m + n) + eps * m * n;
  return [value, u.map((x) => (rho + eps) * x + eps * (n - 1)), v.map((x) => (rho + eps) * x + eps * (m - 1))];
}

/** The divergence, and the same of it. */
export function denseDivergence(
  problem: DenseProblem,
  a: readonly number[],
  b: readonly number[],
): [number, number[], number[]] {
  const [value, f, g] = denseTransport(problem, a, b);
  const [own, atA] = denseTransport(problem, a, a), [other, atB] = denseTransport(problem, b, b);
  const sum = (masses: readonly number[]) => masses.reduce((x, y) => x + y), gap = sum(a) - sum(b);
  const { eps, rho } = problem, unequal = rho === Infinity ? 0 : eps * gap;
  return [
    value - own / 2 - other / 2 + unequal * gap / 2,
    f.map((x, i) => x - atA[i] + unequal),
    g.map((x, i) => x - atB[i] - unequal),
  ];
}
