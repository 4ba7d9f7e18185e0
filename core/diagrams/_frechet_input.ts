/**
 * The diagrams and weights of a Fréchet mean, checked.
 *
 * @module
 */
import { asTensor } from "../tensor/create.ts";
import { describe } from "../tensor/describe.ts";
import { formatShape } from "../tensor/shape.ts";
import type { Tensor, TensorLike } from "../tensor/tensor.ts";
import { type Diagram, readDiagram } from "./_diagram.ts";
import { type EssentialPair, matchEssential } from "./_essential.ts";
import type { Sample } from "./_frechet_start.ts";

/** An essential point of the mean. */
export interface EssentialMean {
  /** Its coordinates. */
  readonly point: readonly [number, number];
  /** The finite coordinate: 0 for birth, 1 for death. */
  readonly axis: 0 | 1;
  /** The rows of its members, one in each diagram. */
  readonly rows: readonly number[];
}

/** Reads diagrams, called `diagrams[0]` and so on in errors. */
export function readDiagrams(action: string, diagrams: readonly TensorLike[]): Diagram[] {
  if (!Array.isArray(diagrams)) {
    throw new TypeError(`Cannot ${action}: a list of diagrams was expected, but ${describe(diagrams)} was found`);
  }
  if (diagrams.length === 0) {
    throw new RangeError(`Cannot ${action}: at least one diagram was expected, but the list is empty`);
  }
  return diagrams.map((diagram, i) => readDiagram(action, `diagrams[${i}]`, diagram));
}

/** The weights divided by their sum; without any they are equal. */
export function readWeights(action: string, weights: TensorLike | undefined, count: number): number[] {
  if (weights === undefined) return new Array<number>(count).fill(1 / count);
  const { data, shape } = asTensor(action, weights);
  if (shape.length !== 1 || shape[0] !== count) {
    throw new TypeError(
      `Cannot ${action}: weights must have shape [${count}], one for each diagram, but their shape is ${
        formatShape(shape)
      }`,
    );
  }
  const wrong = data.findIndex((weight) => !(weight >= 0 && Number.isFinite(weight)));
  if (wrong >= 0) {
    throw new RangeError(
      `Cannot ${action}: weights must be finite and not negative, but weights[${wrong}] is ${data[wrong]}`,
    );
  }
  // Divided by the largest first: the sum of large weights could be infinite, and no weight of a tiny sum is lost.
  const largest = data.reduce((x, y) => Math.max(x, y), 0);
  if (largest === 0) {
    throw new RangeError(`Cannot ${action}: weights must sum to a positive number, but all of them are 0`);
  }
  const scaled = Array.from(data, (weight) => weight / largest);
  const total = scaled.reduce((sum, weight) => sum + weight, 0);
  return scaled.map((weight) => weight / total);
}

/** The finite points of the diagrams, with the weights. */
export function sampleOf(diagrams: readonly Diagram[], weights: readonly number[]): Sample {
  return { points: diagrams.map(({ finitePoints }) => finitePoints), weights };
}

/**
 * The weighted means of essential points, which are matched by rank within their families.
 *
 * @throws {RangeError} If a family has not the same number of points in all diagrams.
 */
export function essentialMeans(
  action: string,
  diagrams: readonly Diagram[],
  weights: readonly number[],
): EssentialMean[] {
  const [first, ...others] = diagrams;
  const own = matchEssential(action, first, first);
  const pairs: EssentialPair[][] = others.map((other) => matchEssential(action, first, other));
  return own.map(({ rowA, axis }, k) => {
    const rows = [rowA, ...pairs.map((matched) => matched[k].rowB)];
    const at = ({ data }: Tensor, row: number) => data[2 * row + axis];
    const infinity = first.tensor.data[2 * rowA + 1 - axis];
    const mean = diagrams.reduce((sum, { tensor }, i) => sum + weights[i] * at(tensor, rows[i]), 0);
    return { point: axis === 0 ? [mean, infinity] : [infinity, mean], axis, rows };
  });
}

/** `Σ_i w_i Σ |difference|²` of the essential points to their means. */
export function essentialObjective(
  means: readonly EssentialMean[],
  diagrams: readonly Diagram[],
  weights: readonly number[],
): number {
  return means.reduce(
    (total, { point, axis, rows }) =>
      diagrams.reduce(
        (sum, { tensor: { data } }, i) => sum + weights[i] * (data[2 * rows[i] + axis] - point[axis]) ** 2,
        total,
      ),
    0,
  );
}
