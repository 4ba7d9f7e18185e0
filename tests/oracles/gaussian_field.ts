/**
 * Fields made of Gaussians, from their definitions.
 *
 * @module
 */

/** `exp(−|x − y|²/(2 sigma²))`, or its exponent. */
function exponent(x: readonly number[], y: readonly number[], sigma: number): number {
  return -x.reduce((sum, a, c) => sum + (a - y[c]) ** 2, 0) / (2 * sigma ** 2);
}

/** The mean of the rows of `values` at `anchors`, weighted by Gaussians, at each of `points`. */
export function meanField(points: number[][], anchors: number[][], values: number[][], sigma: number): number[][] {
  return points.map((x) => {
    const exponents = anchors.map((anchor) => exponent(x, anchor, sigma));
    const largest = Math.max(...exponents);
    const weights = exponents.map((e) => Math.exp(e - largest));
    const total = weights.reduce((sum, w) => sum + w, 0);
    return combination(weights.map((w) => w / total), values);
  });
}

/** The sum of Gaussians at `anchors` that has `values` there, at each of `points`, by elimination. */
export function interpolatingField(
  points: number[][],
  anchors: number[][],
  values: number[][],
  sigma: number,
): number[][] {
  const gaussians = (x: number[]) => anchors.map((anchor) => Math.exp(exponent(x, anchor, sigma)));
  const weights = solve(anchors.map(gaussians), values);
  return points.map((x) => combination(gaussians(x), weights));
}

function combination(weights: number[], rows: number[][]): number[] {
  return rows[0].map((_, c) => rows.reduce((sum, row, i) => sum + weights[i] * row[c], 0));
}

/** `A⁻¹ B` by elimination with the largest pivot of each column. */
function solve(a: number[][], b: number[][]): number[][] {
  const rows = a.map((row, i) => [...row, ...b[i]]), n = a.length;
  for (let k = 0; k < n; k++) {
    const pivot = rows.reduce((best, row, i) => i > k && Math.abs(row[k]) > Math.abs(rows[best][k]) ? i : best, k);
    [rows[k], rows[pivot]] = [rows[pivot], rows[k]];
    rows.forEach((row, i) => {
      const factor = row[k] / rows[k][k];
      if (i !== k) rows[k].forEach((x, c) => c >= k && (row[c] -= factor * x));
    });
  }
  return rows.map((row, i) => row.slice(n).map((x) => x / row[i]));
}
