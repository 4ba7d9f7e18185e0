/**
 * The shares of points in the total persistence of their diagram, and their part in its entropy.
 *
 * @module
 */

/** Shares, and how gradients come back to lifetimes. */
export interface Shares {
  /** `−p_i ln p_i` for the shares `p_i`, 0 for one of 0. */
  readonly parts: Float64Array;
  /**
   * The gradient at the lifetimes, where `slopes` is that at the parts. It is 0 at lifetimes of 0, where that of the parts is
   * infinite.
   */
  pulledBack(slopes: Float64Array): Float64Array;
}

/** The shares of `points: [n, 2]`; all 0 if no point is off the diagonal. */
export function sharesOf(points: Float64Array): Shares {
  const lifetimes = Float64Array.from({ length: points.length / 2 }, (_, i) => points[2 * i + 1] - points[2 * i]);
  // Measured in the longest, so that their sum is a number.
  const longest = lifetimes.reduce((longest, lifetime) => Math.max(longest, lifetime), 0);
  const total = longest > 0 ? lifetimes.reduce((sum, lifetime) => sum + lifetime / longest, 0) : 1;
  const shares = lifetimes.map((lifetime) => longest > 0 ? lifetime / longest / total : 0);
  return {
    parts: shares.map((p) => p > 0 ? 0 - p * Math.log(p) : 0),
    pulledBack(slopes) {
      const atShares = shares.map((p, i) => p > 0 ? 0 - slopes[i] * (Math.log(p) + 1) : 0);
      const mean = shares.reduce((sum, p, i) => sum + p * atShares[i], 0);
      return shares.map((p, i) => p > 0 ? (atShares[i] - mean) / total / longest : 0);
    },
  };
}
