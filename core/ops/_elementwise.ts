/**
 * The rule of operations that treat every entry alone.
 *
 * @module
 */
import { record } from "../autodiff/recording.ts";
import { asTensor } from "../tensor/create.ts";
import type { Tensor, TensorLike } from "../tensor/tensor.ts";

/** A function of one number with its derivative. */
export interface ElementwiseRule {
  /** Name of the operation. */
  readonly name: string;
  /** What it does, for errors. */
  readonly action: string;
  /** The value at `x`. */
  value(x: number): number;
  /** The derivative at `x`, where the value is `y`. */
  slope(x: number, y: number): number;
  /** Whether nothing flows where the derivative is 0, not even an infinite gradient; default `false`. */
  readonly masked?: boolean;
}

/** `y[i] = value(x[i])`. */
export function elementwise({ name, action, value, slope, masked = false }: ElementwiseRule, x: TensorLike): Tensor {
  const input = asTensor(action, x), values = input.data;
  const data = new Float64Array(values.length);
  for (let i = 0; i < data.length; i++) data[i] = value(values[i]);
  return record(name, [input], data, input.shape, () => {
    const slopes = new Float64Array(data.length);
    for (let i = 0; i < data.length; i++) slopes[i] = slope(values[i], data[i]);
    return (gradient) => [masked ? selected(gradient, slopes) : scaled(gradient, slopes)];
  });
}

/** `gradient[i] · slopes[i]`. */
export function scaled(gradient: Float64Array, slopes: Float64Array): Float64Array {
  const out = new Float64Array(gradient.length);
  for (let i = 0; i < out.length; i++) out[i] = gradient[i] * slopes[i];
  return out;
}

/** `gradient[i] · slopes[i]`, and 0 where the slope is 0 whatever the gradient: `∞ · 0` would be NaN. */
export function selected(gradient: Float64Array, slopes: Float64Array): Float64Array {
  const out = new Float64Array(gradient.length);
  for (let i = 0; i < out.length; i++) out[i] = slopes[i] === 0 ? 0 : gradient[i] * slopes[i];
  return out;
}
