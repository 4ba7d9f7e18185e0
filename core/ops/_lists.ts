/**
 * Lists of tensors.
 *
 * @module
 */
import { asTensor } from "../tensor/create.ts";
import { describe } from "../tensor/describe.ts";
import type { Tensor, TensorLike } from "../tensor/tensor.ts";

/** The members of a list, of which there is at least one, as tensors; `action` opens the error. */
export function asTensors(action: string, tensors: readonly TensorLike[]): Tensor[] {
  if (!Array.isArray(tensors) || tensors.length === 0) {
    const found = Array.isArray(tensors) ? "it is empty" : `${describe(tensors)} was found`;
    throw new TypeError(`Cannot ${action}: a list of tensors was expected, but ${found}`);
  }
  return tensors.map((x) => asTensor(action, x));
}
