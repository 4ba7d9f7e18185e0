/**
 * The rule of operations that make one number of many.
 *
 * @module
 */
import { record } from "../autodiff/recording.ts";
import { asOptions } from "../tensor/as_options.ts";
import { asTensor } from "../tensor/create.ts";
import type { ReductionOptions } from "../tensor/methods.ts";
import { formatShape } from "../tensor/shape.ts";
import { Tensor, type TensorLike } from "../tensor/tensor.ts";
import { scaled, selected } from "./_elementwise.ts";
import { type Fibers, fibersAlong, normalizeDims, startOf } from "./_fibers.ts";
import { permute } from "./permute.ts";
import { reshape } from "./reshape.ts";

/** Writes the derivatives of `value` by the entries `start + i · stride` of `x` there in `out`, which starts as 0. */
export type FiberSlopes = (
  out: Float64Array,
  x: Float64Array,
  start: number,
  stride: number,
  length: number,
  value: number,
) => void;

/** A function of `length` numbers with its derivatives. */
export interface ReductionRule {
  /** Name of the operation. */
  readonly name: string;
  /** What it does, for errors. */
  readonly action: string;
  /** The value for the entries `start + i · stride` of `x`. */
  value(x: Float64Array, start: number, stride: number, length: number): number;
  /** The derivatives, or one that all entries share given their number; absent where there are none, as for positions. */
  readonly slopes?: FiberSlopes | { readonly shared: (length: number) => number };
  /** Whether nothing flows where a derivative is 0, not even an infinite gradient; default `false`. */
  readonly masked?: boolean;
  /** Whether there is no value for 0 entries; default `false`. */
  readonly needsEntries?: boolean;
}

/** `rule` over all entries, or over the axes `dim`. */
export function reduction(
  rule: ReductionRule,
  x: TensorLike,
  dim: number | readonly number[] | undefined,
  options: ReductionOptions = {},
): Tensor {
  const { keepDim = false } = asOptions(rule.action, options, ["keepDim"]);
  const input = asTensor(rule.action, x), { shape } = input;
  const dims = normalizeDims(rule.action, dim, shape.length);
  const first = dims[0] ?? 0, last = dims.at(-1) ?? -1;
  const reduced = keepDim
    ? shape.map((length, k) => dims.includes(k) ? 1 : length)
    : shape.filter((_, k) => !dims.includes(k));
  if (last - first >= dims.length) {
    // Other axes lie between those reduced: only neighbouring axes form fibers.
    const others = shape.map((_, k) => k).filter((k) => !dims.includes(k));
    const moved = reduction(rule, permute(input, [...others, ...dims]), dims.map((_, k) => others.length + k));
    return keepDim ? reshape(moved, reduced) : moved;
  }
  const fibers = fibersAlong(shape, first, last);
  if (rule.needsEntries && fibers.length === 0) {
    throw new RangeError(
      `Cannot ${rule.action}: at least one entry was expected, but there is none in shape ${formatShape(shape)}` +
        (dim === undefined ? "" : ` along dim ${dim}`),
    );
  }
  const data = new Float64Array(fibers.count);
  for (let k = 0; k < data.length; k++) {
    data[k] = rule.value(input.data, startOf(fibers, k), fibers.stride, fibers.length);
  }
  const { slopes } = rule;
  if (slopes === undefined) return new Tensor(data, reduced);
  return record(rule.name, [input], data, reduced, () => {
    if (typeof slopes === "object") {
      const slope = slopes.shared(fibers.length);
      return (gradient) => [spread(gradient, fibers, slope)];
    }
    const out = new Float64Array(input.size);
    for (let k = 0; k < data.length; k++) {
      slopes(out, input.data, startOf(fibers, k), fibers.stride, fibers.length, data[k]);
    }
    const multiply = rule.masked ? selected : scaled;
    return (gradient) => [multiply(spread(gradient, fibers, 1), out)];
  });
}

/** One value per fiber, times `factor`, repeated along it. */
function spread(values: Float64Array, fibers: Fibers, factor: number): Float64Array {
  const { length, stride, count } = fibers;
  const out = new Float64Array(count * length);
  for (let k = 0; k < count; k++) {
    const start = startOf(fibers, k), value = factor * values[k];
    for (let i = 0, at = start; i < length; i++, at += stride) out[at] = value;
  }
  return out;
}
