/**
 * From a filtration to its persistence diagrams.
 *
 * @module
 */
import type { DiffFiltration } from "../filtrations/filtration.ts";
import { kernels, type PairsEngine } from "../kernels.ts";
import { diagramRequest } from "./_diagram_request.ts";
import type { Diagrams } from "./diagrams.ts";
import type { PersistenceOptions } from "./persistence_options.ts";

/**
 * The persistence diagrams of a filtration, as tensors through which gradients flow.
 *
 * A row `(b, d)` of `diagrams[k]` is a class of degree-`k` homology with coefficients in Z/2 that lives in the sublevel
 * complexes from `b` to `d`, in the superlevel ones if the filtration is negated; then `b > d`. Classes of zero persistence
 * and classes that never die are left out.
 *
 * Differentiable: where the order of the filtration values is locally constant; birth and death then are the values of two
 * fixed cells, and gradients flow to these. At ties it is the gradient of one of the orders possible, the documented one.
 * With `gradientMethod: "crit-sets"` the gradient is no derivative, but the way to go for all the cells that must move so
 * that births and deaths move along theirs: the value of each cell minus that wanted of it.
 *
 * Cost: for Vietoris–Rips filtrations of `n` points a spanning tree in dimension 0, about `O(n log n)` for points of up
 * to six coordinates and `O(n²)` otherwise; in dimension 1 from the lunes of the edges, typically a few words of bits for
 * each edge up to about the last death, about 14 bytes for each edge and `n² / 8` for each thread, or linear in the number
 * of short edges where few suffice; above, implicit cohomology of the edges whose lune is no cone, worst case cubic in the number of their cells, typically
 * near linear in the number of edges. No cells are kept. Nor are they for grids, whose pairs come from a discrete
 * gradient, typically in near linear time; images need no matrix. Filtrations that list their cells join components in
 * dimension 0 and, where each facet of the highest cells is one of at most two, in the highest dimension, nearly
 * linear; what is between is reduced with clearing, worst case cubic in the number of cells. To run backward through critical sets,
 * cells are listed, of Vietoris–Rips filtrations up to the last value that a move needs, and of these the boundary is reduced
 * for deaths, and the coboundary for births.
 *
 * @throws {TypeError} If `filtration` is none, `dims` is no list, or an option is unknown.
 * @throws {RangeError} If `includeInfPoints` is true, a dimension is not one of the filtration, or an option is out of range.
 *
 * @example The hole of a square
 * ```ts
 * import { persistenceDiagram, vrFiltration } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * const square = vrFiltration([[0, 0], [1, 0], [1, 1], [0, 1]], { maxDim: 2, eps: 0 });
 * const diagrams = persistenceDiagram(square);
 * assertEquals(diagrams[1].toArray(), [[1, Math.SQRT2]]);
 * assertEquals(diagrams.simplices(1)[0].death, [0, 1, 2]);
 * ```
 *
 * @example A death that is to be later takes a cell along
 * ```ts
 * import { persistenceDiagram, simplexFiltration, tensor } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * const values = tensor([0, 1, 2, 4, 6], { requiresGrad: true });
 * const filtration = simplexFiltration([[0], [1], [2], [0, 2], [1, 2]], values);
 * const points = persistenceDiagram(filtration, { gradientMethod: "crit-sets" })[0];
 * assertEquals(points.toArray(), [[1, 6], [2, 4]]);
 *
 * points.index([1, 1]).mul(-5).backward(); // from 4 to 9, where the edge at 6 must be too
 * assertEquals(values.grad?.toArray(), [0, 0, 0, -5, -3]);
 * ```
 *
 * See [EdelsbrunnerHarer10], [Bauer21], [Koyama23], [NigmetovMorozov24].
 */
export function persistenceDiagram<Engine extends PairsEngine>(
  filtration: DiffFiltration<Engine>,
  options: PersistenceOptions = {},
): Diagrams {
  const { task, limits, read } = diagramRequest("compute the persistence diagram", filtration, options);
  return read(task === undefined ? [] : kernels().pairs(filtration.engine, [task], limits)[0]);
}
