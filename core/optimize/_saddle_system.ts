/**
 * Solving with the small indefinite matrices of compact quasi-Newton formulas.
 *
 * @module
 */
import { cholesky, solveLower, solveUpper } from "./_cholesky.ts";

/**
 * The factored matrix `[−P, Rᵀ; R, Q]` of order `2k`, with `P` positive definite and `Q` at least not negative.
 *
 * With `P = CCᵀ` and `X = C⁻¹Rᵀ`, what is left after the first block is eliminated is `Q + XᵀX = JJᵀ`, so that two
 * Cholesky factors do. Matrices are row-major `[k, k]`.
 */
export class SaddleSystem {
  readonly #k: number;
  readonly #c: Float64Array;
  readonly #x: Float64Array;
  readonly #j: Float64Array;

  private constructor(k: number, c: Float64Array, x: Float64Array, j: Float64Array) {
    this.#k = k;
    this.#c = c;
    this.#x = x;
    this.#j = j;
  }

  /** The factors, or `null` if rounding has made a block indefinite. Takes `p` and `q` over. */
  static factor(k: number, p: Float64Array, r: Float64Array, q: Float64Array): SaddleSystem | null {
    if (!cholesky(k, p)) return null;
    const x = new Float64Array(k * k), column = new Float64Array(k);
    for (let j = 0; j < k; j++) {
      for (let i = 0; i < k; i++) column[i] = r[j * k + i];
      solveLower(k, p, column);
      for (let i = 0; i < k; i++) x[i * k + j] = column[i];
    }
    for (let a = 0; a < k; a++) {
      for (let b = 0; b <= a; b++) {
        let sum = q[a * k + b];
        for (let i = 0; i < k; i++) sum += x[i * k + a] * x[i * k + b];
        q[a * k + b] = sum;
      }
    }
    return cholesky(k, q) ? new SaddleSystem(k, p, x, q) : null;
  }

  /** Replaces `v`, of length `2k`, by the solution. */
  solve(v: Float64Array): Float64Array {
    const k = this.#k, x = this.#x, first = v.subarray(0, k), second = v.subarray(k);
    solveLower(k, this.#c, first);
    for (let i = 0; i < k; i++) for (let a = 0; a < k; a++) second[a] += x[i * k + a] * first[i];
    solveLower(k, this.#j, second);
    solveUpper(k, this.#j, second);
    for (let i = 0; i < k; i++) {
      let sum = -first[i];
      for (let a = 0; a < k; a++) sum += x[i * k + a] * second[a];
      first[i] = sum;
    }
    solveUpper(k, this.#c, first);
    return v;
  }
}
