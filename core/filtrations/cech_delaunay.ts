/**
 * Čech–Delaunay filtrations.
 *
 * @module
 */
import type { TensorLike } from "../tensor/tensor.ts";
import { delaunayFiltration } from "./_delaunay.ts";
import type { DelaunayFiltration } from "./delaunay.ts";
import type { LimitOptions } from "./limits.ts";

/**
 * The Čech–Delaunay filtration of a cloud of points of the line, the plane or space.
 *
 * A simplex of the Delaunay complex enters at the squared radius of the smallest ball that holds its vertices: the smallest
 * circumsphere of one of its faces, its support. Values are squared radii: an edge enters at a quarter of its squared length,
 * a vertex at 0. They are at most those of {@linkcode alphaFiltration}, and the diagrams are the same, since the complexes at
 * each value have the same homotopy type; the cells behind a point may differ.
 *
 * Shapes: points `[n, d]` with `d` from 1 to 3; simplices have dimensions 0 to `d`. All points are vertices; one equal to an
 * earlier point hangs at the first such by an edge of value 0, and has no gradient. Collinear and coplanar points have no cells
 * of full dimension.
 *
 * Differentiable: almost everywhere, where the points are in general position. The value moves with the vertices of the
 * support only; with the centre `c` of the ball and its barycentric coordinates `λ`, the gradient at vertex `i` is
 * `2 λ_i (p_i − c)`, of length at most twice the radius. Where the support is not unique, as in right triangles, it is the first by
 * dimension, then vertices.
 *
 * Cost: that of {@linkcode alphaFiltration}.
 *
 * @throws {TypeError} If the input is ragged or not `[n, d]`, or an option is unknown.
 * @throws {RangeError} If there is no point, all of several points are equal, `d` is not 1, 2 or 3, or a coordinate or a
 * squared distance is not finite.
 *
 * @example A triangle with an obtuse angle: its smallest ball has the longest edge as diameter
 * ```ts
 * import { cechDelaunayFiltration } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * const fil = cechDelaunayFiltration([[0, 0], [4, 0], [1, 1]]);
 * assertEquals(fil.values.toArray(), [0, 0, 0, 0.5, 2.5, 4, 4]);
 * ```
 *
 * See [BauerEdelsbrunner17].
 */
export function cechDelaunayFiltration(points: TensorLike, options: LimitOptions = {}): DelaunayFiltration {
  return delaunayFiltration("Čech–Delaunay", "cechDelaunay", points, options);
}
