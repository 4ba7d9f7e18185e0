/**
 * The tape: steps are recorded as they run, each with its way back.
 *
 * @module
 */
import { checkFunction } from "../tensor/check_function.ts";
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
 * @throws {TypeError} If `f` is not a function, or returns a promise: it would still be running when recording starts
 * again.
 *
 * @example A value without a gradient
 * ```ts
 * import { noGrad, tensor } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * const x = tensor([1, 2], { requiresGrad: true });
 * assertEquals(noGrad(() => x.square().sum()).requiresGrad, false);
 * ```
 */
export function noGrad<R>(f: () => R): R {
  const action = "run without recording";
  checkFunction(action, "f", f);
  const result = runWith(false, f);
  if (result instanceof Promise) {
    throw new TypeError(`Cannot ${action}: a synchronous function was expected, but a promise was returned`);
  }
  return result;
}

/** Runs `f` with recording, inside {@linkcode noGrad} too: for those who need the gradient of what `f` computes. */
export function withRecording<R>(f: () => R): R {
  return runWith(true, f);
}

function runWith<R>(recording: boolean, f: () => R): R {
  const before = enabled;
  enabled = recording;
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
 * copied there, so that later writes to `data` of an input or of the result cannot change a gradient. It is told which
 * inputs a gradient flows to, so that nothing is copied for the others.
 */
export function record(
  name: string,
  inputs: readonly Tensor[],
  data: Float64Array,
  shape: readonly number[],
  way: (needed: readonly boolean[]) => Pullback,
): Tensor {
  const needed = inputs.map((input) => input.requiresGrad);
  if (!enabled || !needed.includes(true)) return new Tensor(data, shape);
  const origin: Origin = {
    name,
    step: ++lastStep,
    inputs,
    needed,
    versions: inputs.map((input) => input.version),
    pullback: way(needed),
  };
  return new Tensor(data, shape, true, origin);
}
