/**
 * Cells that several critical sets want at different values.
 *
 * @module
 */
import type { TargetedSets } from "./_critical_sets.ts";
import type { CellTargets } from "./critical_set.ts";

/** What becomes of a cell that several sets want: the mean of the values, the one farthest from its own, each of them, or what it was moved to itself. */
export type Resolution = "avg" | "max" | "sum" | "fca";

/**
 * One value for each member of the sets, by place; with `"sum"` all of them, set by set.
 *
 * `values` are those that cells have now; `prescribed` says what the cells that are moved themselves are to have, for `"fca"`.
 */
export function resolved(
  sets: TargetedSets,
  resolution: Resolution,
  values: Float64Array,
  prescribed: CellTargets,
): CellTargets {
  const { ends, members, targets } = sets, wanted = new Float64Array(members.length);
  ends.forEach((end, k) => wanted.fill(targets[k], k === 0 ? 0 : ends[k - 1], end));
  if (resolution === "sum") return { indices: members, values: wanted };
  const first = members.reduce((least, place) => Math.min(least, place), Infinity);
  const last = members.reduce((most, place) => Math.max(most, place), -Infinity);
  const span = members.length === 0 ? 0 : last - first + 1;
  const counts = new Uint32Array(span), results = new Float64Array(span);
  for (let k = 0; k < members.length; k++) {
    const at = members[k] - first, own = values[members[k]], value = wanted[k];
    if (resolution !== "max") results[at] += value;
    else if (counts[at] === 0 || Math.abs(value - own) > Math.abs(results[at] - own)) results[at] = value;
    counts[at]++;
  }
  if (resolution !== "max") { for (let at = 0; at < span; at++) results[at] /= counts[at] || 1; }
  if (resolution === "fca") {
    prescribed.indices.forEach((place, k) => {
      const at = place - first;
      if (counts[at] > 0) results[at] = prescribed.values[k];
    });
  }
  const met = Uint32Array.from(counts.keys().filter((at) => counts[at] > 0));
  return { indices: met.map((at) => at + first), values: Float64Array.from(met, (at) => results[at]) };
}
