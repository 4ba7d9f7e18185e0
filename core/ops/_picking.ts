/**
 * The rule of operations whose result is a choice of entries.
 *
 * @module
 */
import { record } from "../autodiff/recording.ts";
import { describe } from "../tensor/describe.ts";
import { Tensor } from "../tensor/tensor.ts";
import type { Indices } from "../tensor/methods.ts";

/** The entries of `input` at flat `positions`, in `shape`; a gradient goes back to where each entry came from. */
export function picked(name: string, input: Tensor, positions: Uint32Array, shape: readonly number[]): Tensor {
  const data = new Float64Array(positions.length);
  for (let i = 0; i < data.length; i++) data[i] = input.data[positions[i]];
  return record(name, [input], data, shape, () => (values) => [{ at: positions, values }]);
}

/** `indices` as a list of integers from 0 to `length − 1`; `action` opens the error. */
export function checkedIndices(action: string, indices: Indices<Tensor>, length: number): Uint32Array {
  const values = indices instanceof Tensor ? indices.data : indices;
  if (!Array.isArray(values) && !ArrayBuffer.isView(values)) {
    throw new TypeError(`Cannot ${action}: a list of indices was expected, but ${describe(values)} was found`);
  }
  const checked = new Uint32Array(values.length);
  for (let i = 0; i < checked.length; i++) {
    const index: number = values[i];
    if (!(Number.isInteger(index) && index >= 0 && index < length)) {
      const expected = length === 0
        ? "no index was expected for an axis of length 0"
        : `indices must be integers from 0 to ${length - 1}`;
      throw new RangeError(`Cannot ${action}: ${expected}, but the one at position ${i} is ${index}`);
    }
    checked[i] = index;
  }
  return checked;
}
