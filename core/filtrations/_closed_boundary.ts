/**
 * Boundaries of complexes that are closed by construction.
 *
 * @module
 */
import { type Boundary, kernels } from "../kernels.ts";

/** The facets of all simplices, all of which are there; arguments as in the port. */
export function closedBoundary(vertices: readonly Uint32Array[]): Boundary {
  return kernels().simplexBoundary(vertices) as Boundary;
}
