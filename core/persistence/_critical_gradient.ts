/**
 * From the gradient at a diagram to one at the critical sets of the moves that it stands for.
 *
 * @module
 */
import type { Spread } from "../filtrations/filtration.ts";
import type { Limits } from "../kernels.ts";
import { type Resolution, resolved } from "./_conflicts.ts";
import { countUpTo, criticalSets, joinedSets, type Moves } from "./_critical_sets.ts";
import { Matrices } from "./_matrices.ts";
import { lastingPairs, pairsOfPoints } from "./_pairs_by_value.ts";

/** How gradients become moves. */
export interface CriticalGradientOptions {
  /** Whether large values come first. */
  readonly negate: boolean;
  /** How far along the gradient births and deaths are to move. */
  readonly stepSize: number;
  /** What becomes of cells that several moves want. */
  readonly resolution: Resolution;
  /** What computations may use. */
  readonly limits: Limits;
}

/**
 * The gradient `value − target` at each member of the critical sets of the moves `p → p − stepSize · gradient` of births and
 * deaths `p`.
 */
export function criticalGradient({ negate, stepSize, resolution, limits }: CriticalGradientOptions): Spread {
  return (points, gradient, list) => {
    const targets = points.map((value, k) => value - stepSize * gradient[k]);
    const stray = targets.findIndex((target) => !Number.isFinite(target));
    if (stray >= 0) {
      throw new RangeError(
        `Cannot run backward through critical sets: a finite gradient times stepSize was expected, but row ${
          stray >> 1
        } of the diagram is to move from ${points[stray]} to ${targets[stray]}`,
      );
    }
    const moving = Uint32Array.from(targets.keys().filter((k) => targets[k] !== points[k]));
    if (moving.length === 0) return { at: moving, values: new Float64Array() };
    const later = negate ? Math.min : Math.max;
    const upTo = moving.reduce((last, k) => later(last, targets[k], points[k | 1]), points[moving[0]]);
    const { dimension, cells: listed, pairs: known } = list(upTo), cells = { ...listed, negate };
    const count = countUpTo(cells, dimension + 1, upTo);
    using matrices = new Matrices(listed, limits);
    const sides = (["coboundary", "boundary"] as const).filter((_, column) => moving.some((k) => k % 2 === column));
    matrices.prepare(sides, count);
    const pairs = known ??
      pairsOfPoints(cells, lastingPairs(cells, matrices.pivots(sides[0], count), dimension), points, upTo);
    const movesOf = (column: number): Moves => {
      const own = moving.filter((k) => k % 2 === column);
      return { places: own.map((k) => pairs[k]), targets: Float64Array.from(own, (k) => targets[k]) };
    };
    const sets = joinedSets([
      criticalSets(cells, matrices, "births", movesOf(0), count),
      criticalSets(cells, matrices, "deaths", movesOf(1), count),
    ]);
    const prescribed = {
      indices: moving.map((k) => pairs[k]),
      values: Float64Array.from(moving, (k) => targets[k]),
    };
    const { indices, values } = resolved(sets, resolution, cells.values, prescribed);
    return { at: indices, values: values.map((target, k) => cells.values[indices[k]] - target) };
  };
}
