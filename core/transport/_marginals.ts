/**
 * Reading the costs and weights of transport problems.
 *
 * @module
 */
import { asTensor } from "../tensor/create.ts";
import { formatShape } from "../tensor/shape.ts";
import type { Tensor, TensorLike } from "../tensor/tensor.ts";
import { checkWeights, massFactor } from "./_weights.ts";

/** The weights of one side, as they were given and as numbers. */
export interface Marginal {
  /** As they were given, `undefined` for uniform ones. */
  readonly tensor: Tensor | undefined;
  /** A copy of the numbers. */
  readonly data: Float64Array;
}

/** Costs `[n, m]`, finite, of at least one row and column; `action` opens errors. */
export function readCosts(action: string, given: TensorLike): Tensor {
  const costs = asTensor(action, given), { data, shape } = costs;
  if (shape.length !== 2) {
    throw new TypeError(
      `Cannot ${action}: costs of shape [n, m] were expected, but the shape is ${formatShape(shape)}`,
    );
  }
  const count = shape[0] * shape[1];
  if (count === 0) {
    throw new RangeError(
      `Cannot ${action}: costs with at least one row and one column were expected, but the shape is ${
        formatShape(shape)
      }`,
    );
  }
  if (count >= 2 ** 32) {
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
  checkWeights(action, name, tensor);
  return { tensor, data: tensor.data.slice() };
}

/** The factor for the weights of the second side, as {@linkcode massFactor} gives it. */
export function marginalFactor(action: string, sides: readonly Marginal[], balanced: boolean, advice: string): number {
  const [mass, other] = sides.map(({ data }) => data.reduce((sum, weight) => sum + weight, 0));
  return massFactor(action, [mass, other], balanced, { advice });
}

/** Weights times a factor. */
export function scaledWeights({ data }: Marginal, factor: number): Float64Array {
  return factor === 1 ? data : data.map((weight) => factor * weight);
}
