/**
 * Filtrations of complexes given as lists of simplices.
 *
 * @module
 */
import type { Boundary } from "../kernels.ts";
import { indexSelect } from "../ops/index_select.ts";
import { asOptions } from "../tensor/as_options.ts";
import { checkFlag } from "../tensor/check_flag.ts";
import { asTensor } from "../tensor/create.ts";
import { formatShape } from "../tensor/shape.ts";
import type { Tensor, TensorLike } from "../tensor/tensor.ts";
import { shown, simplexList } from "./_simplex_list.ts";
import { checkLimits, LIMIT_OPTIONS, type LimitOptions } from "./limits.ts";
import { SimplicialFiltration } from "./simplicial.ts";

/** Options of {@linkcode simplexFiltration}. */
export interface SimplexOptions extends LimitOptions {
  /** Whether large values come first; default `false`. */
  negate?: boolean;
}

/**
 * The filtration of a simplicial complex given simplex by simplex.
 *
 * A simplex is the list of its vertices, integers from 0 to 4294967294, in any order; simplices may come in any order too.
 * The list must hold every face of each of its simplices, and no face may come after a coface: values do not decrease from
 * a face to a coface, or do not increase where `negate` puts large values first. Cells are ordered by dimension, then value,
 * then their sorted vertices, lexicographically.
 *
 * Shapes: values `[m]`, one for each of the `m` simplices, in the order of the list.
 *
 * Differentiable: everywhere; the gradient at the value of a cell goes to the entry of `values` that it is.
 *
 * Cost: linear in the number of cells, but for sorting them. With the same list again, as in a descent, it is only compared,
 * and sorting starts from the last order.
 *
 * @throws {TypeError} If `simplices` is no list of lists of numbers, or `values` is not `[m]`.
 * @throws {RangeError} If there is no simplex, one is empty or there twice, a vertex is out of range or there twice, a face is
 * missing, or a value is not finite or breaks the order.
 *
 * @example A triangle, its hole and its filling
 * ```ts
 * import { persistenceDiagram, simplexFiltration } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * const simplices = [[0], [1], [2], [0, 1], [0, 2], [1, 2], [0, 1, 2]];
 * const triangle = simplexFiltration(simplices, [0.2, 0.1, 0.3, 0.9, 0.5, 0.8, 1]);
 * assertEquals(triangle.cell(3), { dimension: 1, vertices: [0, 2], value: 0.5 });
 * assertEquals(persistenceDiagram(triangle)[1].toArray(), [[0.9, 1]]);
 * ```
 */
export function simplexFiltration(
  simplices: readonly (readonly number[])[],
  values: TensorLike,
  options: SimplexOptions = {},
): SimplicialFiltration {
  const action = "build the filtration of simplices";
  const { negate = false, ...limits } = asOptions(action, options, ["negate", ...LIMIT_OPTIONS]);
  checkFlag(action, "negate", negate);
  const source = asTensor(action, values), list = simplexList(action, simplices);
  checkValues(action, source, simplices);
  const { vertices, positions, boundary } = list.ordered(source.data, negate);
  const filtration = new SimplicialFiltration({
    kind: "simplices",
    negate,
    limits: checkLimits(action, limits),
    vertices,
    boundary,
    values: indexSelect(source, positions),
  });
  checkOrder(action, filtration, boundary);
  return filtration;
}

function checkValues(action: string, { shape, data }: Tensor, simplices: readonly (readonly number[])[]): void {
  if (shape.length !== 1 || shape[0] !== simplices.length) {
    throw new TypeError(
      `Cannot ${action}: values of shape [${simplices.length}] were expected, one for each simplex, but the shape is ` +
        formatShape(shape),
    );
  }
  const bad = data.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) {
    throw new RangeError(
      `Cannot ${action}: finite values were expected, but ${shown(simplices[bad])} has ${data[bad]}`,
    );
  }
}

/** Checks that no face comes after a coface. */
function checkOrder(action: string, filtration: SimplicialFiltration, { starts, facets }: Boundary): void {
  const { values: { data }, size, negate } = filtration;
  for (let i = 0; i < size; i++) {
    for (let k = starts[i]; k < starts[i + 1]; k++) {
      const face = facets[k];
      if (negate ? data[face] >= data[i] : data[face] <= data[i]) continue;
      throw new RangeError(
        `Cannot ${action}: values that do not ${
          negate ? "increase" : "decrease"
        } from a face to a coface were expected, ` +
          `but ${shown(filtration.cell(face).vertices)} has value ${data[face]} and its coface ` +
          `${shown(filtration.cell(i).vertices)} has ${data[i]}`,
      );
    }
  }
}
