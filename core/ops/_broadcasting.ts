/**
 * The rule of operations that treat pairs of entries alone, after NumPy's broadcasting.
 *
 * @module
 */
import { record } from "../autodiff/recording.ts";
import { asTensor } from "../tensor/create.ts";
import { broadcastShapes, broadcastStrides, sizeOf } from "../tensor/shape.ts";
import { addStrided, readStrided } from "../tensor/strided.ts";
import type { Tensor, TensorLike } from "../tensor/tensor.ts";
import { scaled, selected } from "./_elementwise.ts";
import { sumOf } from "./_sum.ts";

/**
 * Fills `out[i]` from `x[i · dx]` and `y[i · dy]`, where a step is 1, or 0 for a single number.
 *
 * A loop and not a function of two numbers, because arithmetic is too cheap to pay a call per entry.
 */
export type Loop = (out: Float64Array, x: Float64Array, dx: number, y: Float64Array, dy: number) => void;

/** A function of two numbers with its derivatives. */
export interface BroadcastRule {
  /** Name of the operation. */
  readonly name: string;
  /** What it does, for errors. */
  readonly action: string;
  /** The values. */
  readonly value: Loop;
  /** The derivatives by the first and by the second operand: a number if the same everywhere, an operand, or a loop. */
  readonly slopes: readonly [Slope, Slope];
  /** Whether nothing flows where a derivative is 0, not even an infinite gradient; default `false`. */
  readonly masked?: boolean;
}

type Slope = number | "x" | "y" | Loop;

/** `value` of `a` and `b` entry by entry, in their common shape. */
export function broadcasting(rule: BroadcastRule, a: TensorLike, b: TensorLike): Tensor {
  const inputs = [asTensor(rule.action, a), asTensor(rule.action, b)];
  const shape = broadcastShapes(rule.action, inputs[0].shape, inputs[1].shape);
  const [x, y] = inputs.map((input) => operand(input, shape));
  const data = new Float64Array(sizeOf(shape));
  rule.value(data, x.values, x.step, y.values, y.step);
  return record(rule.name, inputs, data, shape, (needed) => {
    const slopes = rule.slopes.map((slope, k) => needed[k] ? slopesOf(slope, x, y, data.length) : 0);
    const multiply = rule.masked ? selected : scaled;
    return (gradient, needed) =>
      slopes.map((slope, k) => {
        if (!needed[k]) return null;
        const part = typeof slope === "number" ? times(gradient, slope) : multiply(gradient, slope);
        return summedTo(part, shape, inputs[k].shape);
      });
  });
}

/** A loop over a function of two numbers. */
export function perEntry(f: (x: number, y: number) => number): Loop {
  return (out, x, dx, y, dy) => {
    for (let i = 0, j = 0, k = 0; i < out.length; i++, j += dx, k += dy) out[i] = f(x[j], y[k]);
  };
}

/** `input` read in the larger `shape`: its own values where they serve as they are, else repeated. */
export function operand(
  input: Pick<Tensor, "data" | "shape" | "size">,
  shape: readonly number[],
): { values: Float64Array; step: 0 | 1 } {
  if (input.size === sizeOf(shape)) return { values: input.data, step: 1 };
  if (input.size === 1) return { values: input.data, step: 0 };
  const view = { shape, strides: broadcastStrides(input.shape, shape), start: 0 };
  return { values: readStrided(input.data, view), step: 1 };
}

/** The way back from broadcasting: `gradient` of shape `from`, summed over what was repeated, in shape `to`. */
export function summedTo(gradient: Float64Array, from: readonly number[], to: readonly number[]): Float64Array {
  const size = sizeOf(to);
  if (size === gradient.length) return gradient;
  if (size === 1) return Float64Array.of(sumOf(gradient, 0, 1, gradient.length));
  const out = new Float64Array(size);
  addStrided(out, gradient, { shape: from, strides: broadcastStrides(to, from), start: 0 });
  return out;
}

type Operand = ReturnType<typeof operand>;

function slopesOf(slope: Slope, x: Operand, y: Operand, size: number): number | Float64Array {
  if (typeof slope === "number") return slope;
  if (typeof slope === "function") {
    const out = new Float64Array(size);
    slope(out, x.values, x.step, y.values, y.step);
    return out;
  }
  const { values, step } = slope === "x" ? x : y;
  return step === 0 ? values[0] : values.slice();
}

function times(gradient: Float64Array, factor: number): Float64Array {
  if (factor === 1) return gradient;
  const out = new Float64Array(gradient.length);
  for (let i = 0; i < out.length; i++) out[i] = gradient[i] * factor;
  return out;
}
