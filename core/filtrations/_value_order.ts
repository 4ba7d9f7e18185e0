/**
 * The filtration order.
 *
 * @module
 */

/**
 * Sorts the cells of each dimension by value, then by their place in the enumeration: for each place of the filtration
 * order the cell that has it.
 *
 * `values` and `dimOffsets` are those of an enumeration by dimension; with `negate` large values come first.
 */
export function valueOrder(values: Float64Array, dimOffsets: readonly number[], negate: boolean): Uint32Array {
  const order = Uint32Array.from(values, (_, i) => i);
  const sign = negate ? -1 : 1;
  for (let d = 1; d < dimOffsets.length; d++) {
    order.subarray(dimOffsets[d - 1], dimOffsets[d]).sort((i, j) => sign * (values[i] - values[j]) || i - j);
  }
  return order;
}

/** The inverse of a permutation. */
export function inverse(permutation: Uint32Array): Uint32Array {
  const places = new Uint32Array(permutation.length);
  for (let i = 0; i < permutation.length; i++) places[permutation[i]] = i;
  return places;
}
