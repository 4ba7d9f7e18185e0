/**
 * The filtration order.
 *
 * Cells are sorted by merging runs that are in order already. Started from the order of the step before, a step of a descent
 * has few of them, and costs little more than looking.
 *
 * @module
 */

/**
 * Sorts the cells of each dimension by value, then by their place in the enumeration: for each place of the filtration
 * order the cell that has it.
 *
 * `values` and `dimOffsets` are those of an enumeration by dimension; with `negate` large values come first. `start` is any
 * order by dimension; the nearer to the result, the sooner it is found.
 */
export function valueOrder(
  values: Float64Array,
  dimOffsets: readonly number[],
  negate: boolean,
  start: Uint32Array = Uint32Array.from(values, (_, i) => i),
): Uint32Array {
  const order = start.slice(), keys = negate ? values.map((value) => -value) : values;
  for (let d = 1; d < dimOffsets.length; d++) mergeRuns(order.subarray(dimOffsets[d - 1], dimOffsets[d]), keys);
  return order;
}

/** The inverse of a permutation. */
export function inverse(permutation: Uint32Array): Uint32Array {
  const places = new Uint32Array(permutation.length);
  for (let i = 0; i < permutation.length; i++) places[permutation[i]] = i;
  return places;
}

/** Sorts `cells` by key, then by number. */
function mergeRuns(cells: Uint32Array, keys: Float64Array): void {
  let ends = runEnds(cells, keys), from = cells, to = ends.length > 1 ? new Uint32Array(cells.length) : cells;
  while (ends.length > 1) {
    const merged: number[] = [];
    for (let run = 0, start = 0; run < ends.length; run += 2) {
      const middle = ends[run], end = ends[run + 1] ?? middle;
      merge(from, to, keys, start, middle, end);
      merged.push(start = end);
    }
    [ends, from, to] = [merged, to, from];
  }
  if (from !== cells) cells.set(from);
}

/** Where the ascending runs of `cells` end. */
function runEnds(cells: Uint32Array, keys: Float64Array): number[] {
  const ends: number[] = [];
  for (let k = 1; k < cells.length; k++) {
    if (comesBefore(cells[k], cells[k - 1], keys)) ends.push(k);
  }
  ends.push(cells.length);
  return ends;
}

/** Writes the runs of `from` before and after `middle` as one run to `to`. */
function merge(
  from: Uint32Array,
  to: Uint32Array,
  keys: Float64Array,
  start: number,
  middle: number,
  end: number,
): void {
  let left = start, right = middle;
  for (let k = start; k < end; k++) {
    const isLeft = right === end || left < middle && !comesBefore(from[right], from[left], keys);
    to[k] = from[isLeft ? left++ : right++];
  }
}

function comesBefore(a: number, b: number, keys: Float64Array): boolean {
  return keys[a] < keys[b] || keys[a] === keys[b] && a < b;
}
