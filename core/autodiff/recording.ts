/**
 * The tape: steps are recorded as they run, each with its way back.
 *
 * @module
 */
import { type Origin, type Pullback, Tensor } from "../tensor/tensor.ts";

let enabled = true;
let lastStep = 0;

/** Whether steps are being recorded: not inside {@linkcode noGrad}. */
export function isRecording(): boolean {
  return enabled;
}

/**
 * Runs `f` without recording: nothing computed inside carries gradients.
 *
 * @example
 * ```ts
 * import { noGrad, tensor } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * const x = tensor([1, 2], { requiresGrad: true });
 * assertEquals(noGrad(() => x.square().sum()).requiresGrad, false);
 * ```
 */
export function noGrad<R>(f: () => R): R {
  const before = enabled;
  enabled = false;
  try {
    return f();
  } finally {
    enabled = before;
  }
}

/**
 * The tensor of `data` and `shape`, computed from `inputs` by the operation `name`.
 *
 * `way` makes the pullback and is called only if a gradient may be asked for: what the way back needs of the values is
 * copied there, so that later writes to `data` of an input or of the result cannot change a gradient.
 */
export function record(
  name: string,
  inputs: readonly Tensor[],
  data: Float64Array,
  shape: readonly number[],
  way: () => Pullback,
): Tensor {
  if (!enabled || !inputs.some((input) => input.requiresGrad)) return new Tensor(data, shape);
  const origin: Origin = {
    name,
    step: ++lastStep,
    inputs,
    versions: inputs.map((input) => input.version),
    pullback: way(),
  };
  return new Tensor(data, shape, true, origin);
}
