/**
 * Alpha filtrations.
 *
 * @module
 */
import type { TensorLike } from "../tensor/tensor.ts";
import { delaunayFiltration } from "./_delaunay.ts";
import type { DelaunayFiltration } from "./delaunay.ts";
import type { LimitOptions } from "./limits.ts";

/**
 * The alpha filtration of a cloud of points of the line, the plane or space.
 *
 * A simplex of the Delaunay complex enters at the squared radius `R²` of the smallest sphere through its vertices that has
 * no point inside: that of its smallest circumsphere if this is empty (the simplex is Gabriel), otherwise the least value of
 * a simplex it is a face of. At value `r²` the complex has the homotopy type of the union of balls of radius `r` around the
 * points. Values are squared radii: an edge that is Gabriel enters at a quarter of its squared length, a vertex at 0.
 *
 * Shapes: points `[n, d]` with `d` from 1 to 3; simplices have dimensions 0 to `d`. All points are vertices; one equal to an
 * earlier point hangs at the first such by an edge of value 0, and has no gradient. Collinear and coplanar points have no cells
 * of full dimension.
 *
 * Differentiable: almost everywhere, where the points are in general position. With the centre `c` of the sphere and its
 * barycentric coordinates `λ`, the gradient of `R²` at vertex `i` of the simplex whose sphere it is (the cell itself, or the
 * coface it enters with, the lexicographically first of several) is `2 λ_i (p_i − c)`. Where a point lies exactly on the
 * smallest sphere of a face, as in right triangles, the value is that of the face, and so is its gradient. Which simplices of
 * cospherical points are there is decided by a perturbation that depends on the points only. Nearly flat simplices have long
 * gradients, flat ones the value and gradient of a face; so may those whose edges or heights differ by a factor of more than
 * 10⁷⁵, where numbers underflow.
 *
 * Cost: cells are enumerated at once. `O(n log n)` time, typically, and memory of about 29 cells per point of space, 6 per
 * point of the plane; up to `O(n²)` for points on curves in space. One thread triangulates, all share the rest.
 *
 * @throws {TypeError} If the input is ragged or not `[n, d]`, or an option is unknown.
 * @throws {RangeError} If there is no point, all of several points are equal, `d` is not 1, 2 or 3, or a coordinate or a
 * squared distance is not finite.
 *
 * @example A triangle with a right angle
 * ```ts
 * import { alphaFiltration } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * const fil = alphaFiltration([[0, 0], [6, 0], [0, 8]]);
 * assertEquals(fil.values.toArray(), [0, 0, 0, 9, 16, 25, 25]);
 * assertEquals(fil.cell(5), { dimension: 1, vertices: [1, 2], value: 25 });
 * ```
 *
 * See [EdelsbrunnerMucke94], [EdelsbrunnerHarer10].
 */
export function alphaFiltration(points: TensorLike, options: LimitOptions = {}): DelaunayFiltration {
  return delaunayFiltration("alpha", "alpha", points, options);
}
