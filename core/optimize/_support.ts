/**
 * What of a barycenter is sought: where its points are, or how its mass is shared among them.
 *
 * @module
 */
import { Tensor } from "../tensor/tensor.ts";
import type { Cloud } from "./_barycenter_input.ts";
import type { Evaluation } from "./_lbfgsb.ts";
import { addScaled, dot } from "./_vectors.ts";

/** A measure as a function of free variables. */
export interface Support {
  /** The variables of the measure that the search begins with. */
  readonly start: Float64Array;
  /** How far apart variables may be, as a length. */
  readonly extent: number;
  /** The measure at some variables. */
  at(variables: Float64Array): Cloud;
  /** The part of a measure that changes. */
  readonly varies: "points" | "masses";
  /** The gradient at the variables, from that at what varies. */
  pull(variables: Float64Array, gradient: Float64Array): Float64Array;
}

/** How far off the curvature is looked for, as a part of the extent. */
const PROBE = 1e-3;

/** Points that move and keep their masses. Variables are points times roots of masses, in which `p = 2` bends all ways alike. */
export function freeSupport({ points, masses }: Cloud, diagonal: number): Support {
  const [, dimension] = points.shape;
  const scales = points.data.map((_, i) => Math.sqrt(masses.data[Math.floor(i / dimension)]) || 1);
  return {
    start: points.data.map((x, i) => x * scales[i]),
    extent: diagonal * Math.sqrt(sum(masses.data)),
    at: (variables) => ({ points: new Tensor(variables.map((u, i) => u / scales[i]), points.shape), masses }),
    varies: "points",
    pull: (_, gradient) => gradient.map((g, i) => g / scales[i]),
  };
}

/** Points that stay, with masses that are a softmax of the variables, so that they are positive and keep their sum. */
export function fixedSupport({ points, masses }: Cloud): Support {
  const total = sum(masses.data);
  const massesAt = (logits: Float64Array) => {
    const highest = logits.reduce((a, b) => Math.max(a, b)), parts = logits.map((logit) => Math.exp(logit - highest));
    const factor = total / sum(parts);
    return parts.map((part) => factor * part);
  };
  return {
    start: masses.data.map((mass) => Math.log(mass / total)),
    extent: Math.sqrt(masses.size),
    at: (logits) => ({ points, masses: new Tensor(massesAt(logits), masses.shape) }),
    varies: "masses",
    pull(logits, gradient) {
      const found = massesAt(logits), mean = dot(gradient, found) / total;
      return gradient.map((g, i) => found[i] * (g - mean));
    },
  };
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}

/** A function of variables in other units. */
export interface Rescaled {
  /** What is 1 in the new unit of values. */
  readonly unit: number;
  /** Where to begin. */
  readonly start: Float64Array;
  /** The variables in their own unit. */
  variables(x: Float64Array): Float64Array;
  /** The function. */
  evaluate(x: Float64Array): Evaluation;
}

/**
 * A function that begins at value 1, of variables whose first step is of length 1, so that neither has a unit.
 *
 * The step is where the slope along the gradient would be 0, were its change between the start and a point nearby to go on.
 */
export function rescaled({ start, extent }: Support, evaluate: (variables: Float64Array) => Evaluation): Rescaled {
  const first = evaluate(start), unit = Math.abs(first.value) || 1, steepness = norm(first.gradient);
  const length = steepness > 0 && steepness < Infinity ? stepLength(start, first.gradient, extent, evaluate) : 1;
  let known: Evaluation | undefined = first;
  const variables = (x: Float64Array) => x.map((xi) => length * xi);
  return {
    unit,
    start: start.map((u) => u / length),
    variables,
    evaluate(x) {
      const { value, gradient } = known ?? evaluate(variables(x));
      known = undefined;
      return { value: value / unit, gradient: gradient.map((g) => length / unit * g) };
    },
  };
}

function stepLength(
  start: Float64Array,
  gradient: Float64Array,
  extent: number,
  evaluate: (variables: Float64Array) => Evaluation,
): number {
  const steepness = norm(gradient), probe = start.slice();
  addScaled(probe, -PROBE * extent / steepness, gradient);
  const fall = steepness - dot(evaluate(probe).gradient, gradient) / steepness;
  return fall > 0 ? Math.min(PROBE * steepness / fall, 1) * extent : extent;
}

function norm(vector: Float64Array): number {
  return Math.sqrt(dot(vector, vector));
}
