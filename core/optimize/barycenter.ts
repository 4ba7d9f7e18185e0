/**
 * Barycenters of weighted points.
 *
 * @module
 */
import { asOptions } from "../tensor/as_options.ts";
import { checkChoice } from "../tensor/check_choice.ts";
import { checkFunction } from "../tensor/check_function.ts";
import type { Tensor, TensorLike } from "../tensor/tensor.ts";
import {
  checkDimension,
  type Cloud,
  diagonalOf,
  type Measure,
  readMeasure,
  readMeasures,
  readWeights,
  type WeightedPoints,
} from "./_barycenter_input.ts";
import { checkAtLeastOne, checkPositive } from "./_checks.ts";
import { evaluateLoss } from "./_loss.ts";
import { fixedSupport, freeSupport, rescaled, type Support } from "./_support.ts";
import { addScaled } from "./_vectors.ts";
import { minimize } from "./minimize.ts";

export type { Measure, WeightedPoints };

/** A loss between points `x: [n, d]` of masses `a: [n]` and others, with gradients in `a` and `x`; as {@linkcode samplesLoss} gives it. */
export type MeasureLoss = (a: Tensor, x: Tensor, b: Tensor, y: Tensor) => Tensor;

/** Options of {@linkcode barycenter}. */
export interface BarycenterOptions {
  /** The measures. */
  measures: readonly Measure[];
  /** Their weights, `[k]`, not negative and of sum 1; default all equal. */
  weights?: TensorLike;
  /** How far apart two measures are. */
  loss: MeasureLoss;
  /** `"free"`: points move and keep their masses; `"fixed"`: points stay and share the mass anew; default `"free"`. */
  support?: "free" | "fixed";
  /** The measure that the search begins with, needed with `"fixed"`; default the first of those with the most points. */
  start?: Measure;
  /** Stop when an iteration changes the cost by less than this part of that at the start; default 1e-7. */
  tol?: number;
  /** Stop after so many iterations; default 500. */
  maxiter?: number;
  /** Called after each iteration; `true` ends the search. */
  callback?: (report: BarycenterReport) => boolean | void;
}

/** What the `callback` of {@linkcode barycenter} is told after each iteration. */
export interface BarycenterReport {
  /** The points, `[n, d]`. */
  readonly points: Tensor;
  /** Their masses, `[n]`. */
  readonly masses: Tensor;
  /** The cost. */
  readonly cost: number;
  /** Iterations so far. */
  readonly nit: number;
}

/** What {@linkcode barycenter} gives. */
export interface BarycenterResult extends BarycenterReport {
  /** Evaluations of the cost. */
  readonly nfev: number;
  /** Whether a tolerance was met. */
  readonly success: boolean;
  /** Why it stopped, in the words of {@linkcode minimize}. */
  readonly message: string;
}

const OPTIONS = ["measures", "weights", "loss", "support", "start", "tol", "maxiter", "callback"] as const;

/**
 * The measure whose weighted sum of losses to others is least, `argmin_γ Σ_k w_k loss(γ, μ_k)`, among weighted points in any
 * dimension.
 *
 * With `support: "free"` (Lagrangian) the points of `start` move and their masses stay; with `"fixed"` (Eulerian) the points stay,
 * and only their masses change, as a softmax that keeps their sum. Either is found by L-BFGS, in units that are taken from
 * the start, so that neither the unit of lengths nor that of the loss matters. Sinkhorn divergences and kernel losses are convex
 * in the masses: with `"fixed"` there is one least cost. With a blur far below the distances within the support it has edges
 * as that of unblurred transport, where the search may stop before; `message` says so. Where points are free, the result is a local
 * minimum and may depend on `start`.
 *
 * Points: `[n, d]`; masses: `[n]`, by default `1/n`, which `loss` may want to have the same sum for all measures. A measure of
 * weight 0 plays no part.
 *
 * **Differentiable:** no; the result is given, not computed, as far as gradients go.
 *
 * **Cost:** a loss with its gradient for each measure and evaluation.
 *
 * @throws {TypeError} If there is no list of measures, `loss` or `callback` is no function, shapes do not fit, `"fixed"` has no
 * `start`, or an option is of the wrong kind or unknown.
 * @throws {RangeError} If there is no measure, a coordinate is not finite, a mass or weight is negative, weights do not sum to 1,
 * a mass of `start` is 0 with `"fixed"`, or an option is out of range; and as `loss` throws.
 *
 * @example Half-way between two clouds
 * ```ts
 * import { barycenter, samplesLoss } from "@diagrad/diagrad";
 * import { assert, assertAlmostEquals } from "@std/assert";
 *
 * const loss = samplesLoss("sinkhorn", { blur: 0.01 });
 * const { points, cost, success } = barycenter({ measures: [[[0, 0], [1, 0]], [[0, 2], [3, 2]]], loss });
 * assert(success);
 * [0, 1, 2, 1].forEach((x, i) => assertAlmostEquals(points.data[i], x, 1e-4));
 * assertAlmostEquals(cost, (2 ** 2 + 2 ** 2 + 2 ** 2) / 2 / 8, 1e-6); // ⅛ of the mean of squared distances
 * ```
 *
 * @example Masses on a grid
 * ```ts
 * import { barycenter, samplesLoss } from "@diagrad/diagrad";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const { masses } = barycenter({
 *   measures: [[[0]], { points: [[1], [2]], masses: [0.5, 0.5] }],
 *   loss: samplesLoss("sinkhorn", { blur: 0.05 }),
 *   support: "fixed",
 *   start: [[0], [0.5], [1], [1.5], [2]],
 * });
 * [0, 0.5, 0.5, 0, 0].forEach((mass, i) => assertAlmostEquals(masses.data[i], mass, 1e-3));
 * ```
 *
 * See [Feydy19], [PeyreCuturi19].
 */
