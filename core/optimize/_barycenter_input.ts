/**
 * Measures and weights of a barycenter, checked.
 *
 * @module
 */
import { asTensor } from "../tensor/create.ts";
import { describe } from "../tensor/describe.ts";
import { formatShape } from "../tensor/shape.ts";
import { Tensor, type TensorLike } from "../tensor/tensor.ts";

/** Points with masses. */
export interface WeightedPoints {
  /** The points, `[n, d]`. */
  readonly points: TensorLike;
  /** Their masses, `[n]`, not negative; by default all `1/n`. */
  readonly masses?: TensorLike;
}

/** A measure: points `[n, d]` of mass `1/n` each, or points with masses. */
export type Measure = TensorLike | WeightedPoints;

/** A checked measure, of tensors that nobody else holds. */
export interface Cloud {
  /** The points, `[n, d]`. */
  readonly points: Tensor;
  /** Their masses, `[n]`. */
  readonly masses: Tensor;
}

/** Weights may sum to 1 up to this. */
const TOLERANCE = 1e-6;

/** The measures, at least one, of one dimension. */
export function readMeasures(action: string, measures: readonly Measure[]): Cloud[] {
  if (!Array.isArray(measures)) {
    throw new TypeError(`Cannot ${action}: a list of measures was expected, but ${describe(measures)} was found`);
  }
  if (measures.length === 0) {
    throw new RangeError(`Cannot ${action}: at least one measure was expected, but there is none`);
  }
  const clouds = measures.map((measure, k) => readMeasure(action, `measure ${k}`, measure));
  clouds.forEach((cloud, k) => checkDimension(action, `measure ${k}`, cloud, clouds[0]));
  return clouds;
}

/** One measure, called `name` in errors. */
export function readMeasure(action: string, name: string, measure: Measure): Cloud {
  const given = hasPoints(measure) ? measure : { points: measure };
  const points = asTensor(action, given.points), { shape } = points, [count] = shape;
  if (shape.length !== 2) {
    throw new TypeError(
      `Cannot ${action}: ${name} must have points [n, d], but their shape is ${formatShape(shape)}`,
    );
  }
  if (points.size === 0) {
    throw new RangeError(`Cannot ${action}: ${name} must have a point, but its shape is ${formatShape(shape)}`);
  }
  const masses = given.masses === undefined
    ? new Tensor(new Float64Array(count).fill(1 / count), [count])
    : asTensor(action, given.masses);
  if (masses.shape.length !== 1 || masses.size !== count) {
    throw new TypeError(
      `Cannot ${action}: ${name} must have masses [${count}], but their shape is ${formatShape(masses.shape)}`,
    );
  }
  const far = points.data.findIndex((x) => !Number.isFinite(x));
  if (far >= 0) {
    throw new RangeError(`Cannot ${action}: points of ${name} must be finite, but entry ${far} is ${points.data[far]}`);
  }
  checkMasses(action, `masses of ${name}`, masses.data);
  return { points: new Tensor(points.data.slice(), shape), masses: new Tensor(masses.data.slice(), [count]) };
}

/** The diagonal of the box around all points, 1 where all are the same. */
export function diagonalOf(clouds: readonly Cloud[]): number {
  const [, dimension] = clouds[0].points.shape;
  let square = 0;
  for (let c = 0; c < dimension; c++) {
    let low = Infinity, high = -Infinity;
    for (const { points: { data } } of clouds) {
      for (let i = c; i < data.length; i += dimension) {
        low = Math.min(low, data[i]);
        high = Math.max(high, data[i]);
      }
    }
    square += (high - low) ** 2;
  }
  return Math.sqrt(square) || 1;
}

/** Checks that two measures lie in the same space. */
export function checkDimension(action: string, name: string, { points }: Cloud, first: Cloud): void {
  if (points.shape[1] === first.points.shape[1]) return;
  throw new TypeError(
    `Cannot ${action}: points of ${
      first.points.shape[1]
    } coordinates were expected, as those of measure 0, but those of ` +
      `${name} have ${points.shape[1]}`,
  );
}

/** The weights of `count` measures, by default all equal. */
export function readWeights(action: string, weights: TensorLike | undefined, count: number): Float64Array {
  if (weights === undefined) return new Float64Array(count).fill(1 / count);
  const { data, shape } = asTensor(action, weights);
  if (shape.length !== 1 || data.length !== count) {
    throw new TypeError(
      `Cannot ${action}: weights [${count}] were expected, one for each measure, but their shape is ${
        formatShape(shape)
      }`,
    );
  }
  checkMasses(action, "weights", data);
  const sum = data.reduce((total, weight) => total + weight, 0);
  if (Math.abs(sum - 1) > TOLERANCE) {
    throw new RangeError(`Cannot ${action}: weights must sum to 1, but their sum is ${sum}`);
  }
  return data.slice();
}

function hasPoints(measure: Measure): measure is WeightedPoints {
  return typeof measure === "object" && measure !== null && !(measure instanceof Tensor) && "points" in measure;
}

function checkMasses(action: string, name: string, data: Float64Array): void {
  const wrong = data.findIndex((mass) => !(mass >= 0 && mass < Infinity));
  if (wrong >= 0) {
    throw new RangeError(
      `Cannot ${action}: ${name} must be finite and not negative, but entry ${wrong} is ${data[wrong]}`,
    );
  }
  if (!data.some((mass) => mass > 0)) {
    throw new RangeError(`Cannot ${action}: ${name} must not all be 0, but they are`);
  }
}
