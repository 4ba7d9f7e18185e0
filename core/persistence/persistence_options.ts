/**
 * What can be asked of persistence diagrams.
 *
 * @module
 */
import type { LimitOptions } from "../filtrations/limits.ts";

/** Options of {@linkcode persistenceDiagram}; those that limit it have the filtration's as defaults. */
export interface PersistenceOptions extends LimitOptions {
  /**
   * Whether cohomology is reduced, as upstream lets one choose. The diagrams do not depend on it, and no notice is taken
   * of it.
   */
  dualize?: boolean;
  /** Points at infinity are not differentiable: only `false`, the default, is accepted. */
  includeInfPoints?: boolean;
  /**
   * How gradients reach the filtration: `"dgm-loss"`, the default, through the values of birth and death cells;
   * `"crit-sets"` by moving, for each birth and death, all cells that must move for it to move.
   */
  gradientMethod?: "dgm-loss" | "crit-sets";
  /**
   * With `"crit-sets"`: the value of a cell that several moves want: the mean of those wanted, `"avg"`, the default; the
   * one farthest from its own, `"max"`, of two that are as far the first, births before deaths; `"sum"` adds the gradients of
   * all; `"fca"` is the mean, but a birth or death cell that is moved itself gets what it is moved to.
   */
  conflictStrategy?: "avg" | "max" | "sum" | "fca";
  /**
   * With `"crit-sets"`: births and deaths `p` are to move to `p − stepSize · gradient`; default 1. The gradient at a cell is its
   * value minus that wanted, not divided by `stepSize`, as upstream has it: a cell that moves alone has `stepSize` times the
   * gradient of the loss.
   */
  stepSize?: number;
  /** The homology dimensions wanted; default all from 0 to `maxDim − 1`. */
  dims?: readonly number[];
}

/** The names of {@linkcode PersistenceOptions}. */
export const PERSISTENCE_OPTIONS = [
  "dualize",
  "includeInfPoints",
  "gradientMethod",
  "conflictStrategy",
  "stepSize",
  "dims",
  "nThreads",
  "maxMemory",
] as const;
