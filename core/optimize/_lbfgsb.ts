/**
 * L-BFGS-B: a quasi-Newton method of limited memory for many variables with bounds.
 *
 * @module
 */
import type { Box } from "./_box.ts";
import { cauchyPoint } from "./_cauchy_point.ts";
import { LimitedMemory } from "./_limited_memory.ts";
import { moreThuente } from "./_more_thuente.ts";
import { moveToSubspaceMinimum } from "./_subspace_minimum.ts";
import { difference, dot } from "./_vectors.ts";

/** A function at a point: its value and its gradient. */
export interface Evaluation {
  /** The value. */
  readonly value: number;
  /** The gradient; not written to. */
  readonly gradient: Float64Array;
}

/** When {@linkcode lbfgsb} stops, and how much it remembers. */
export interface LbfgsbRules {
  /** Pairs of steps and changes that are remembered. */
  readonly maxcor: number;
  /** Stop when an iteration lowers the value by no more than this share of it. */
  readonly ftol: number;
  /** Stop when the projected gradient has no larger entry. */
  readonly gtol: number;
  /** Trials in one line search. */
  readonly maxls: number;
}

/** A point with its value and gradient. */
export interface Iterate extends Evaluation {
  /** The point. */
  readonly x: Float64Array;
}

/** Why {@linkcode lbfgsb} stopped: a tolerance was met, the caller wished so, no step was found, or a number was not finite. */
export type Ending = "gradient" | "reduction" | "asked" | "no step" | "not finite";

/** No step is longer, unless bounds say so. */
const LONGEST_STEP = 1e10;

/**
 * Minimises inside `box` from `x0`, which lies in it; [Byrd95] with the projection of [Morales11].
 *
 * Each iteration takes the generalised Cauchy point of the quadratic model, the minimum over the variables that are free
 * there, and a step towards it by the search of Moré and Thuente. `evaluate` is never called twice in a row for one point.
 * `onIteration` is called after each step and ends the run by giving `true`. Gives the last point that was accepted.
 */
export function lbfgsb(
  evaluate: (x: Float64Array) => Evaluation,
  x0: Float64Array,
  box: Box,
  rules: LbfgsbRules,
  onIteration: (iterate: Iterate) => boolean,
): { iterate: Iterate; ending: Ending } {
  let iterate: Iterate = { x: x0, ...evaluate(x0) };
  if (!isFinite(iterate)) return { iterate, ending: "not finite" };
  const memory = new LimitedMemory(rules.maxcor, box.isBounded);
  if (box.gradientNorm(x0, iterate.gradient) <= rules.gtol) return { iterate, ending: "gradient" };
  for (let isFirst = true;;) {
    const target = modelMinimum(iterate, box, memory);
    if (target === null) { // rounding has spoilt the memory
      memory.clear();
      continue;
    }
    const found = search(evaluate, iterate, target, box, rules.maxls, isFirst);
    if (found === "not finite") return { iterate, ending: found };
    if (found === "no step") {
      if (memory.count === 0) return { iterate, ending: found };
      memory.clear();
      continue;
    }
    const { next, step, slopes } = found, before = iterate;
    iterate = next, isFirst = false;
    if (onIteration(iterate)) return { iterate, ending: "asked" };
    if (box.gradientNorm(iterate.x, iterate.gradient) <= rules.gtol) return { iterate, ending: "gradient" };
    const size = Math.max(Math.abs(before.value), Math.abs(iterate.value), 1);
    if (before.value - iterate.value <= rules.ftol * size) return { iterate, ending: "reduction" };
    // Without curvature along the step the model would not stay positive definite.
    if (slopes[1] - slopes[0] > Number.EPSILON * -slopes[0]) {
      memory.push(step, difference(iterate.gradient, before.gradient));
    }
  }
}

/** Where the quadratic model is least, or nearly so, inside the box; `null` if rounding has spoilt the memory. */
function modelMinimum({ x, gradient }: Iterate, box: Box, memory: LimitedMemory): Float64Array | null {
  if (!box.isBounded) return memory.solve(gradient.slice()).map((step, i) => x[i] - step);
  if (!memory.factorMiddle()) return null;
  const cauchy = cauchyPoint(x, gradient, box, memory);
  if (memory.count > 0 && !moveToSubspaceMinimum(cauchy, x, gradient, box, memory)) return null;
  return cauchy.point;
}

/** A step from `iterate` towards `target`, with the slopes at its ends. */
function search(
  evaluate: (x: Float64Array) => Evaluation,
  iterate: Iterate,
  target: Float64Array,
  box: Box,
  maxls: number,
  isFirst: boolean,
): { next: Iterate; step: Float64Array; slopes: [number, number] } | "no step" | "not finite" {
  const { x, value, gradient } = iterate;
  const direction = difference(target, x), slope = dot(gradient, direction);
  if (!(slope < 0)) return "no step";
  const limit = isFirst && box.isBounded ? 1 : LONGEST_STEP;
  const longest = isFirst ? limit : box.longestStep(x, direction, limit);
  const first = isFirst && !box.isCompact ? Math.min(1 / Math.sqrt(dot(direction, direction)), longest) : 1;
  let trial: Iterate = iterate;
  const at = (step: number) => {
    const there = step === 1 ? target.slice() : x.map((xi, i) => xi + step * direction[i]);
    box.clip(there);
    trial = { x: there, ...evaluate(there) };
    return isFinite(trial) ? { step, value: trial.value, slope: dot(trial.gradient, direction) } : null;
  };
  const rules = { decrease: 1e-3, curvature: 0.9, interval: 0.1, longest, trials: maxls };
  const end = moreThuente(at, { step: 0, value, slope }, Math.min(first, longest), rules);
  if (end === null) return isFinite(trial) ? "no step" : "not finite";
  const step = direction.map((d) => end.step * d);
  return { next: trial, step, slopes: [slope * end.step, end.slope * end.step] };
}

/** Whether the value and all entries of the gradient are finite. */
export function isFinite({ value, gradient }: Evaluation): boolean {
  if (!Number.isFinite(value)) return false;
  for (let i = 0; i < gradient.length; i++) if (!Number.isFinite(gradient[i])) return false;
  return true;
}
