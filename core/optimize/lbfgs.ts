/**
 * L-BFGS for parameters that are changed in place.
 *
 * @module
 */
import { asOptions } from "../tensor/as_options.ts";
import { checkChoice } from "../tensor/check_choice.ts";
import { checkFlag } from "../tensor/check_flag.ts";
import type { Tensor } from "../tensor/tensor.ts";
import { checkAtLeastOne, checkNotNegative } from "./_checks.ts";
import { type Closure, lossOf, Optimizer, type Params } from "./_optimizer.ts";
import { strongWolfe } from "./_strong_wolfe.ts";
import { addScaled, dot } from "./_vectors.ts";
import { withDefaults } from "./_with_defaults.ts";

/** Options of {@linkcode LBFGS}. */
export interface LBFGSOptions {
  /** Length of a step, or of the first trial of a line search; default 1. */
  lr?: number;
  /** Iterations in one step; default 20. */
  maxIter?: number;
  /** Evaluations in one step; default `maxIter · 5/4`, rounded down. */
  maxEval?: number;
  /** A step ends when no entry of the gradient is larger; default 1e-7. */
  toleranceGrad?: number;
  /** A step ends when neither a parameter nor the loss changes by more; default 1e-9. */
  toleranceChange?: number;
  /** How many pairs of moves and changes of the gradient are kept; default 100. */
  historySize?: number;
  /** `"strong_wolfe"`, or `null` for steps of fixed length; default `null`. */
  lineSearchFn?: "strong_wolfe" | null;
  /** Climb instead of descend; default `false`. */
  maximize?: boolean;
}

/** What {@linkcode LBFGS} remembers, kept with its first parameter. */
export interface LBFGSState {
  /** Evaluations so far. */
  funcEvals: number;
  /** Iterations so far. */
  nIter: number;
  /** The last direction. */
  d: Float64Array;
  /** How far the last move went along it. */
  t: number;
  /** Changes of the gradient, oldest first. */
  oldDirs: Float64Array[];
  /** Moves. */
  oldStps: Float64Array[];
  /** Reciprocals of the products of both. */
  ro: number[];
  /** The matrix that the two loops begin with, a multiple of the identity. */
  hDiag: number;
  /** The gradient before the last move. */
  prevFlatGrad: Float64Array;
  /** The loss before the last move. */
  prevLoss: number;
}

const DEFAULTS: Required<Omit<LBFGSOptions, "maxEval">> = {
  lr: 1,
  maxIter: 20,
  toleranceGrad: 1e-7,
  toleranceChange: 1e-9,
  historySize: 100,
  lineSearchFn: null,
  maximize: false,
};
const OPTIONS = [
  "lr",
  "maxIter",
  "maxEval",
  "toleranceGrad",
  "toleranceChange",
  "historySize",
  "lineSearchFn",
  "maximize",
] as const;

/** Pairs with a smaller product do not enter the history. */
const LEAST_CURVATURE = 1e-10;

/** A point of the run: the loss, lower is better, and its gradient. */
interface Place {
  loss: number;
  gradient: Float64Array;
}

/**
 * L-BFGS, as `torch.optim.LBFGS`: one step makes up to `maxIter` iterations and evaluates the loss as often as it needs.
 *
 * The direction is found by the two loops of [Nocedal80]. For minimising one function to a tolerance {@linkcode minimize}
 * is the better choice; this one goes on from step to step while the loss changes between them.
 *
 * **Cost:** beside evaluations, `O(n · historySize)` per iteration.
 *
 * @throws {TypeError} If `params` are no tensors given with `requiresGrad`, or an option is unknown or of the wrong kind.
 * @throws {RangeError} If there is no tensor or more than one group, a tensor comes twice, or an option is out of range.
 *
 * @example One step
 * ```ts
 * import { optim, tensor } from "@diagrad/diagrad";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const x = tensor([-1.2, 1], { requiresGrad: true });
 * const optimizer = new optim.LBFGS([x], { maxIter: 60, lineSearchFn: "strong_wolfe" });
 * optimizer.step(() => {
 *   optimizer.zeroGrad();
 *   const [a, b] = [x.slice(0, 1), x.slice(1)];
 *   const loss = b.sub(a.square()).square().mul(100).add(a.sub(1).square()).sum();
 *   loss.backward();
 *   return loss;
 * });
 * assertAlmostEquals(x.data[0], 1, 1e-4);
 * ```
 */
export class LBFGS extends Optimizer<Required<LBFGSOptions>, LBFGSState> {
  readonly #params: readonly Tensor[];
  readonly #size: number;

  /** Tensors, or one group of them. */
  constructor(params: Params<Required<LBFGSOptions>>, options: LBFGSOptions = {}) {
    const action = "make an LBFGS optimizer", given = asOptions(action, options, OPTIONS);
    const maxEval = Math.floor((given.maxIter ?? DEFAULTS.maxIter) * 5 / 4);
    super(action, params, withDefaults({ ...DEFAULTS, maxEval }, given), checkOptions);
    if (this.paramGroups.length !== 1) {
      throw new RangeError(`Cannot ${action}: one group was expected, but there are ${this.paramGroups.length}`);
    }
    this.#params = this.paramGroups[0].params;
    this.#size = this.#params.reduce((sum, { size }) => sum + size, 0);
  }

