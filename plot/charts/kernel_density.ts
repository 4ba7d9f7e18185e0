/**
 * Densities of numbers, estimated with Gaussians.
 *
 * @module
 */

/** More values than this are counted in bins, whose middles stand for them. */
const MOST_VALUES = 20_000, BINS = 4096;
/** Beyond this many widths a Gaussian is below 1e-15 of its peak. */
const FAR = 8.5;

/** Scott's width: the standard deviation, times the number of values to the power −1/5; 1 where all are one [Scott92]. */
export function scottBandwidth(values: Float64Array, weights: Float64Array): number {
  let total = 0, squares = 0, mean = 0;
  weights.forEach((weight, i) => {
    total += weight;
    squares += weight ** 2;
    mean += weight * values[i];
  });
  mean /= total;
  const count = total ** 2 / squares;
  const spread = weights.reduce((sum, weight, i) => sum + weight * (values[i] - mean) ** 2, 0) / total;
  // One degree of freedom went into the mean.
  const deviation = Math.sqrt(spread * count / (count - 1));
  return deviation > 0 && Number.isFinite(deviation) ? deviation * count ** -0.2 : 1;
}

/** The density at evenly spaced places that reach beyond the values by `reach` widths. */
export function estimateDensity(
  values: Float64Array,
  weights: Float64Array,
  width: number,
  resolution: number,
  reach: number,
): { places: Float64Array; heights: Float64Array } {
  if (values.length === 0) return { places: new Float64Array(), heights: new Float64Array() };
  let low = Infinity, high = -Infinity, total = 0;
  values.forEach((value, i) => {
    low = Math.min(low, value);
    high = Math.max(high, value);
    total += weights[i];
  });
  const [at, mass] = values.length > MOST_VALUES ? binned(values, weights, low, high) : [values, weights];
  const start = low - reach * width, step = (high - low + 2 * reach * width) / Math.max(1, resolution - 1);
  const places = Float64Array.from({ length: resolution }, (_, k) => start + k * step);
  const peak = 1 / (total * width * Math.sqrt(2 * Math.PI)), heights = new Float64Array(resolution);
  at.forEach((value, i) => {
    const from = Math.max(0, Math.ceil((value - FAR * width - start) / step));
    const to = Math.min(resolution - 1, Math.floor((value + FAR * width - start) / step));
    for (let k = from; k <= to; k++) heights[k] += mass[i] * peak * Math.exp(-0.5 * ((places[k] - value) / width) ** 2);
  });
  return { places, heights };
}

function binned(values: Float64Array, weights: Float64Array, low: number, high: number): [Float64Array, Float64Array] {
  const size = (high - low) / BINS || 1, mass = new Float64Array(BINS);
  values.forEach((value, i) => mass[Math.min(BINS - 1, Math.floor((value - low) / size))] += weights[i]);
  return [mass.map((_, k) => low + (k + 0.5) * size), mass];
}
