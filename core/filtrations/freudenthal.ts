/**
 * Freudenthal filtrations of grids.
 *
 * @module
 */
import { asOptions } from "../tensor/as_options.ts";
import { checkFlag } from "../tensor/check_flag.ts";
import { asTensor } from "../tensor/create.ts";
import type { TensorLike } from "../tensor/tensor.ts";
import { checkInteger } from "./_checks.ts";
import { checkAxes, checkFinite, checkGridSize, checkWrap } from "./_grid_checks.ts";
import { cellOffsets, type GridExtent } from "./_grid_counts.ts";
import { GridFiltration } from "./grid.ts";
import { checkLimits, LIMIT_OPTIONS, type LimitOptions } from "./limits.ts";

/** Options of {@linkcode freudenthalFiltration}. */
export interface FreudenthalOptions extends LimitOptions {
  /** Large values come first: superlevel instead of sublevel sets; default `false`. */
  negate?: boolean;
  /** Opposite sides are glued, so that the grid is a torus; at least three values along each axis. Default `false`. */
  wrap?: boolean;
  /** The highest dimension of a cell, at least 1: diagrams go up to `maxDim − 1`. Default, and most: the number of axes. */
  maxDim?: number;
}

const OPTIONS = ["negate", "wrap", "maxDim", ...LIMIT_OPTIONS] as const;

/**
 * The lower-star filtration of a function on a grid, on Freudenthal's triangulation: each cube of the grid is cut into the
 * simplices that climb from its first to its last corner.
 *
 * A simplex with vertices `v₀ < … < v_k`, each a step of 0 or 1 along every axis from the one before and all within a unit
 * cube, enters at `max f(vᵢ)`; with `negate` at `min f(vᵢ)`, and the order is by descending value. The vertices are the
 * entries of the array, counted in C order (the last axis runs fastest). Values are those of the array, as they are.
 *
 * Shapes: `[n₁]` to `[n₁, n₂, n₃, n₄]`, a tensor, nested arrays, or a flat array with its shape.
 *
 * Differentiable: everywhere; the gradient of a value goes to the entry that attains it, among equal ones to the first in C
 * order.
 *
 * Cost: nothing is listed before `values` or a cell is read; then eight bytes per cell, and eight more for `values`. There are
 * about 2, 6, 26 and 150 cells per entry in one to four dimensions. Diagrams need none of this: about 20 bytes per entry of
 * an image, 60 of a volume, three times as much for noise.
 *
 * @throws {TypeError} If the array is ragged, or has no or more than four axes.
 * @throws {RangeError} If an axis has length 0, or less than 3 with `wrap`, a value is not finite, `maxDim` is no integer of
 * at least 1, or the cells are too many to be counted in 32 bits.
 *
 * @example Valleys and a hole of an image
 * ```ts
 * import { freudenthalFiltration, persistenceDiagram, tensor } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * const image = tensor([[1, 2, 1.5], [0.5, 3, 2.5], [2, 1, 0.8]], { requiresGrad: true });
 * const diagrams = persistenceDiagram(freudenthalFiltration(image));
 * assertEquals(diagrams[0].toArray(), [[0.8, 1], [1.5, 2]]);
 * assertEquals(diagrams[1].toArray(), [[2.5, 3]]);
 * diagrams[1].sum().backward();
 * assertEquals(image.grad?.toArray(), [[0, 0, 0], [0, 1, 1], [0, 0, 0]]);
 * ```
 *
 * See [Freudenthal42].
 */
export function freudenthalFiltration(array: TensorLike, options: FreudenthalOptions = {}): GridFiltration {
  const action = "build the Freudenthal filtration";
  const source = asTensor(action, array), { shape } = source;
  const { negate = false, wrap = false, maxDim = shape.length, ...rest } = asOptions(action, options, OPTIONS);
  checkFlag(action, "negate", negate);
  checkFlag(action, "wrap", wrap);
  checkAxes(action, source);
  if (wrap) checkWrap(action, source);
  checkInteger(action, "maxDim", maxDim, 1);
  const limits = checkLimits(action, rest);
  const extent: GridExtent = { cells: "simplices", lengths: shape, wrap, maxDim: Math.min(maxDim, shape.length) };
  checkGridSize(action, extent);
  checkFinite(action, source);
  return new GridFiltration("Freudenthal", source, limits, {
    values: source.data.slice(),
    shape: [...shape],
    cells: "simplices",
    valuesOn: "vertices",
    negate,
    wrap,
    dimOffsets: cellOffsets(extent),
  });
}
