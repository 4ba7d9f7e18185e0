/**
 * Solving with small positive definite matrices, row-major `[k, k]`.
 *
 * @module
 */

/** Replaces the lower triangle of `a` by its Cholesky factor; `false` if `a` is not positive definite. */
export function cholesky(k: number, a: Float64Array): boolean {
  for (let i = 0; i < k; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a[i * k + j];
      for (let l = 0; l < j; l++) sum -= a[i * k + l] * a[j * k + l];
      if (i > j) a[i * k + j] = sum / a[j * k + j];
      else if (sum > 0) a[i * k + i] = Math.sqrt(sum);
      else return false;
    }
  }
  return true;
}

/** `v ← A⁻¹v` for the lower triangle `A`. */
export function solveLower(k: number, a: Float64Array, v: Float64Array): void {
  for (let i = 0; i < k; i++) {
    let sum = v[i];
    for (let j = 0; j < i; j++) sum -= a[i * k + j] * v[j];
    v[i] = sum / a[i * k + i];
  }
}

/** `v ← A⁻ᵀv` for the lower triangle `A`. */
export function solveUpper(k: number, a: Float64Array, v: Float64Array): void {
  for (let i = k - 1; i >= 0; i--) {
    let sum = v[i];
    for (let j = i + 1; j < k; j++) sum -= a[j * k + i] * v[j];
    v[i] = sum / a[i * k + i];
  }
}
