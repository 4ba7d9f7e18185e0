/**
 * Gradients as values.
 *
 * @module
 */
import { asOptions } from "../tensor/as_options.ts";
import { describe } from "../tensor/describe.ts";
import type { LikeTensor } from "../tensor/methods.ts";
import { Tensor } from "../tensor/tensor.ts";
import { checkOutput, pullBack } from "./backward.ts";

/** Options of {@linkcode grad}. */
export interface GradOptions {
  /** The gradient of the final loss with respect to the output; needed unless the output is a single number. */
  gradient?: LikeTensor<Tensor>;
  /** Keep the recorded steps so that they can run backward again; default `false`. */
  retainGraph?: boolean;
  /** Give `null` for an input that the output does not depend on, instead of throwing; default `false`. */
  allowUnused?: boolean;
  /** Not supported: gradients are not recorded themselves, so `true` throws. */
  createGraph?: false;
}

const OPTIONS = ["gradient", "retainGraph", "allowUnused", "createGraph"] as const;

/**
 * The gradients of `output` at `inputs`, one tensor each; `grad` of no tensor changes.
 *
 * @throws {TypeError} If an input requires no gradient or `output` does not depend on it, or `createGraph` is set.
 * @throws {Error} If the steps were released by an earlier run, or an input was assigned new values since.
 *
 * @example A partial derivative
 * ```ts
 * import { grad, mul, tensor } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * const x = tensor(2, { requiresGrad: true }), y = tensor(5, { requiresGrad: true });
 * const [dx, dy] = grad(mul(x, y), [x, y]);
 * assertEquals([dx.item(), dy.item(), x.grad], [5, 2, null]);
 * ```
 */
export function grad(
  output: Tensor,
  inputs: Tensor | readonly Tensor[],
  options: GradOptions & { allowUnused: true },
): (Tensor | null)[];
/** The gradients of `output` at `inputs`, all of which it depends on. */
export function grad(output: Tensor, inputs: Tensor | readonly Tensor[], options?: GradOptions): Tensor[];
export function grad(
  output: Tensor,
  inputs: Tensor | readonly Tensor[],
  options: GradOptions = {},
): (Tensor | null)[] {
  const action = "compute gradients";
  const { gradient, retainGraph, allowUnused = false, createGraph = false } = asOptions(action, options, OPTIONS);
  checkOutput(action, output);
  const list = inputs instanceof Tensor ? [inputs] : inputs;
  if (!Array.isArray(list)) {
    throw new TypeError(
      `Cannot ${action}: a tensor or a list of tensors was expected as inputs, but ${describe(list)} was found`,
    );
  }
  if (createGraph) {
    throw new TypeError(
      `Cannot ${action}: createGraph: false was expected, because gradients are not recorded and have no second derivative, ` +
        "but it is true",
    );
  }
  list.forEach((input, i) => {
    if (!(input instanceof Tensor && input.requiresGrad)) {
      throw new TypeError(
        `Cannot ${action}: tensors with requiresGrad were expected as inputs, but input ${i} requires no gradient`,
      );
    }
  });
  const reached = reachable(output);
  const unused = list.findIndex((input) => !reached.has(input));
  if (unused >= 0 && !allowUnused) {
    throw new TypeError(
      `Cannot ${action}: an output that depends on every input was expected, but it does not depend on input ${unused}; ` +
        "set allowUnused: true to get null there",
    );
  }
  const wanted = new Set(list);
  const gradients = pullBack(action, output, { gradient, retainGraph }, (tensor) => wanted.has(tensor));
  return list.map((input) => {
    if (!reached.has(input)) return null;
    // Where no step passed anything on, as `sign` does not, the derivative is 0.
    return new Tensor(gradients.get(input)?.slice() ?? new Float64Array(input.size), input.shape);
  });
}

/** `output` and every tensor it was computed from that a gradient flows to. */
function reachable(output: Tensor): Set<Tensor> {
  const reached = new Set<Tensor>([output]);
  for (const { origin } of reached) {
    origin?.inputs.forEach((input, i) => origin.needed[i] && reached.add(input));
  }
  return reached;
}