export function barycenter(options: BarycenterOptions): BarycenterResult {
  const action = "find the barycenter";
  const { measures, weights, loss, support = "free", start, tol = 1e-7, maxiter = 500, callback } = asOptions(
    action,
    options,
    OPTIONS,
  );
  checkFunction(action, "loss", loss);
  checkChoice(action, "support", support, ["free", "fixed"]);
  checkPositive(action, "tol", tol);
  checkAtLeastOne(action, "maxiter", maxiter);
  if (callback !== undefined) checkFunction(action, "callback", callback);
  const clouds = readMeasures(action, measures), shares = readWeights(action, weights, clouds.length);
  const first = readStart(action, start, support, clouds);

  const heavy = clouds.map((cloud, k) => ({ cloud, share: shares[k] })).filter(({ share }) => share > 0);
  const variable = support === "free"
    ? freeSupport(first, diagonalOf([first, ...heavy.map(({ cloud }) => cloud)]))
    : fixedSupport(first);
  let nfev = 0;
  const scaled = rescaled(variable, (variables) => {
    nfev++;
    return evaluated(action, loss, variable, variables, heavy);
  });
  const measureAt = (x: Tensor) => variable.at(scaled.variables(x.data));
  const costAt = (fun: number) => fun * scaled.unit;
  const { x, fun, nit, success, message } = minimize(({ data }) => scaled.evaluate(data), scaled.start, {
    ftol: tol,
    gtol: tol,
    maxiter,
    callback: callback && (({ x, fun, nit }) => callback({ ...measureAt(x), cost: costAt(fun), nit })),
  });
  return { ...measureAt(x), cost: costAt(fun), nit, nfev, success, message };
}

/** The measure that the search begins with. */
function readStart(action: string, start: Measure | undefined, support: "free" | "fixed", clouds: Cloud[]): Cloud {
  if (start === undefined) {
    if (support === "free") return clouds.reduce((most, cloud) => cloud.masses.size > most.masses.size ? cloud : most);
    throw new TypeError(`Cannot ${action}: start must be given with support "fixed", but is undefined`);
  }
  const cloud = readMeasure(action, "start", start);
  checkDimension(action, "start", cloud, clouds[0]);
  const empty = cloud.masses.data.findIndex((mass) => mass === 0);
  if (support === "fixed" && empty >= 0) {
    throw new RangeError(
      `Cannot ${action}: masses of start must be positive with support "fixed", but entry ${empty} is 0`,
    );
  }
  return cloud;
}

/** The cost at some variables, with its gradient. */
function evaluated(
  action: string,
  loss: MeasureLoss,
  support: Support,
  variables: Float64Array,
  heavy: readonly { cloud: Cloud; share: number }[],
): { value: number; gradient: Float64Array } {
  const at = support.at(variables), { data, shape } = at[support.varies];
  const gradient = new Float64Array(data.length);
  let value = 0;
  for (const { cloud: { masses, points }, share } of heavy) {
    const found = evaluateLoss(
      action,
      (own) =>
        support.varies === "points" ? loss(at.masses, own, masses, points) : loss(own, at.points, masses, points),
      data,
      shape,
    );
    value += share * found.value;
    addScaled(gradient, share, found.gradient);
  }
  return { value, gradient: support.pull(variables, gradient) };
}
