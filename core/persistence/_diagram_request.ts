/**
 * What is asked for when a persistence diagram is: checked, and ready for an engine.
 *
 * @module
 */
import type { DiffFiltration } from "../filtrations/filtration.ts";
import { checkLimits } from "../filtrations/limits.ts";
import type { Limits, PairsEngine, PairsOf, PairsTask, Resolution } from "../kernels.ts";
import { asOptions } from "../tensor/as_options.ts";
import { checkChoice } from "../tensor/check_choice.ts";
import { checkFlag } from "../tensor/check_flag.ts";
import { describe } from "../tensor/describe.ts";
import { criticalGradient } from "./_critical_gradient.ts";
import { Diagrams } from "./diagrams.ts";
import { PERSISTENCE_OPTIONS, type PersistenceOptions } from "./persistence_options.ts";

const GRADIENT_METHODS = ["dgm-loss", "crit-sets"] as const;

const CONFLICT_STRATEGIES: readonly Resolution[] = ["avg", "max", "sum", "fca"];

/** A request for the diagrams of one filtration. */
export interface DiagramRequest<Engine extends PairsEngine> {
  /** What the engine is given; `undefined` if no dimension is wanted. */
  readonly task: PairsTask<Engine> | undefined;
  /** What it may use. */
  readonly limits: Limits;
  /** Makes the diagrams from the pairs that the engine finds. */
  readonly read: (pairs: readonly PairsOf<Engine>[]) => Diagrams;
}

/** The request for the diagrams of `filtration`; `action` opens the error if it is none, or an option does not fit. */
export function diagramRequest<Engine extends PairsEngine>(
  action: string,
  filtration: DiffFiltration<Engine>,
  options: PersistenceOptions,
): DiagramRequest<Engine> {
  checkFiltration(action, filtration);
  const {
    includeInfPoints = false,
    gradientMethod = "dgm-loss",
    conflictStrategy = "avg",
    stepSize = 1,
    dims = Array.from({ length: filtration.maxDim }, (_, d) => d),
    nThreads,
    maxMemory,
  } = asOptions(action, options, PERSISTENCE_OPTIONS);
  checkFlag(action, "includeInfPoints", includeInfPoints);
  if (includeInfPoints) {
    throw new RangeError(
      `Cannot ${action}: includeInfPoints must be false, because a point at infinity has no death cell that a gradient ` +
        "could reach, but is true; leave it out, and raise maxDiameter if a class should die",
    );
  }
  checkChoice(action, "gradientMethod", gradientMethod, GRADIENT_METHODS);
  checkChoice(action, "conflictStrategy", conflictStrategy, CONFLICT_STRATEGIES);
  if (!(typeof stepSize === "number" && stepSize > 0 && stepSize < Infinity)) {
    const found = typeof stepSize === "number" ? stepSize : describe(stepSize);
    throw new RangeError(`Cannot ${action}: stepSize must be a positive finite number, but is ${found}`);
  }
  const limits = checkLimits(action, { nThreads, maxMemory }, filtration.limits);
  checkDims(action, dims, filtration.maxDim);
  const wanted = new Set(dims), { negate } = filtration;
  const spread = gradientMethod === "crit-sets"
    ? criticalGradient({ negate, stepSize, resolution: conflictStrategy, limits })
    : undefined;
  return {
    task: wanted.size === 0 ? undefined : filtration.pairsTask(Math.max(...wanted)),
    limits,
    read: (pairs) =>
      new Diagrams(
        pairs.filter(({ dimension }) => wanted.has(dimension)).map((part) => ({
          dimension: part.dimension,
          points: filtration.pairValues(part, spread),
          cells: () => filtration.pairCells(part),
        })),
      ),
  };
}

/** Checks that `filtration` is one. */
export function checkFiltration(action: string, filtration: DiffFiltration): void {
  if (typeof filtration?.pairsTask !== "function") {
    throw new TypeError(`Cannot ${action}: a filtration was expected, but ${describe(filtration)} was found`);
  }
}

function checkDims(action: string, dims: readonly number[], maxDim: number): void {
  if (!Array.isArray(dims)) {
    throw new TypeError(`Cannot ${action}: dims must be a list of dimensions, but is ${describe(dims)}`);
  }
  for (const dim of dims) {
    if (!Number.isInteger(dim) || dim < 0 || dim >= maxDim) {
      throw new RangeError(
        `Cannot ${action}: dims from 0 to ${maxDim - 1} were expected, because the filtration has maxDim ${maxDim}, ` +
          `but ${dim} was found`,
      );
    }
  }
}
