/**
 * Cells that several critical sets want at different values.
 *
 * @module
 */
import type { CellTargets, CriticalSet } from "./critical_set.ts";

/** What becomes of a cell that several sets want: the mean of the values, the one farthest from its own, each of them, or what it was moved to itself. */
export type Resolution = "avg" | "max" | "sum" | "fca";

/**
 * One value for each member of the sets, by place; with `"sum"` all of them, set by set.
 *
 * `values` are those that cells have now; `prescribed` says what the cells that are moved themselves are to have, for `"fca"`.
 */
export function resolved(
  sets: readonly CriticalSet[],
  resolution: Resolution,
  values: Float64Array,
  prescribed: CellTargets,
): CellTargets {
  const total = sets.reduce((sum, { indices }) => sum + indices.length, 0);
  const members = new Uint32Array(total), wanted = new Float64Array(total);
  let end = 0;
  for (const { target, indices } of sets) {
    members.set(indices, end);
    wanted.fill(target, end, end += indices.length);
  }
  if (resolution === "sum") return { indices: members, values: wanted };
  const [first, last] = bounds(members);
  const counts = new Uint32Array(last - first), results = new Float64Array(last - first);
  let met = 0;
  for (let k = 0; k < members.length; k++) {
    const at = members[k] - first, own = values[members[k]], value = wanted[k];
    if (resolution !== "max") results[at] += value;
    else if (counts[at] === 0 || Math.abs(value - own) > Math.abs(results[at] - own)) results[at] = value;
    if (counts[at]++ === 0) met++;
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

/** The least of the places, and one more than the greatest; twice 0 if there are none. */
function bounds(places: Uint32Array): [number, number] {
  let first = Infinity, end = 0;
  for (let k = 0; k < places.length; k++) {
    first = Math.min(first, places[k]);
    end = Math.max(end, places[k] + 1);
  }
  return end === 0 ? [0, 0] : [first, end];
}
