/**
 * Minimising a function of many variables, with or without bounds.
 *
 * @module
 */
import { asOptions } from "../tensor/as_options.ts";
import { checkChoice } from "../tensor/check_choice.ts";
import { checkFunction } from "../tensor/check_function.ts";
import { asTensor } from "../tensor/create.ts";
import { Tensor, type TensorLike } from "../tensor/tensor.ts";
import { type Bounds, boxOf } from "./_bounds.ts";
import { checkAtLeastOne, checkNotNegative } from "./_checks.ts";
import { type Ending, type Evaluation, type Iterate, lbfgsb } from "./_lbfgsb.ts";
import { evaluateLoss, type Loss } from "./_loss.ts";

/** What the `callback` of {@linkcode minimize} is told after each iteration. */
export interface IterationReport {
  /** The point, a copy. */
  readonly x: Tensor;
  /** The value there. */
  readonly fun: number;
  /** Iterations so far. */
  readonly nit: number;
  /** Evaluations so far. */
  readonly nfev: number;
}

/** Options of {@linkcode minimize}. */
export interface MinimizeOptions {
  /** The method; there is one. */
  method?: "L-BFGS-B";
  /** Bounds of the variables: a list of pairs `[low, high]` with `null` for none, or `{ lb, ub }`; none by default. */
  bounds?: Bounds;
  /** How many pairs of steps and changes of the gradient make the model; default 10. */
  maxcor?: number;
  /** Stop when `(f_k − f_{k+1})/max(|f_k|, |f_{k+1}|, 1) ≤ ftol`; default 2.220446049250313e-9. */
  ftol?: number;
  /** Stop when the largest entry of the projected gradient is at most this; default 1e-5. */
  gtol?: number;
  /** Stop after the iteration in which there were more evaluations than this; default 15000. */
  maxfun?: number;
  /** Stop after so many iterations; default 15000. */
  maxiter?: number;
  /** Evaluations in one line search; default 20. */
  maxls?: number;
  /** Called after each iteration; `true` ends the run. */
  callback?: (report: IterationReport) => boolean | void;
}

/** What {@linkcode minimize} gives. */
export interface MinimizeResult {
  /** The best point found, of the shape of `x0`. */
  readonly x: Tensor;
  /** The value there. */
  readonly fun: number;
  /** The gradient there. */
  readonly jac: Tensor;
  /** Iterations. */
  readonly nit: number;
  /** Evaluations of the function. */
  readonly nfev: number;
  /** Evaluations of its gradient. */
  readonly njev: number;
  /** 0: a tolerance was met; 1: a limit was reached; 2: stopped for another reason; 3: a value was not finite. */
  readonly status: 0 | 1 | 2 | 3;
  /** Whether a tolerance was met. */
  readonly success: boolean;
  /** Why it stopped, in SciPy's words. */
  readonly message: string;
}

const OPTIONS = ["method", "bounds", "maxcor", "ftol", "gtol", "maxfun", "maxiter", "maxls", "callback"] as const;

/**
 * A local minimum of `f` near `x0`, by the method L-BFGS-B as `scipy.optimize.minimize` runs it.
 *
 * `f` gets a tensor of the shape of `x0` and gives a single number on the tape, whose gradient is then taken, or
 * `{ value, gradient }`. Options, defaults, stopping rules, messages and the fields of the result are SciPy's, and so are
 * the steps, up to rounding. `callback` ends the run by returning `true`, where SciPy wants `StopIteration`.
 *
 * A start outside the bounds is clipped, which `message` says. A value or gradient that is NaN or infinite stops the run
 * with `status` 3; `message` says where, and `x` is the best point before. `x0` and `f`'s argument are copies: nothing that
 * is given changes.
 *
 * **Differentiable:** no; the result is given, not computed, as far as gradients go.
 *
 * **Cost:** beside the evaluations, `O(n · maxcor)` per iteration; `O(n · maxcor²)` when other variables than before are at bounds.
 *
 * @throws {TypeError} If `f` is no function, gives something else or has no gradient, or an option is of the wrong kind.
 * @throws {RangeError} If `x0` is empty or not finite, a lower bound is above its upper one, or an option is out of range.
 *
 * @example Rosenbrock's valley, by the tape
 * ```ts
 * import { minimize } from "@diagrad/diagrad";
 * import { assert, assertAlmostEquals } from "@std/assert";
 *
 * const result = minimize((x) => {
 *   const [a, b] = [x.slice(0, -1), x.slice(1)];
 *   return b.sub(a.square()).square().mul(100).add(a.sub(1).square()).sum();
 * }, [-1.2, 1]);
 * assert(result.success);
 * assertAlmostEquals(result.x.data[0], 1, 1e-4);
 * ```
 *
 * @example With bounds, and a gradient by hand
 * ```ts
 * import { minimize } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * const f = ({ data: [x, y] }: { data: Float64Array }) => ({ value: (x - 3) ** 2 + y ** 2, gradient: [2 * (x - 3), 2 * y] });
 * const { x, message } = minimize(f, [0.5, 0.5], { bounds: [[0, 1], [null, null]] });
 * assertEquals(x.data[0], 1);
 * assertEquals(message, "CONVERGENCE: NORM OF PROJECTED GRADIENT <= PGTOL");
 * ```
 *
 * See [Byrd95], [Morales11], [More94].
 */
