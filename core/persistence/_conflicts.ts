/**
 * Cells that several critical sets want at different values.
 *
 * @module
 */
import type { CriticalSets } from "./_critical_sets.ts";
import type { CellTargets } from "./critical_set.ts";

/** What becomes of a cell that several sets want: the mean of the values, the one farthest from its own, each of them, or what it was moved to itself. */
export type Resolution = "avg" | "max" | "sum" | "fca";

/**
 * One value for each member of the sets, by place; with `"sum"` all of them, set by set.
 *
 * `values` are those that cells have now; `prescribed` says what the cells that are moved themselves are to have, for `"fca"`.
 */
export function resolved(
  sets: readonly CriticalSets[],
  resolution: Resolution,
  values: Float64Array,
  prescribed: CellTargets,
): CellTargets {
  if (resolution === "sum") return all(sets);
  const [first, last] = bounds(sets);
  const counts = new Uint32Array(last - first), results = new Float64Array(last - first);
  let met = 0;
  for (const { targets, ends, members } of sets) {
    for (let set = 0, k = 0; set < ends.length; set++) {
      const target = targets[set];
      for (; k < ends[set]; k++) {
        const at = members[k] - first, own = values[members[k]];
        if (resolution !== "max") results[at] += target;
        else if (counts[at] === 0 || Math.abs(target - own) > Math.abs(results[at] - own)) results[at] = target;
        if (counts[at]++ === 0) met++;
      }
    }
  }
  if (resolution === "fca") {
    prescribed.indices.forEach((place, k) => {
      const at = place - first;
      if (!(counts[at] > 0)) return;
      results[at] = prescribed.values[k];
      counts[at] = 1;
    });
  }
  const indices = new Uint32Array(met), resolved = new Float64Array(met);
  for (let at = 0, k = 0; at < counts.length; at++) {
    if (counts[at] === 0) continue;
    indices[k] = first + at;
    resolved[k++] = resolution === "max" ? results[at] : results[at] / counts[at];
  }
  return { indices, values: resolved };
}

/** Each member with the value of its set. */
function all(sets: readonly CriticalSets[]): CellTargets {
  const total = sets.reduce((sum, { members }) => sum + members.length, 0);
  const indices = new Uint32Array(total), values = new Float64Array(total);
  let first = 0;
  for (const { targets, ends, members } of sets) {
    indices.set(members, first);
    ends.forEach((end, set) => values.fill(targets[set], first + (set === 0 ? 0 : ends[set - 1]), first + end));
    first += members.length;
  }
  return { indices, values };
}

/** The least place of a member, and one more than the greatest; twice 0 if there are none. */
function bounds(sets: readonly CriticalSets[]): [number, number] {
  let first = Infinity, end = 0;
  for (const { members } of sets) {
    for (let k = 0; k < members.length; k++) {
      if (members[k] < first) first = members[k];
      if (members[k] >= end) end = members[k] + 1;
    }
  }
  return end === 0 ? [0, 0] : [first, end];
}
