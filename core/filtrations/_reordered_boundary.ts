/**
 * Boundaries in another order of the cells.
 *
 * @module
 */
import type { Boundary } from "../kernels.ts";
import { inverse } from "./_value_order.ts";

/** The facets of the cells `order[0]`, `order[1]`, … of a boundary, as places in this order, ascending in each cell. */
export function reorderedBoundary(given: Boundary, order: Uint32Array): Boundary {
  const places = inverse(order);
  const starts = new Uint32Array(order.length + 1), facets = new Uint32Array(given.facets.length);
  for (let i = 0, end = 0; i < order.length; i++) {
    const cell = order[i], begin = end;
    for (let k = given.starts[cell]; k < given.starts[cell + 1]; k++) {
      const place = places[given.facets[k]];
      // A cell has few facets: each moves to where it belongs among those before it.
      let to = end++;
      for (; to > begin && facets[to - 1] > place; to--) facets[to] = facets[to - 1];
      facets[to] = place;
    }
    starts[i + 1] = end;
  }
  return { starts, facets };
}
