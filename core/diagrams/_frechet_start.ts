/**
 * Diagrams from which the search for a Fréchet mean starts, as points `[k, 2]`.
 *
 * @module
 */
import type { Seed } from "../random/_checks.ts";
import { numpyRng } from "../random/numpy_rng.ts";

/** Finite points of the diagrams and their weights, which sum to 1. */
export interface Sample {
  /** The points of each diagram, `[n, 2]`. */
  readonly points: readonly Float64Array[];
  /** The weight of each diagram. */
  readonly weights: readonly number[];
}

/** How many bins a grid has. */
export interface GridBins {
  /** Along the diagonal. */
  readonly x: number;
  /** Away from it. */
  readonly y: number;
}

/**
 * The weighted means of the points in each bin of a grid over middle and length of the bars.
 *
 * The grid covers the ranges of both; bins are ordered by middle, then length. Both are measured along the turned axes, as
 * upstream, so that rounding puts the same points into the same bins.
 */
export function gridStart({ points, weights }: Sample, bins: GridBins): Float64Array {
  const rows = points.flatMap((diagram, i) =>
    Array.from({ length: weights[i] === 0 ? 0 : diagram.length / 2 }, (_, k) => {
      const birth = diagram[2 * k], death = diagram[2 * k + 1];
      return {
        birth,
        death,
        weight: weights[i],
        middle: birth * Math.SQRT1_2 + death * Math.SQRT1_2,
        length: (death - birth) * Math.SQRT1_2,
      };
    })
  );
  const column = binning(rows.map(({ middle }) => middle), bins.x);
  const row = binning(rows.map(({ length }) => length), bins.y);
  const means = new Map<number, Bin>();
  for (const { birth, death, weight, middle, length } of rows) {
    const key = column(middle) * bins.y + row(length);
    let bin = means.get(key);
    if (bin === undefined) means.set(key, bin = { weight: 0, birth, death });
    // A running mean: sums of weighted coordinates could be infinite where their mean is not.
    bin.weight += weight;
    bin.birth += (birth - bin.birth) * (weight / bin.weight);
    bin.death += (death - bin.death) * (weight / bin.weight);
  }
  const sorted = [...means].sort(([i], [j]) => i - j);
  return Float64Array.from(sorted.flatMap(([, { birth, death }]) => [birth, Math.max(birth, death)]));
}

interface Bin {
  weight: number;
  birth: number;
  death: number;
}

/** Tells which of `count` equal parts of the range of `values` a value is in. */
function binning(values: readonly number[], count: number): (value: number) => number {
  const least = values.reduce((x, y) => Math.min(x, y), Infinity);
  const most = values.reduce((x, y) => Math.max(x, y), -Infinity);
  const width = most / count - least / count;
  return (value) => width > 0 ? Math.min(count - 1, Math.floor((value - least) / width)) : 0;
}

/** One of the diagrams, each as likely, with every bar moved by `scale` times a normal number; drawn from NumPy's stream. */
export function randomStart({ points }: Sample, scale: number, seed: Seed): Float64Array {
  const stream = numpyRng(seed);
  const chosen = points[Math.min(points.length - 1, Math.floor(stream.uniforms(1)[0] * points.length))];
  const moves = stream.normals(chosen.length / 2);
  return chosen.map((x, k) => x + scale * moves[k >> 1]);
}

/** The index of the diagram whose weighted sum of costs to all is least, the first at ties; `cost` is symmetric. */
export function medoid(weights: readonly number[], cost: (i: number, j: number) => number): number {
  const sums = weights.map(() => 0);
  for (let i = 0; i < weights.length; i++) {
    for (let j = 0; j < i; j++) {
      const each = cost(i, j);
      sums[i] += weights[j] * each;
      sums[j] += weights[i] * each;
    }
  }
  return sums.indexOf(Math.min(...sums));
}
