/**
 * Rosenbrock's chain with its gradient by hand.
 *
 * @module
 */

/** `Σ 100 (x[i+1] − x[i]²)² + (1 − x[i])²` and its gradient. */
export function chainedRosenbrock({ data: x }: { readonly data: Float64Array }): {
  value: number;
  gradient: Float64Array;
} {
  const gradient = new Float64Array(x.length);
  let value = 0;
  for (let i = 0; i + 1 < x.length; i++) {
    const a = x[i + 1] - x[i] ** 2, b = 1 - x[i];
    value += 100 * a * a + b * b;
    gradient[i] += -400 * x[i] * a - 2 * b;
    gradient[i + 1] += 200 * a;
  }
  return { value, gradient };
}
