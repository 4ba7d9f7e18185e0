/**
 * Statistics of the points of a diagram.
 *
 * @module
 */
import { record } from "../autodiff/recording.ts";
import type { Tensor, TensorLike } from "../tensor/tensor.ts";
import { finitePoints } from "./_points.ts";
import { sharesOf } from "./_shares.ts";

/** Four numbers of a point as sums `u · birth + v · death`, by name. */
const FAMILIES = [["birth", 1, 0], ["death", 0, 1], ["midpoint", 0.5, 0.5], ["lifetime", -1, 1]] as const;
/** The statistics that are differences of two quantiles, or one quantile. */
const QUANTILES = [
  ["median", 0.5],
  ["iqr", 0.75, 0.25],
  ["range", 1, 0],
  ["p10", 0.1],
  ["p25", 0.25],
  ["p75", 0.75],
  ["p90", 0.9],
] as const;
/** Number of statistics of a family: mean, standard deviation, and those of quantiles. */
const STATISTICS = 2 + QUANTILES.length;

/**
 * The names of the entries of {@linkcode persistenceStatistics}, in their order: `"birth.mean"`, `"birth.std"`, `"birth.median"`,
 * `"birth.iqr"`, `"birth.range"`, `"birth.p10"`, `"birth.p25"`, `"birth.p75"`, `"birth.p90"`, the same of `death`, `midpoint` and
 * `lifetime`, then `"count"` and `"entropy"`.
 */
export const PERSISTENCE_STATISTICS: readonly string[] = [
  ...FAMILIES.flatMap(([family]) => ["mean", "std", ...QUANTILES.map(([name]) => name)].map((s) => `${family}.${s}`)),
  "count",
  "entropy",
];

/**
 * Statistics of births, deaths, midpoints and lifetimes of the points of a diagram, 38 numbers.
 *
 * For each of the four in this order: mean, standard deviation (of the population, divided by `n`), median, interquartile range,
 * full range, and the 10th, 25th, 75th and 90th percentiles, which are interpolated linearly as in NumPy. Then the number of
 * points, and the {@linkcode entropy} of their lifetimes, with the natural logarithm. These are the persistence statistics of
 * the survey [Ali23]; {@linkcode PERSISTENCE_STATISTICS} has their names.
 *
 * `dgm: [n, 2]` holds (birth, death) in rows, midpoints are `(birth + death) / 2` and lifetimes `death − birth`; the result is
 * `[38]`, all but the last two in the unit of the diagram. Points with an infinite coordinate are left out, and without any
 * other all is 0.
 *
 * Differentiable: where no two of the values are equal; quantiles pull at the points between which they lie, and of equal ones
 * the first row comes first. The standard deviation of equal values has the gradient 0, the entropy 0 at lifetimes of 0, and
 * the count 0 everywhere.
 *
 * Cost: `O(n log n)`.
 *
 * @throws {TypeError} If `dgm` is not `[n, 2]`.
 * @throws {RangeError} If a coordinate is NaN, or a death comes before its birth.
 *
 * @example The mean lifetime
 * ```ts
 * import { PERSISTENCE_STATISTICS, persistenceStatistics, tensor } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * const dgm = tensor([[0, 1], [1, 4]], { requiresGrad: true });
 * const statistics = persistenceStatistics(dgm);
 * const mean = statistics.index(PERSISTENCE_STATISTICS.indexOf("lifetime.mean"));
 * assertEquals(mean.item(), 2);
 * mean.backward();
 * assertEquals(dgm.grad!.toArray(), [[-0.5, 0.5], [-0.5, 0.5]]);
 * ```
 *
 * See [Ali23].
 */
export function persistenceStatistics(dgm: TensorLike): Tensor {
  const { tensor, data, count } = finitePoints("compute persistence statistics", dgm);
  const values = new Float64Array(PERSISTENCE_STATISTICS.length);
  if (count === 0) return record("persistenceStatistics", [tensor], values, [values.length], () => () => [data]);
  const families = FAMILIES.map(([, u, v]) =>
    statisticsOf(Float64Array.from({ length: count }, (_, i) => u * data[2 * i] + v * data[2 * i + 1]))
  );
  const shares = sharesOf(data);
  families.forEach((family, k) => values.set(family.values, k * STATISTICS));
  values.set([count, shares.parts.reduce((sum, part) => sum + part, 0)], 4 * STATISTICS);
  return record("persistenceStatistics", [tensor], values, [values.length], () => (gradient) => {
    const atPoints = new Float64Array(data.length);
    const add = (atValues: Float64Array, u: number, v: number) =>
      atValues.forEach((slope, i) => {
        atPoints[2 * i] += u * slope;
        atPoints[2 * i + 1] += v * slope;
      });
    FAMILIES.forEach(([, u, v], k) => {
      add(families[k].pulledBack(gradient.subarray(k * STATISTICS, (k + 1) * STATISTICS)), u, v);
    });
    add(shares.pulledBack(shares.parts.map(() => gradient[4 * STATISTICS + 1])), -1, 1);
    return [atPoints];
  });
}

/** The statistics of one family, at least one value, and the way back from them. */
function statisticsOf(x: Float64Array): { values: number[]; pulledBack(slopes: Float64Array): Float64Array } {
  const sorted = x.toSorted();
  // Measured from one of them, so that equal values have no deviation.
  const shifted = x.map((value) => value - x[0]);
  const mean = shifted.reduce((sum, value) => sum + value, 0) / x.length;
  const deviation = Math.sqrt(shifted.reduce((sum, value) => sum + (value - mean) ** 2, 0) / x.length);
  const quantile = (share: number) => {
    const place = share * (x.length - 1), low = Math.floor(place), high = Math.min(low + 1, x.length - 1);
    const part = place - low;
    return { low, high, part, value: sorted[low] + part * (sorted[high] - sorted[low]) };
  };
  const quantiles = QUANTILES.map(([, upper, lower]) => ({
    upper: quantile(upper),
    lower: lower === undefined ? undefined : quantile(lower),
  }));
  return {
    values: [x[0] + mean, deviation, ...quantiles.map(({ upper, lower }) => upper.value - (lower?.value ?? 0))],
    pulledBack([atMean, atDeviation, ...atQuantiles]) {
      const slopes = shifted.map((value) =>
        (atMean + (deviation > 0 ? atDeviation * (value - mean) / deviation : 0)) / x.length
      );
      quantiles.forEach(({ upper, lower }, k) => {
        for (const [side, slope] of [[upper, atQuantiles[k]], [lower, -atQuantiles[k]]] as const) {
          if (side === undefined || slope === 0) continue;
          slopes[rowAt(x, sorted, side.low)] += slope * (1 - side.part);
          slopes[rowAt(x, sorted, side.high)] += slope * side.part;
        }
      });
      return slopes;
    },
  };
}

/** The row of `x` at a place in its order; equal values are in the order of their rows. */
function rowAt(x: Float64Array, sorted: Float64Array, place: number): number {
  let before = place, row = -1;
  while (before > 0 && sorted[before - 1] === sorted[place]) before--;
  for (let left = place - before; left >= 0; left--) row = x.indexOf(sorted[place], row + 1);
  return row;
}