  /** Makes up to `maxIter` iterations; gives the loss that `closure` had before them. */
  step(closure: Closure): number {
    const { maxIter, maxEval, toleranceGrad, toleranceChange } = this.paramGroups[0];
    const first = this.#evaluate(closure);
    const isFlat = (gradient: Float64Array) => gradient.every((g) => Math.abs(g) <= toleranceGrad);
    const state = this.state.get(this.#params[0]) ?? this.#firstState();
    state.funcEvals++;
    this.state.set(this.#params[0], state);
    const loss = this.paramGroups[0].maximize ? -first.loss : first.loss;
    if (isFlat(first.gradient)) return loss;
    let here = first, evaluations = 1;
    for (let iteration = 1; iteration <= maxIter; iteration++) {
      this.#turn(state, here);
      const slope = dot(here.gradient, state.d);
      if (slope > -toleranceChange) break;
      const moved = this.#move(state, here, slope, closure, {
        left: maxEval - evaluations,
        isLast: iteration === maxIter,
      });
      here = moved.place;
      evaluations += moved.evaluations;
      state.funcEvals += moved.evaluations;
      const isStill = state.d.every((d) => Math.abs(d * state.t) <= toleranceChange);
      if (evaluations >= maxEval || isFlat(here.gradient) || isStill) break;
      if (Math.abs(here.loss - state.prevLoss) < toleranceChange) break;
    }
    return loss;
  }

  /** Puts the next direction and first step into `state`. */
  #turn(state: LBFGSState, { loss, gradient }: Place): void {
    const { lr, historySize } = this.paramGroups[0];
    if (++state.nIter === 1) {
      state.d = gradient.map((g) => -g);
      state.t = Math.min(1, 1 / gradient.reduce((sum, g) => sum + Math.abs(g), 0)) * lr;
    } else {
      const y = gradient.map((g, i) => g - state.prevFlatGrad[i]), s = state.d.map((d) => d * state.t), ys = dot(y, s);
      const { oldDirs, oldStps, ro } = state;
      if (ys > LEAST_CURVATURE) {
        if (oldDirs.length === historySize) oldDirs.shift(), oldStps.shift(), ro.shift();
        oldDirs.push(y), oldStps.push(s), ro.push(1 / ys);
        state.hDiag = ys / dot(y, y);
      }
      state.d = twoLoops(state, gradient);
      state.t = lr;
    }
    state.prevFlatGrad = gradient;
    state.prevLoss = loss;
  }

  /** Moves along the direction: to where the line search ends, or by the first step. */
  #move(
    state: LBFGSState,
    from: Place,
    slope: number,
    closure: Closure,
    { left, isLast }: { left: number; isLast: boolean },
  ): { place: Place; evaluations: number } {
    const { d } = state, { lineSearchFn, toleranceChange } = this.paramGroups[0], start = this.#values();
    const goTo = (step: number) => this.#assign(start.map((x, i) => x + step * d[i]));
    if (lineSearchFn === null) {
      goTo(state.t);
      // The loss after the last move is not needed.
      return isLast ? { place: from, evaluations: 0 } : { place: this.#evaluate(closure), evaluations: 1 };
    }
    const at = (step: number) => {
      goTo(step);
      const { loss, gradient } = this.#evaluate(closure);
      return { step, loss, gradient, slope: dot(gradient, d) };
    };
    const width = d.reduce((most, di) => Math.max(most, Math.abs(di)), 0);
    const { end, evaluations } = strongWolfe(at, { ...from, step: 0, slope }, state.t, {
      width,
      tolerance: toleranceChange,
      trials: left,
    });
    state.t = end.step;
    goTo(end.step);
    return { place: end, evaluations };
  }

  #firstState(): LBFGSState {
    const none = new Float64Array(0);
    return {
      funcEvals: 0,
      nIter: 0,
      d: none,
      t: 0,
      oldDirs: [],
      oldStps: [],
      ro: [],
      hDiag: 1,
      prevFlatGrad: none,
      prevLoss: 0,
    };
  }

  #evaluate(closure: Closure): Place {
    const sign = this.paramGroups[0].maximize ? -1 : 1, loss = sign * lossOf("make a step", closure);
    const gradient = new Float64Array(this.#size);
    let start = 0;
    for (const { grad, size } of this.#params) {
      grad?.data.forEach((g, i) => gradient[start + i] = sign * g);
      start += size;
    }
    return { loss, gradient };
  }

  #values(): Float64Array {
    const values = new Float64Array(this.#size);
    let start = 0;
    for (const { data, size } of this.#params) {
      values.set(data, start);
      start += size;
    }
    return values;
  }

  #assign(values: Float64Array): void {
    let start = 0;
    for (const param of this.#params) param.assign(values.subarray(start, start += param.size));
  }
}

/** `−H g`, with the inverse Hessian `H` of the history. */
function twoLoops({ oldDirs, oldStps, ro, hDiag }: LBFGSState, gradient: Float64Array): Float64Array {
  const q = gradient.map((g) => -g), weights = new Float64Array(ro.length);
  for (let i = ro.length - 1; i >= 0; i--) {
    weights[i] = dot(oldStps[i], q) * ro[i];
    addScaled(q, -weights[i], oldDirs[i]);
  }
  for (let i = 0; i < q.length; i++) q[i] *= hDiag;
  for (let i = 0; i < ro.length; i++) addScaled(q, weights[i] - dot(oldDirs[i], q) * ro[i], oldStps[i]);
  return q;
}

function checkOptions(action: string, options: Required<LBFGSOptions>): void {
  const { lr, maxIter, maxEval, toleranceGrad, toleranceChange, historySize, lineSearchFn, maximize } = options;
  for (const [name, count] of Object.entries({ maxIter, maxEval, historySize })) checkAtLeastOne(action, name, count);
  for (const [name, value] of Object.entries({ lr, toleranceGrad, toleranceChange })) {
    checkNotNegative(action, name, value);
  }
  if (lineSearchFn !== null) checkChoice(action, "lineSearchFn", lineSearchFn, ["strong_wolfe"]);
  checkFlag(action, "maximize", maximize);
}
