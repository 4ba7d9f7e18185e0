/**
 * Weak alpha filtrations.
 *
 * @module
 */
import type { TensorLike } from "../tensor/tensor.ts";
import { delaunayFiltration } from "./_delaunay.ts";
import type { DelaunayFiltration } from "./delaunay.ts";
import type { LimitOptions } from "./limits.ts";

/**
 * The weak alpha filtration of a cloud of points of the line, the plane or space: the Delaunay complex by longest edges.
 *
 * A simplex of the Delaunay complex enters at `max |x_u − x_v|²` over its edges; a vertex enters at 0. Values are squared
 * lengths, not squared radii: four times what the documentation of Oineus, whose numbers these are, says of them, and four
 * times those of {@linkcode cechDelaunayFiltration} for edges. The filtration is that of {@linkcode vrFiltration} with squared
 * values, restricted to Delaunay simplices; its diagrams are neither those of alpha nor those of Vietoris–Rips filtrations.
 *
 * Shapes: points `[n, d]` with `d` from 1 to 3; simplices have dimensions 0 to `d`. All points are vertices; one equal to an
 * earlier point hangs at the first such by an edge of value 0, and has no gradient. Collinear and coplanar points have no cells
 * of full dimension.
 *
 * Differentiable: almost everywhere, where no two edges of a simplex are equally long. The gradient at the ends of the longest
 * edge is `±2 (x_u − x_v)`: bounded however flat the simplex. Of several longest edges it goes to the lexicographically first.
 *
 * Cost: that of {@linkcode alphaFiltration}, less the spheres.
 *
 * @throws {TypeError} If the input is ragged or not `[n, d]`, or an option is unknown.
 * @throws {RangeError} If there is no point, all of several points are equal, `d` is not 1, 2 or 3, or a coordinate or a
 * squared distance is not finite.
 *
 * @example A triangle
 * ```ts
 * import { weakAlphaFiltration } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * const fil = weakAlphaFiltration([[0, 0], [4, 0], [1, 1]]);
 * assertEquals(fil.values.toArray(), [0, 0, 0, 2, 10, 16, 16]);
 * ```
 *
 * See [NigmetovMorozov24].
 */
export function weakAlphaFiltration(points: TensorLike, options: LimitOptions = {}): DelaunayFiltration {
  return delaunayFiltration("weak alpha", "weakAlpha", points, options);
}
