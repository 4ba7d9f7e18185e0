/**
 * The earlier of two filtrations.
 *
 * @module
 */
import { indexSelect } from "../ops/index_select.ts";
import { maximum } from "../ops/maximum.ts";
import { minimum } from "../ops/minimum.ts";
import { checkTwo } from "./_check_two.ts";
import { NOWHERE, placesIn } from "./_places_in.ts";
import type { Cell, DiffFiltration } from "./filtration.ts";
import { RevaluedFiltration } from "./revalued.ts";

/**
 * The filtration of a complex in which each cell enters as soon as it is in `a` or in `b`.
 *
 * A cell has the value `min(a(σ), b(σ))`, or the maximum where `negate` puts large values first: the sublevel complexes are
 * the unions of those of `a` and `b`. Both must have the same cells, known by dimension and vertices, and the same `negate`.
 * Cells are ordered by dimension, then value, then their place in `a`.
 *
 * Of two images this is not the filtration of the smaller image: there an edge between a dark pixel of one and a dark pixel of
 * the other would enter as soon as both have, here only once one image has both.
 *
 * Differentiable: where the values of a cell differ, the gradient goes to the one taken; where they are equal each gets half.
 *
 * Cost: linear in the number of cells, but for sorting them.
 *
 * @throws {TypeError} If an argument is no filtration, or one has a cell that the other has not.
 * @throws {RangeError} If `negate` differs.
 *
 * @example An edge that enters early
 * ```ts
 * import { minFiltration, simplexFiltration } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * const edge = [[0], [1], [0, 1]];
 * const sooner = minFiltration(simplexFiltration(edge, [0, 2, 3]), simplexFiltration(edge, [1, 1, 5]));
 * assertEquals(sooner.values.toArray(), [0, 1, 3]);
 * ```
 */
export function minFiltration(a: DiffFiltration, b: DiffFiltration): RevaluedFiltration {
  const action = "take the minimum of two filtrations";
  checkTwo(action, ["first", "second"], a, b);
  const places = placesIn(a, b);
  const alone = places.indexOf(NOWHERE);
  if (alone >= 0) throw onlyIn(action, "first", a.cell(alone));
  if (a.size < b.size) throw onlyIn(action, "second", b.cell(placesIn(b, a).indexOf(NOWHERE)));
  const earlier = a.negate ? maximum : minimum;
  return new RevaluedFiltration(a, earlier(a.values, indexSelect(b.values, places)));
}

function onlyIn(action: string, which: string, { vertices }: Cell): TypeError {
  return new TypeError(
    `Cannot ${action}: filtrations with the same cells were expected, but only the ${which} has [${
      vertices.join(", ")
    }]`,
  );
}
