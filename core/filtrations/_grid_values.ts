/**
 * Filtration values as numbers of an array, in one step of the tape.
 *
 * @module
 */
import { record } from "../autodiff/recording.ts";
import type { Tensor } from "../tensor/tensor.ts";

/**
 * The numbers at `sources`, in `shape`; a gradient goes back to where each came from.
 *
 * `numbers` are the values of `source` when the filtration was built; they are never written to.
 */
export function gridValues(
  source: Tensor,
  numbers: Float64Array,
  sources: Uint32Array,
  shape: readonly number[],
): Tensor {
  const data = numbersAt(numbers, sources);
  return record("filtration values", [source], data, shape, () => (values) => [{ at: sources, values }]);
}

/** The numbers at `sources`. */
export function numbersAt(numbers: Float64Array, sources: Uint32Array): Float64Array {
  const found = new Float64Array(sources.length);
  for (let k = 0; k < found.length; k++) found[k] = numbers[sources[k]];
  return found;
}
