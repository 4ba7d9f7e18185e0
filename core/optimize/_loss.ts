/**
 * Functions to be minimised: one number and its gradient.
 *
 * @module
 */
import { grad } from "../autodiff/grad.ts";
import { withRecording } from "../autodiff/recording.ts";
import { asTensor } from "../tensor/create.ts";
import { describe } from "../tensor/describe.ts";
import { formatShape, sameShape } from "../tensor/shape.ts";
import { Tensor, type TensorLike } from "../tensor/tensor.ts";
import type { Evaluation } from "./_lbfgsb.ts";

/** A value with its gradient, as a function that computes both by itself gives them. */
export interface ValueWithGradient {
  /** The value. */
  readonly value: number;
  /** The gradient, of the shape of the argument. */
  readonly gradient: TensorLike;
}

/** What can be minimised: a function that gives a single number on the tape, or a value with its gradient. */
export type Loss = (x: Tensor) => Tensor | ValueWithGradient;

/** `f` at the values `x` of a tensor of `shape`; `action` opens the errors. The gradient is copied. */
export function evaluateLoss(action: string, f: Loss, x: Float64Array, shape: readonly number[]): Evaluation {
  const at = new Tensor(x.slice(), shape, true), result = withRecording(() => f(at));
  if (result instanceof Tensor) return byTape(action, result, at);
  if (typeof result !== "object" || result === null || !("value" in result && "gradient" in result)) {
    const hint = typeof result === "number" ? ", which has no gradient" : "";
    throw new TypeError(
      `Cannot ${action}: a tensor with a single number or { value, gradient } was expected of f, but it gives ` +
        describe(result) + hint,
    );
  }
  const { value } = result, gradient = asTensor(action, result.gradient);
  if (typeof value !== "number") {
    throw new TypeError(`Cannot ${action}: a number was expected as value, but ${describe(value)} was found`);
  }
  // A flat gradient is as clear as one in the shape of x.
  if (!sameShape(gradient.shape, shape) && !(gradient.ndim === 1 && gradient.size === x.length)) {
    throw new TypeError(
      `Cannot ${action}: a gradient of shape ${formatShape(shape)} was expected, but its shape is ${
        formatShape(gradient.shape)
      }`,
    );
  }
  return { value, gradient: gradient.data.slice() };
}

function byTape(action: string, output: Tensor, at: Tensor): Evaluation {
  if (output.size !== 1) {
    throw new TypeError(
      `Cannot ${action}: a tensor with a single number was expected of f, but it gives one of shape ${
        formatShape(output.shape)
      }`,
    );
  }
  const [found] = output.requiresGrad ? grad(output, [at], { allowUnused: true }) : [null];
  if (found === null) {
    throw new TypeError(
      `Cannot ${action}: a value computed from x by differentiable operations was expected of f, but it has no gradient`,
    );
  }
  return { value: output.item(), gradient: found.data };
}
