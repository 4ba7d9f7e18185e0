/**
 * From the gradient at a diagram to one at the critical sets of the moves that it stands for.
 *
 * @module
 */
import type { Spread } from "../filtrations/filtration.ts";
import { type CellTargets, kernels, type Limits } from "../kernels.ts";
import { type Resolution, resolved } from "./_conflicts.ts";
import { criticalSets, joinedSets, where } from "./_critical_sets.ts";
import { Matrices } from "./_matrices.ts";
import { OrderedCells } from "./_ordered_cells.ts";

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
    const targets = targetsOf(points, gradient, stepSize);
    const moving = where(targets.length, (k) => targets[k] !== points[k]);
    if (moving.length === 0) return { at: moving, values: new Float64Array() };
    const later = negate ? Math.min : Math.max;
    const upTo = moving.reduce((last, k) => later(last, targets[k], points[k | 1]), points[moving[0]]);
    const { dimension, cells: listed, pairs: known } = list(upTo);
    const cells = new OrderedCells(listed, negate);
    const extent = { count: cells.countUpTo(dimension + 1, upTo), lowest: dimension + 1 };
    using matrices = new Matrices(cells, limits);
    const sides = (["coboundary", "boundary"] as const).filter((_, column) => moving.some((k) => k % 2 === column));
    matrices.prepare(sides, extent);
    const lasting = () => matrices.of(sides[0], extent).lastingPairs(cells.values, dimension);
    const pairs = known ?? kernels().pairsOfPoints(cells, lasting(), points, upTo);
    const movesOf = (some: Uint32Array): CellTargets => {
      const values = new Float64Array(some.length);
      some.forEach((k, i) => values[i] = targets[k]);
      return { indices: some.map((k) => pairs[k]), values };
    };
    const sets = (["births", "deaths"] as const).map((kind, column) =>
      criticalSets(cells, matrices, kind, movesOf(moving.filter((k) => k % 2 === column)), extent)
    );
    const { indices, values } = resolved(joinedSets(sets), resolution, cells.values, movesOf(moving));
    for (let k = 0; k < values.length; k++) values[k] = cells.values[indices[k]] - values[k];
    return { at: indices, values };
  };
}

/** Where a step along the gradient takes births and deaths. */
function targetsOf(points: Float64Array, gradient: Float64Array, stepSize: number): Float64Array {
  const targets = new Float64Array(points.length);
  for (let k = 0; k < targets.length; k++) targets[k] = points[k] - stepSize * gradient[k];
  const stray = targets.findIndex((target) => !Number.isFinite(target));
  if (stray >= 0) {
    throw new RangeError(
      `Cannot run backward through critical sets: a finite gradient times stepSize was expected, but row ${
        stray >> 1
      } of the diagram is to move from ${points[stray]} to ${targets[stray]}`,
    );
  }
  return targets;
}
