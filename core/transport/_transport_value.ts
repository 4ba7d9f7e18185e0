/**
 * The value of a transport problem as a step of the tape.
 *
 * @module
 */
import { record } from "../autodiff/recording.ts";
import type { Gradient, Tensor } from "../tensor/tensor.ts";

/** What a value depends on, and its gradient there; nothing, if it was not given. */
export interface Dependence {
  /** The tensor that was given. */
  readonly on: Tensor | undefined;
  /** The gradient at it, computed when it is needed. */
  readonly gradient: () => Float64Array;
  /** What the gradient is multiplied with; default 1. */
  readonly factor?: number;
}

/** A single number with its gradients. */
export function recordValue(name: string, value: number, dependences: readonly Dependence[]): Tensor {
  const given = dependences.filter(({ on }) => on !== undefined);
  const way = () => ([upstream]: Float64Array, needed: readonly boolean[]): (Gradient | null)[] =>
    given.map(({ gradient, factor = 1 }, k) => {
      const scale = factor * upstream;
      return needed[k] ? gradient().map((slope) => scale * slope) : null;
    });
  return record(name, given.map(({ on }) => on!), Float64Array.of(value), [], way);
}
