/**
 * Running the tape backward.
 *
 * @module
 */
import { asOptions } from "../tensor/as_options.ts";
import { asTensor } from "../tensor/create.ts";
import { describe } from "../tensor/describe.ts";
import type { BackwardOptions } from "../tensor/methods.ts";
import { formatShape, sameShape } from "../tensor/shape.ts";
import { type Origin, Tensor } from "../tensor/tensor.ts";
import { Gradients } from "./_gradients.ts";

/**
 * Adds the gradients of `output` to the `grad` of every tensor it was computed from that was given with `requiresGrad`,
 * or computed and asked by `retainGrad`.
 *
 * The recorded steps are released unless `retainGraph` is set. Gradients are not recorded themselves: there is no second
 * derivative. If it throws, no `grad` has changed.
 *
 * Cost: iterative, one pass over the recorded steps; a chain of any length is fine.
 *
 * @throws {TypeError} If `output` is no tensor, does not require a gradient, or is not a single number and no gradient is given.
 * @throws {Error} If the steps were released by an earlier run, or an input was assigned new values since.
 *
 * @example The gradient of a sum of squares
 * ```ts
 * import { backward, square, sum, tensor } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * const x = tensor([1, 2, 3], { requiresGrad: true });
 * backward(sum(square(x)));
 * assertEquals(x.grad?.toArray(), [2, 4, 6]);
 * ```
 */
export function backward(output: Tensor, options: BackwardOptions<Tensor> = {}): void {
  const action = "run backward";
  checkOutput(action, output);
  const gradients = pullBack(action, output, options, (input) => input.origin === null || input.retainsGrad);
  for (const [input, gradient] of gradients) {
    if (input.grad === null) input.grad = new Tensor(gradient, input.shape);
    else for (let i = 0; i < gradient.length; i++) input.grad.data[i] += gradient[i];
  }
}

/** The gradient of `output` at every tensor it was computed from that `wanted` accepts; `action` opens the errors. */
export function pullBack(
  action: string,
  output: Tensor,
  options: BackwardOptions<Tensor>,
  wanted: (tensor: Tensor) => boolean,
): Map<Tensor, Float64Array> {
  const { gradient, retainGraph = false } = asOptions(action, options, ["gradient", "retainGraph"]);
  const seed = seedOf(action, output, gradient);
  const order = stepsBackward(output);
  for (const { origin } of order) checkFresh(action, origin);
  const gradients = new Gradients();
  gradients.add(output, seed);
  for (const { tensor, origin } of order) {
    const incoming = gradients.read(tensor);
    if (incoming === undefined) continue;
    const parts = origin.pullback!(incoming, origin.needed);
    origin.inputs.forEach((input, i) => {
      const part = parts[i];
      if (origin.needed[i] && part !== null) gradients.add(input, part);
    });
    // No later step reads this gradient: keeping it would hold one array per step until the end.
    if (!wanted(tensor)) gradients.forget(tensor);
  }
  if (!retainGraph) { for (const { origin } of order) origin.pullback = null; }
  return gradients.take(wanted);
}

/** Checks that `output` is a tensor; `action` opens the error. */
export function checkOutput(action: string, output: unknown): void {
  if (!(output instanceof Tensor)) {
    throw new TypeError(`Cannot ${action}: a tensor was expected, but ${describe(output)} was found`);
  }
}

function seedOf(action: string, output: Tensor, gradient: BackwardOptions<Tensor>["gradient"]): Float64Array {
  if (!output.requiresGrad) {
    throw new TypeError(
      `Cannot ${action}: a tensor computed from one with requiresGrad was expected, but none of its inputs requires a gradient`,
    );
  }
  if (gradient === undefined) {
    if (output.size !== 1) {
      throw new TypeError(
        `Cannot ${action}: a single number or the option gradient was expected, but the shape is ${
          formatShape(output.shape)
        }`,
      );
    }
    return Float64Array.of(1);
  }
  const given = asTensor(action, gradient);
  if (!sameShape(given.shape, output.shape)) {
    throw new TypeError(
      `Cannot ${action}: a gradient of shape ${formatShape(output.shape)} was expected, but its shape is ${
        formatShape(given.shape)
      }`,
    );
  }
  return given.data;
}

/** Every step that leads to `output`, the latest first. */
function stepsBackward(output: Tensor): { tensor: Tensor; origin: Origin }[] {
  const found = new Map<Tensor, Origin>();
  const open = [output];
  while (open.length > 0) {
    const tensor = open.pop()!;
    if (tensor.origin === null || found.has(tensor)) continue;
    found.set(tensor, tensor.origin);
    const { inputs, needed } = tensor.origin;
    inputs.forEach((input, i) => needed[i] && open.push(input));
  }
  return [...found].map(([tensor, origin]) => ({ tensor, origin })).sort((a, b) => b.origin.step - a.origin.step);
}

function checkFresh(action: string, origin: Origin): void {
  if (origin.pullback === null) {
    throw new Error(
      `Cannot ${action}: steps that were not yet used were expected, but ${origin.name} was already run backward; ` +
        "set retainGraph: true the first time",
    );
  }
  origin.inputs.forEach((input, i) => {
    if (input.version !== origin.versions[i]) {
      throw new Error(
        `Cannot ${action}: unchanged inputs were expected, but an input of ${origin.name} was assigned new values since`,
      );
    }
  });
}
