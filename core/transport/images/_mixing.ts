/**
 * Potentials found faster: the last iterates are mixed so that their residuals cancel [Anderson65].
 *
 * @module
 */

/** So many differences of iterates are remembered. */
const MEMORY = 10;
/** Where the error is so many times the least, the best is returned to, and mixing rests for some steps. */
const GROWN = 3, REST = 5;
/** What is added to the squares of differences, relative to them. */
const RIDGE = 1e-12;

/** What an iterate is sent to, and the difference of both; or the changes of these. */
interface Iterate {
  readonly next: Float64Array;
  readonly residual: Float64Array;
}

/** Where to go from an iterate `x` that a map sends to `next`, for potentials of points with `weights` at the temperature `eps`. */
export function mixing(weights: Float64Array, eps: number): (x: Float64Array, next: Float64Array) => Float64Array {
  const product = (u: Float64Array, v: Float64Array) => {
    let sum = 0;
    for (let i = 0; i < u.length; i++) sum += weights[i] * u[i] * v[i];
    return sum;
  };
  let changes: Iterate[] = [], squares: number[][] = [], last: Iterate | undefined;
  let best: Float64Array = weights, least = Infinity, rest = 0; // there is a best where there is a least
  return (x, next) => {
    const residual = minus(next, x);
    let error = 0;
    residual.forEach((r, i) => error += weights[i] > 0 ? weights[i] * Math.abs(Math.expm1(-r / eps)) : 0);
    if (error > GROWN * least) {
      [changes, squares, last, least, rest] = [[], [], undefined, Infinity, REST];
      return best;
    }
    if (error < least) [least, best] = [error, next];
    if (rest-- > 0) return next;
    if (last !== undefined) {
      if (changes.length === MEMORY) {
        changes.shift();
        squares = squares.slice(1).map((row) => row.slice(1));
      }
      const change = { next: minus(next, last.next), residual: minus(residual, last.residual) };
      changes.push(change);
      const row = changes.map((other) => product(change.residual, other.residual));
      squares.forEach((old, k) => old.push(row[k]));
      squares.push(row);
    }
    last = { next, residual };
    const shares = solved(squares, changes.map((change) => product(change.residual, residual)));
    const mixed = next.slice();
    changes.forEach(({ next }, k) => {
      for (let i = 0; i < mixed.length; i++) mixed[i] -= shares[k] * next[i];
    });
    return mixed;
  };
}

function minus(x: Float64Array, y: Float64Array): Float64Array {
  return x.map((value, i) => value - y[i]);
}

/** The solution of a system whose matrix is of scalar products, a little of its trace added, by elimination. */
function solved(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const n = right.length, ridge = RIDGE * matrix.reduce((sum, row, k) => sum + row[k], 0);
  if (ridge === 0) return right.map(() => 0);
  const rows = matrix.map((row, k) => [...row.map((entry, j) => j === k ? entry + ridge : entry), right[k]]);
  for (let k = 0; k < n; k++) {
    for (let j = k + 1; j < n; j++) {
      const factor = rows[j][k] / rows[k][k];
      for (let l = k; l <= n; l++) rows[j][l] -= factor * rows[k][l];
    }
  }
  const solution = new Array<number>(n).fill(0);
  for (let k = n - 1; k >= 0; k--) {
    const rest = rows[k].slice(k + 1, n).reduce((sum, entry, j) => sum + entry * solution[k + 1 + j], 0);
    solution[k] = (rows[k][n] - rest) / rows[k][k];
  }
  return solution;
}
