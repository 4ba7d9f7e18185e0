/**
 * The rule of operations whose result is a rearrangement of entries.
 *
 * @module
 */
import { record } from "../autodiff/recording.ts";
import { readStrided } from "../tensor/strided.ts";
import type { StridedView, Tensor } from "../tensor/tensor.ts";

/** The entries of `view`, copied in row-major order; adding up along it is the way back. */
export function rearranged(name: string, input: Tensor, view: StridedView): Tensor {
  return record(name, [input], readStrided(input.data, view), view.shape, () => (values) => [{ at: view, values }]);
}
