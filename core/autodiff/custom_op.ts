/**
 * Operations with a derivative written by hand.
 *
 * @module
 */
import { asTensor } from "../tensor/create.ts";
import { asOptions } from "../tensor/as_options.ts";
import { checkFunction } from "../tensor/check_function.ts";
import { describe } from "../tensor/describe.ts";
import { formatShape, sameShape } from "../tensor/shape.ts";
import { Tensor, type TensorLike } from "../tensor/tensor.ts";
import { noGrad, record } from "./recording.ts";

/** The two directions of a custom operation. */
export interface CustomOp {
  /** What the operation is called in error messages; default `"custom operation"`. */
  name?: string;
  /** The value; runs without recording. */
  forward(...inputs: Tensor[]): TensorLike;
  /**
   * The gradients at the inputs, `null` for none, given the gradient at the output; runs without recording.
   *
   * `inputs` and `output` are as they were when the operation ran.
   */
  backward(gradient: Tensor, inputs: readonly Tensor[], output: Tensor): readonly (TensorLike | null)[];
}

/**
 * The operation that computes `forward` and whose gradient is `backward`.
 *
 * Differentiable: as `backward` says; {@linkcode gradcheck} tells whether it is right.
 * Cost: one copy of the inputs and of the output, made only if a gradient flows.
 *
 * @throws {TypeError} If `forward` or `backward` is not a function. While running backward: if `backward` does not give
 * one gradient, of the right shape, per input.
 *
 * @example A cube
 * ```ts
 * import { customOp, tensor } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * const cube = customOp({
 *   name: "cube",
 *   forward: (x) => x.pow(3),
 *   backward: (gradient, [x]) => [gradient.mul(x.square().mul(3))],
 * });
 * const x = tensor([1, 2], { requiresGrad: true });
 * cube(x).sum().backward();
 * assertEquals(x.grad?.toArray(), [3, 12]);
 * ```
 */
export function customOp(
  op: CustomOp,
): (...inputs: TensorLike[]) => Tensor {
  const action = "make a custom operation";
  const { name = "custom operation", forward, backward } = asOptions(action, op, ["name", "forward", "backward"]);
  checkFunction(action, "forward", forward);
  checkFunction(action, "backward", backward);
  return (...given) => {
    const inputs = given.map((input) => asTensor(`run ${name}`, input));
    const value = asTensor(`run ${name}`, noGrad(() => forward(...inputs)));
    const { shape } = value;
    const data = value.data.slice(); // forward may give back an input, or an array of the caller
    return record(name, inputs, data, shape, () => {
      const before = inputs.map((input) => new Tensor(input.data.slice(), input.shape));
      const after = new Tensor(data.slice(), shape);
      return (gradient) => {
        const parts = noGrad(() => backward(new Tensor(gradient.slice(), shape), before, after));
        return checkedParts(name, parts, before);
      };
    });
  };
}

function checkedParts(
  name: string,
  parts: readonly (TensorLike | null)[],
  inputs: readonly Tensor[],
): (Float64Array | null)[] {
  const action = `run ${name} backward`;
  if (!Array.isArray(parts) || parts.length !== inputs.length) {
    const found = Array.isArray(parts) ? `${parts.length} were given` : `${describe(parts)} was given`;
    throw new TypeError(`Cannot ${action}: a list of ${inputs.length} gradients was expected, but ${found}`);
  }
  return parts.map((part, i) => {
    if (part === null) return null;
    const { data, shape } = asTensor(action, part);
    if (!sameShape(shape, inputs[i].shape)) {
      throw new TypeError(
        `Cannot ${action}: a gradient of shape ${formatShape(inputs[i].shape)} was expected for input ${i}, ` +
          `but its shape is ${formatShape(shape)}`,
      );
    }
    return data.slice(); // backward may give the same array every time
  });
}
