/**
 * The rule of operations that make of the entries along an axis as many others.
 *
 * @module
 */
import { record } from "../autodiff/recording.ts";
import { asTensor } from "../tensor/create.ts";
import { normalizeDim } from "../tensor/shape.ts";
import type { Tensor, TensorLike } from "../tensor/tensor.ts";
import { fibersAlong, startOf } from "./_fibers.ts";

/** A function from `length` numbers to as many, with its pullback. */
export interface AlongRule {
  /** Name of the operation. */
  readonly name: string;
  /** What it does, for errors. */
  readonly action: string;
  /** Fills the entries `start + i · stride` of `out` from those of `x`. */
  value(out: Float64Array, x: Float64Array, start: number, stride: number, length: number): void;
  /** Fills the gradient there in `out` from that at the result `y` in `gradient`. */
  pullback(
    out: Float64Array,
    gradient: Float64Array,
    y: Float64Array,
    start: number,
    stride: number,
    length: number,
  ): void;
}

/** `rule` along the axis `dim`. */
export function along(rule: AlongRule, x: TensorLike, dim: number): Tensor {
  const input = asTensor(rule.action, x), { shape, size } = input;
  const fibers = fibersAlong(shape, normalizeDim(rule.action, dim, shape.length));
  const { length, stride, count } = fibers;
  const data = new Float64Array(size);
  for (let k = 0; k < count; k++) rule.value(data, input.data, startOf(fibers, k), stride, length);
  return record(rule.name, [input], data, shape, () => {
    const y = data.slice();
    return (gradient) => {
      const out = new Float64Array(size);
      for (let k = 0; k < count; k++) rule.pullback(out, gradient, y, startOf(fibers, k), stride, length);
      return [out];
    };
  });
}