export function minimize(f: Loss, x0: TensorLike, options: MinimizeOptions = {}): MinimizeResult {
  const action = "minimize";
  const {
    method = "L-BFGS-B",
    bounds,
    maxcor = 10,
    ftol = 2.220446049250313e-9,
    gtol = 1e-5,
    maxfun = 15000,
    maxiter = 15000,
    maxls = 20,
    callback,
  } = asOptions(action, options, OPTIONS);
  checkFunction(action, "f", f);
  checkChoice(action, "method", method, ["L-BFGS-B"]);
  for (const [name, count] of Object.entries({ maxcor, maxfun, maxiter, maxls })) checkAtLeastOne(action, name, count);
  for (const [name, tolerance] of Object.entries({ ftol, gtol })) checkNotNegative(action, name, tolerance);
  if (callback !== undefined) checkFunction(action, "callback", callback);
  const { data, shape } = asTensor(action, x0);
  checkStart(action, data);
  const box = boxOf(action, bounds, shape, data.length);

  const start = data.slice(), isClipped = box.clip(start);
  let nfev = 0, nit = 0, limit = "";
  let last: Iterate | null = null;
  const evaluate = (x: Float64Array): Evaluation => {
    // A line search may come back to its last trial, which SciPy does not count.
    if (last !== null && last.x.every((value, i) => value === x[i])) return last;
    nfev++;
    last = { x, ...evaluateLoss(action, f, x, shape) };
    return last;
  };
  const { iterate, ending } = lbfgsb(evaluate, start, box, { maxcor, ftol, gtol, maxls }, ({ x, value }) => {
    nit++;
    if (callback?.({ x: new Tensor(x.slice(), shape), fun: value, nit, nfev }) === true) {
      limit = "CALLBACK REQUESTED HALT";
    }
    if (nit >= maxiter) limit = "TOTAL NO. OF ITERATIONS REACHED LIMIT";
    else if (nfev > maxfun) limit = "TOTAL NO. OF F,G EVALUATIONS EXCEEDS LIMIT";
    return limit !== "";
  });
  const { x, value: fun, gradient } = iterate;
  const success = ending === "gradient" || ending === "reduction";
  const status = success ? 0 : ending === "not finite" ? 3 : nfev > maxfun || nit >= maxiter ? 1 : 2;
  return {
    x: new Tensor(x.slice(), shape),
    fun,
    jac: new Tensor(gradient.slice(), shape),
    nit,
    nfev,
    njev: nfev,
    status,
    success,
    message: messageOf(ending, limit, nfev, nit) + (isClipped ? " (x0 WAS OUTSIDE THE BOUNDS AND WAS CLIPPED)" : ""),
  };
}

function messageOf(ending: Ending, limit: string, nfev: number, nit: number): string {
  switch (ending) {
    case "gradient":
      return "CONVERGENCE: NORM OF PROJECTED GRADIENT <= PGTOL";
    case "reduction":
      return "CONVERGENCE: RELATIVE REDUCTION OF F <= FACTR*EPSMCH";
    case "asked":
      return `STOP: ${limit}`;
    case "no step":
      return "ABNORMAL: ";
    case "not finite":
      return `ABNORMAL: F OR G IS NOT FINITE AT EVALUATION ${nfev}, AFTER ${nit} ITERATIONS`;
  }
}

function checkStart(action: string, x0: Float64Array): void {
  if (x0.length === 0) throw new RangeError(`Cannot ${action}: at least one variable was expected, but x0 is empty`);
  const bad = x0.findIndex((x) => !Number.isFinite(x));
  if (bad >= 0) throw new RangeError(`Cannot ${action}: x0 must be finite, but entry ${bad} is ${x0[bad]}`);
}
