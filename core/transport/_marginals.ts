/**
 * Reading the costs and weights of transport problems.
 *
 * @module
 */
import { asTensor } from "../tensor/create.ts";
import { formatShape } from "../tensor/shape.ts";
import type { Tensor, TensorLike } from "../tensor/tensor.ts";

/** The weights of one side, as they were given and as numbers. */
export interface Marginal {
  /** As they were given, `undefined` for uniform ones. */
  readonly tensor: Tensor | undefined;
  /** A copy of the numbers. */
  readonly data: Float64Array;
}

/** How far sums that must be equal may be apart, relative to them: those of many float32 weights are. */
const ROUNDING = 1e-6;

/** Costs `[n, m]`, finite, of at least one row and column; `action` opens errors. */
export function readCosts(action: string, given: TensorLike): Tensor {
  const costs = asTensor(action, given), { data, shape } = costs;
  if (shape.length !== 2) {
    throw new TypeError(
      `Cannot ${action}: costs of shape [n, m] were expected, but the shape is ${formatShape(shape)}`,
    );
  }
  if (costs.size === 0) {
    throw new RangeError(
      `Cannot ${action}: costs with at least one row and one column were expected, but the shape is ${
        formatShape(shape)
      }`,
    );
  }
  if (costs.size >= 2 ** 32) {
    throw new RangeError(
      `Cannot ${action}: fewer than 2^32 costs were expected, but the shape is ${formatShape(shape)}`,
    );
  }
  let bad = 0;
  while (bad < data.length && Number.isFinite(data[bad])) bad++;
  if (bad < data.length) {
    throw new RangeError(
      `Cannot ${action}: finite costs were expected, but row ${Math.floor(bad / shape[1])} has ${data[bad]} at column ${
        bad % shape[1]
      }`,
    );
  }
  return costs;
}

/** The weights called `name` of `count` points, by default `1/count`; not negative and not all 0. */
export function readMarginal(
  action: string,
  name: string,
  given: TensorLike | undefined,
  count: number,
): Marginal {
  if (given === undefined) return { tensor: undefined, data: new Float64Array(count).fill(1 / count) };
  const tensor = asTensor(action, given);
  if (tensor.shape.length !== 1 || tensor.size !== count) {
    throw new TypeError(
      `Cannot ${action}: ${name} must have one weight for each point, of shape [${count}], but its shape is ${
        formatShape(tensor.shape)
      }`,
    );
  }
  const data = tensor.data.slice(), bad = data.findIndex((weight) => !(weight >= 0 && weight < Infinity));
  if (bad >= 0) {
    throw new RangeError(
      `Cannot ${action}: ${name} must hold finite weights that are not negative, but weight ${bad} is ${data[bad]}`,
    );
  }
  return { tensor, data };
}

/**
 * The factor for the weights of the second side that makes masses equal to the last digit, 1 if they need not be; `otherwise`
 * says what to do about masses that differ.
 */
export function massFactor(action: string, a: Marginal, b: Marginal, balanced: boolean, otherwise: string): number {
  const [mass, other] = [a, b].map(({ data }) => data.reduce((sum, weight) => sum + weight, 0));
  if (!(mass > 0 && other > 0 && mass < Infinity && other < Infinity)) {
    throw new RangeError(
      `Cannot ${action}: weights with positive finite sums were expected, but those are ${mass} and ${other}`,
    );
  }
  if (!balanced) return 1;
  if (Math.abs(mass - other) > ROUNDING * Math.max(mass, other)) {
    throw new RangeError(
      `Cannot ${action}: weights of the same sum were expected, but a sums to ${mass} and b to ${other}${otherwise}`,
    );
  }
  return mass / other;
}

/** Weights times a factor. */
export function scaledWeights({ data }: Marginal, factor: number): Float64Array {
  return factor === 1 ? data : data.map((weight) => factor * weight);
}
