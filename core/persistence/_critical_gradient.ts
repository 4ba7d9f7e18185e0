/**
 * From the gradient at a diagram to one at the critical sets of the moves that it stands for.
 *
 * @module
 */
import type { Spread } from "../filtrations/filtration.ts";
import { type CellTargets, kernels, type Limits, type Resolution } from "../kernels.ts";
import { where } from "./_critical_sets.ts";
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
    const moves = (k: number) => targets[k] !== points[k];
    const moving = where(targets.length, moves);
    if (moving.length === 0) return { at: moving, values: new Float64Array() };
    const births = where(targets.length, (k) => k % 2 === 0 && moves(k));
    const deaths = where(targets.length, (k) => k % 2 === 1 && moves(k));
    const upTo = lastValue(moving, targets, points, negate);
    const { dimension, cells: listed, pairs: known } = list(upTo);
    const cells = new OrderedCells(listed, negate);
    const extent = { count: cells.countUpTo(dimension + 1, upTo), lowest: dimension + 1 };
    using matrices = new Matrices(cells, limits);
    const sides = (["coboundary", "boundary"] as const).filter((_, column) => [births, deaths][column].length > 0);
    matrices.prepare(sides, extent);
    const lasting = () => matrices.of(sides[0], extent).lastingPairs(cells.values, dimension);
    const pairs = known ?? kernels().pairsOfPoints(cells, lasting(), points, upTo);
    const kinds = [births, deaths].filter((some) => some.length > 0).map((some, k) => (
      { matrix: matrices.of(sides[k], extent), moves: movesOf(some, pairs, targets) }
    ));
    const { indices, values } = kernels().criticalGradient(cells, kinds, resolution, limits);
    return { at: indices, values };
  };
}

/** The last of the values that the points at `moving` have and are to have, and of the deaths of births among them. */
function lastValue(moving: Uint32Array, targets: Float64Array, points: Float64Array, negate: boolean): number {
  const later = negate ? Math.min : Math.max;
  let last = points[moving[0]];
  for (let i = 0; i < moving.length; i++) last = later(last, targets[moving[i]], points[moving[i] | 1]);
  return last;
}

/** The cells of some births and deaths, and where they go. */
function movesOf(some: Uint32Array, pairs: Uint32Array, targets: Float64Array): CellTargets {
  const indices = new Uint32Array(some.length), values = new Float64Array(some.length);
  for (let i = 0; i < some.length; i++) {
    indices[i] = pairs[some[i]];
    values[i] = targets[some[i]];
  }
  return { indices, values };
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
