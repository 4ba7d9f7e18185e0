/**
 * Fitting the parameters of a model that computes its own cost.
 *
 * @module
 */
import { backward } from "../autodiff/backward.ts";
import { withRecording } from "../autodiff/recording.ts";
import { asOptions } from "../tensor/as_options.ts";
import { checkChoice } from "../tensor/check_choice.ts";
import { checkFunction } from "../tensor/check_function.ts";
import { describe } from "../tensor/describe.ts";
import { formatShape } from "../tensor/shape.ts";
import { Tensor } from "../tensor/tensor.ts";
import { checkAtLeastOne, checkNotNegative, checkPositive } from "./_checks.ts";
import { checkParams } from "./_optimizer.ts";
import { Adam } from "./adam.ts";
import { minimize } from "./minimize.ts";

/** A model: parameters, and a cost that is computed from them. */
export interface Model {
  /** The tensors that are fitted, given with `requiresGrad`. */
  parameters(): Iterable<Tensor>;
  /** The cost, a single number on the tape. */
  forward(): Tensor;
}

/** Options of {@linkcode fitModel}. */
export interface FitModelOptions {
  /** `"L-BFGS"`, which is `minimize` without bounds, or `"Adam"`; default `"L-BFGS"`. */
  method?: "L-BFGS" | "Adam";
  /** L-BFGS: its `ftol`; Adam: stop when the cost changes by less; default 1e-10. */
  tol?: number;
  /** Iterations of L-BFGS, or the number of the last evaluation of Adam; default 500. */
  nits?: number;
  /** L-BFGS: the unit in which parameters are measured; Adam: the length of a step; default 0.1. */
  lr?: number;
  /** Adam's `eps`; default 0.01. */
  eps?: number;
  /** Pairs that L-BFGS remembers; default 10. */
  maxcor?: number;
  /** L-BFGS stops when no entry of the gradient, times `lr`, is larger; default 1e-10. */
  gtol?: number;
  /** Called after each evaluation, with the parameters as they were for it. */
  display?: (report: FitReport) => void;
}

/** What `display` of {@linkcode fitModel} is told. */
export interface FitReport {
  /** The number of the evaluation, from 0: trials of line searches count. */
  readonly nit: number;
  /** The cost. */
  readonly cost: number;
}

/** What {@linkcode fitModel} gives. */
export interface FitResult {
  /** The number of the last evaluation, from 0. */
  readonly nit: number;
  /** The cost at the end. */
  readonly cost: number;
  /** The cost of each evaluation. */
  readonly costs: readonly number[];
  /** Iterations: steps of Adam, or searches of L-BFGS. */
  readonly iterations: number;
  /** Whether a tolerance was met. */
  readonly success: boolean;
}

const OPTIONS = ["method", "tol", "nits", "lr", "eps", "maxcor", "gtol", "display"] as const;

/**
 * Fits the parameters of a model to its least cost, as `fit_model` of GeomLoss' examples.
 *
 * `nit` counts evaluations of the cost, from 0 and with those of line searches; L-BFGS ends by one more, at the point that it
 * gives. L-BFGS works on parameters divided by `lr`, so that its first trial, of length 1, moves them by about `lr`; unlike
 * GeomLoss' it begins where the parameters are for every `lr`. The parameters are left at the result, their `grad` at
 * that of the last evaluation.
 *
 * **Cost:** that of the evaluations.
 *
 * @throws {TypeError} If the model has no `parameters()` or `forward()`, a parameter was computed or requires no gradient,
 * `forward()` gives something else than a single number with a gradient, or an option is of the wrong kind.
 * @throws {RangeError} If there is no parameter, an option is out of range, or the cost is not finite at an evaluation.
 *
 * @example A mean
 * ```ts
 * import { fitModel, tensor } from "@diagrad/diagrad";
 * import { assertAlmostEquals, assertEquals } from "@std/assert";
 *
 * class Mean {
 *   m = tensor(0, { requiresGrad: true });
 *   parameters() {
 *     return [this.m];
 *   }
 *   forward() {
 *     return tensor([1, 2, 6]).sub(this.m).square().mean();
 *   }
 * }
 * const model = new Mean(), seen: number[] = [];
 * const { nit } = fitModel(model, { lr: 1, display: ({ nit }) => seen.push(nit) });
 * assertAlmostEquals(model.m.item(), 3);
 * assertEquals(seen.at(-1), nit);
 * ```
 */
