/**
 * A function together with its gradient.
 *
 * @module
 */
import { asTensor } from "../tensor/create.ts";
import { checkFunction } from "../tensor/check_function.ts";
import { describe } from "../tensor/describe.ts";
import { formatShape } from "../tensor/shape.ts";
import { Tensor, type TensorLike } from "../tensor/tensor.ts";
import { grad } from "./grad.ts";
import { withRecording } from "./recording.ts";

/** What {@linkcode valueAndGrad} gives. */
export interface ValueAndGradients {
  /** The value of the function. */
  readonly value: number;
  /** The gradient at the first argument. */
  readonly gradient: Tensor;
  /** The gradients at all arguments. */
  readonly gradients: readonly Tensor[];
}

/**
 * The function that evaluates `f`, which gives a single number, and its gradients at all arguments in one run.
 *
 * The arguments are copied: their `grad` does not change, and they need no `requiresGrad`. An argument that the value
 * does not depend on has gradient 0. Inside {@linkcode noGrad} it works as outside.
 *
 * @throws {TypeError} If `f` is not a function. When called: if there is no argument, or `f` does not give a tensor with a single number.
 *
 * @example What an optimiser asks for
 * ```ts
 * import { valueAndGrad } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * const { value, gradient } = valueAndGrad((x) => x.square().sum())([1, 2]);
 * assertEquals(value, 5);
 * assertEquals(gradient.toArray(), [2, 4]);
 * ```
 */
export function valueAndGrad(f: (...inputs: Tensor[]) => Tensor): (...inputs: TensorLike[]) => ValueAndGradients {
  const action = "compute a value with its gradient";
  checkFunction(action, "f", f);
  return (...inputs) => {
    if (inputs.length === 0) throw new TypeError(`Cannot ${action}: an argument was expected, but there is none`);
    const copies = inputs.map((input) => {
      const { data, shape } = asTensor(action, input);
      return new Tensor(data.slice(), shape, true);
    });
    const output = withRecording(() => f(...copies));
    if (!(output instanceof Tensor) || output.size !== 1) {
      const found = output instanceof Tensor ? `one of shape ${formatShape(output.shape)}` : describe(output);
      throw new TypeError(`Cannot ${action}: a tensor with a single number was expected of f, but it gives ${found}`);
    }
    const found = output.requiresGrad ? grad(output, copies, { allowUnused: true }) : [];
    const gradients = copies.map(({ size, shape }, i) => found[i] ?? new Tensor(new Float64Array(size), shape));
    return { value: output.item(), gradient: gradients[0], gradients };
  };
}
