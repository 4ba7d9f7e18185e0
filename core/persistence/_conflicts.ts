/**
 * Cells that several critical sets want at different values.
 *
 * @module
 */
import { type CellTargets, type CriticalSets, kernels, type Resolution } from "../kernels.ts";

/**
 * One value for each member of the sets, by place; with `"sum"` all of them, set by set.
 *
 * `values` are those that cells have now; `prescribed` says what the cells that are moved themselves are to have, for `"fca"`.
 */
export function resolved(
  sets: CriticalSets,
  resolution: Resolution,
  values: Float64Array,
  prescribed: CellTargets,
): CellTargets {
  return resolution === "sum" ? all(sets) : kernels().resolveConflicts(sets, resolution, values, prescribed);
}

/** Each member with the value of its set. */
function all({ targets, ends, members }: CriticalSets): CellTargets {
  const values = new Float64Array(members.length);
  for (let set = 0, k = 0; set < ends.length; set++) {
    while (k < ends[set]) values[k++] = targets[set];
  }
  return { indices: members, values };
}
