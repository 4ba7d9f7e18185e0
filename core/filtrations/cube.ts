/**
 * Cubical filtrations of grids.
 *
 * @module
 */
import { asOptions } from "../tensor/as_options.ts";
import { checkChoice } from "../tensor/check_choice.ts";
import { checkFlag } from "../tensor/check_flag.ts";
import { asTensor } from "../tensor/create.ts";
import type { TensorLike } from "../tensor/tensor.ts";
import { checkAxes, checkFinite, checkGridSize } from "./_grid_checks.ts";
import { cellOffsets, type GridExtent } from "./_grid_counts.ts";
import { GridFiltration } from "./grid.ts";
import { checkLimits, LIMIT_OPTIONS, type LimitOptions } from "./limits.ts";

/** Options of {@linkcode cubeFiltration}. */
export interface CubeOptions extends LimitOptions {
  /** Large values come first: superlevel instead of sublevel sets; default `false`. */
  negate?: boolean;
  /** Whether the array holds the values of vertices, or of the cells of full dimension; default `"vertices"`. */
  valuesOn?: "vertices" | "cells";
}

const OPTIONS = ["negate", "valuesOn", ...LIMIT_OPTIONS] as const;
const VALUES_ON = ["vertices", "cells"] as const;

/**
 * The filtration of a function on a grid by cubes: vertices, edges, squares, cubes and their like in four dimensions.
 *
 * With values on vertices, a cube enters with its last vertex, at `max f(v)`. With values on cells, each entry of the array
 * is a pixel, a cube of full dimension, and a face enters with the first cube around it, at `min f(c)`. With `negate` the
 * order is by descending value, and `max` and `min` change places. Values are those of the array, as they are.
 *
 * The two are dual: neighbours are the entries next to each other along an axis for values on vertices, and for values on
 * cells also those that touch in a corner.
 *
 * Shapes: `[n₁]` to `[n₁, n₂, n₃, n₄]`, a tensor, nested arrays, or a flat array with its shape. The vertices of a cell are
 * counted in C order (the last axis runs fastest): for values on vertices they are the entries of the array, for values on
 * cells those of a grid with one vertex more along each axis.
 *
 * Differentiable: everywhere; the gradient of a value goes to the entry that attains it, among equal ones to the first in C
 * order.
 *
 * Cost: nothing is listed before `values` or a cell is read; then eight bytes per cell, and eight more for `values`. There are
 * about 2, 4, 8 and 16 cells per entry in one to four dimensions. Diagrams need none of this: about 15 bytes per entry of an
 * image, 30 of a volume, three times as much for noise.
 *
 * @throws {TypeError} If the array is ragged, or has no or more than four axes.
 * @throws {RangeError} If an axis has length 0, a value is not finite, `valuesOn` is neither, or the cells are too many to
 * be counted in 32 bits.
 *
 * @example Two dark pixels that touch in a corner
 * ```ts
 * import { cubeFiltration, persistenceDiagram } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * const image = [[0, 9], [9, 1]];
 * assertEquals(persistenceDiagram(cubeFiltration(image))[0].toArray(), [[1, 9]]);
 * assertEquals(persistenceDiagram(cubeFiltration(image, { valuesOn: "cells" }))[0].shape, [0, 2]);
 * ```
 *
 * See [KaczynskiMischaikowMrozek04].
 */
export function cubeFiltration(array: TensorLike, options: CubeOptions = {}): GridFiltration {
  const action = "build the cubical filtration";
  const { negate = false, valuesOn = "vertices", ...rest } = asOptions(action, options, OPTIONS);
  checkFlag(action, "negate", negate);
  checkChoice(action, "valuesOn", valuesOn, VALUES_ON);
  const limits = checkLimits(action, rest);
  const source = asTensor(action, array), { shape } = source;
  checkAxes(action, source);
  const lengths = valuesOn === "cells" ? shape.map((length) => length + 1) : shape;
  const extent: GridExtent = { cells: "cubes", lengths, wrap: false, maxDim: shape.length };
  checkGridSize(action, extent);
  checkFinite(action, source);
  return new GridFiltration("cubical", source, limits, {
    values: source.data.slice(),
    shape: [...shape],
    cells: "cubes",
    valuesOn,
    negate,
    wrap: false,
    dimOffsets: cellOffsets(extent),
  });
}