export function fitModel(model: Model, options: FitModelOptions = {}): FitResult {
  const action = "fit the model";
  const { method = "L-BFGS", tol = 1e-10, nits = 500, lr = 0.1, eps = 0.01, maxcor = 10, gtol = 1e-10, display } =
    asOptions(action, options, OPTIONS);
  checkChoice(action, "method", method, ["L-BFGS", "Adam"]);
  for (const [name, count] of Object.entries({ nits, maxcor })) checkAtLeastOne(action, name, count);
  for (const [name, value] of Object.entries({ tol, gtol, eps })) checkNotNegative(action, name, value);
  checkPositive(action, "lr", lr);
  if (display !== undefined) checkFunction(action, "display", display);
  const params = parametersOf(action, model), costs: number[] = [];
  const closure = () => {
    for (const param of params) param.zeroGrad();
    const cost = costOf(action, withRecording(() => model.forward()));
    backward(cost);
    const value = cost.item(), nit = costs.length;
    if (!Number.isFinite(value)) {
      throw new RangeError(`Cannot ${action}: a finite cost was expected, but at evaluation ${nit} it is ${value}`);
    }
    costs.push(value);
    display?.({ nit, cost: value });
    return value;
  };
  const ending = method === "Adam"
    ? byAdam(params, closure, { lr, eps, tol, nits })
    : byLbfgs(params, closure, { lr, ftol: tol, gtol, maxcor, maxiter: nits });
  return { nit: costs.length - 1, cost: costs.at(-1)!, costs, ...ending };
}

/** Steps of Adam until the cost stays as it is. */
function byAdam(
  params: Tensor[],
  closure: () => number,
  { lr, eps, tol, nits }: { lr: number; eps: number; tol: number; nits: number },
): { iterations: number; success: boolean } {
  const optimizer = new Adam(params, { lr, eps });
  let before = NaN;
  for (let nit = 0; nit <= nits; nit++) {
    const cost = optimizer.step(closure)!;
    if (Math.abs(cost - before) < tol) return { iterations: nit + 1, success: true };
    before = cost;
  }
  return { iterations: nits + 1, success: false };
}

/** L-BFGS on all parameters as one vector, divided by `lr`. */
function byLbfgs(
  params: Tensor[],
  closure: () => number,
  { lr, ...options }: { lr: number; ftol: number; gtol: number; maxcor: number; maxiter: number },
): { iterations: number; success: boolean } {
  const assign = (values: Float64Array) => {
    let start = 0;
    for (const param of params) param.assign(values.slice(start, start += param.size).map((value) => lr * value));
  };
  const start = params.flatMap(({ data }) => Array.from(data, (value) => value / lr));
  const evaluate = ({ data }: Tensor) => {
    assign(data);
    const value = closure();
    const gradient = params.flatMap(({ grad, size }) =>
      Array.from(grad?.data ?? new Float64Array(size), (g) => lr * g)
    );
    return { value, gradient };
  };
  const { x, nit, success } = minimize(evaluate, start, options);
  evaluate(x);
  return { iterations: nit, success };
}

function parametersOf(action: string, model: Model): Tensor[] {
  for (const name of ["parameters", "forward"] as const) {
    if (typeof model !== "object" || model === null || typeof model[name] !== "function") {
      throw new TypeError(
        `Cannot ${action}: a model with parameters() and forward() was expected, but ${
          typeof model === "object" && model !== null ? `it has no ${name}()` : `${describe(model)} was found`
        }`,
      );
    }
  }
  const params = checkParams(action, model.parameters(), new Set());
  if (params.length === 0) {
    throw new RangeError(`Cannot ${action}: at least one parameter was expected, but there is none`);
  }
  return params;
}

function costOf(action: string, cost: unknown): Tensor {
  if (cost instanceof Tensor && cost.size === 1 && cost.requiresGrad) return cost;
  const found = !(cost instanceof Tensor)
    ? describe(cost)
    : cost.size === 1
    ? "one that has no gradient"
    : `one of shape ${formatShape(cost.shape)}`;
  throw new TypeError(
    `Cannot ${action}: a tensor with a single number, computed from parameters, was expected of forward(), but it gives ${found}`,
  );
}
