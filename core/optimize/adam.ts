/**
 * Adam: steps scaled by moments of the gradient.
 *
 * @module
 */
import { asOptions } from "../tensor/as_options.ts";
import { checkFlag } from "../tensor/check_flag.ts";
import type { Tensor } from "../tensor/tensor.ts";
import { checkNotNegative } from "./_checks.ts";
import { type Closure, descend, Optimizer, type Params, updateParam } from "./_optimizer.ts";
import { withDefaults } from "./_with_defaults.ts";

/** Options of {@linkcode Adam}. */
export interface AdamOptions {
  /** Length of a step; default 1e-3. */
  lr?: number;
  /** How much of the first and of the second moment is kept, from 0 and below 1; default `[0.9, 0.999]`. */
  betas?: readonly [first: number, second: number];
  /** Added to the root of the second moment; default 1e-8. */
  eps?: number;
  /** Adds so many times the parameter to its gradient; default 0. */
  weightDecay?: number;
  /** Divide by the largest second moment so far; default `false`. */
  amsgrad?: boolean;
  /** Climb instead of descend; default `false`. */
  maximize?: boolean;
}

/** What {@linkcode Adam} remembers of a parameter. */
export interface AdamState {
  /** Steps so far. */
  step: number;
  /** The first moment, a mean of gradients. */
  expAvg: Float64Array;
  /** The second moment, a mean of their squares. */
  expAvgSq: Float64Array;
  /** With `amsgrad`, the largest second moment so far. */
  maxExpAvgSq?: Float64Array;
}

const DEFAULTS: Required<AdamOptions> = {
  lr: 1e-3,
  betas: [0.9, 0.999],
  eps: 1e-8,
  weightDecay: 0,
  amsgrad: false,
  maximize: false,
};
const OPTIONS = ["lr", "betas", "eps", "weightDecay", "amsgrad", "maximize"] as const;

/**
 * Adam, as `torch.optim.Adam`.
 *
 * `m ← β₁m + (1 − β₁)g` and `v ← β₂v + (1 − β₂)g²`; at step `t`
 * `x ← x − lr/(1 − β₁ᵗ) · m/(√v/√(1 − β₂ᵗ) + eps)`. With `amsgrad` the largest `v` so far stands for `v`. Parameters whose
 * `grad` is `null` stay as they are.
 *
 * **Cost:** `O(n)` per step.
 *
 * @throws {TypeError} If `params` are no tensors given with `requiresGrad`, or an option is unknown.
 * @throws {RangeError} If there is no tensor, one comes twice, or an option is out of range.
 *
 * @example Descend
 * ```ts
 * import { optim, tensor } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * const x = tensor([3, -2], { requiresGrad: true }), optimizer = new optim.Adam([x], { lr: 0.5 });
 * const closure = () => {
 *   optimizer.zeroGrad();
 *   const loss = x.square().sum();
 *   loss.backward();
 *   return loss;
 * };
 * assertEquals(optimizer.step(closure), 13);
 * assertEquals(x.toArray().toString(), "2.5000000008333334,-1.50000000125");
 * ```
 *
 * See [Kingma15].
 */
export class Adam extends Optimizer<Required<AdamOptions>, AdamState> {
  /** Tensors, or groups of them with options of their own. */
  constructor(params: Params<Required<AdamOptions>>, options: AdamOptions = {}) {
    const action = "make an Adam optimizer";
    super(action, params, withDefaults(DEFAULTS, asOptions(action, options, OPTIONS)), checkOptions);
  }

  /** Moves all parameters by their gradients; evaluates `closure` before, if given, and gives its loss. */
  step(closure?: Closure): number | undefined {
    return descend(this.paramGroups, closure, (param, slopes, { lr, betas: [beta1, beta2], eps, amsgrad }) => {
      const state = this.#stateOf(param, amsgrad), { expAvg: m, expAvgSq: v, maxExpAvgSq: most } = state;
      const t = ++state.step, size = lr / (1 - beta1 ** t), root = Math.sqrt(1 - beta2 ** t);
      updateParam(param, (x) => {
        for (let i = 0; i < x.length; i++) {
          const g = slopes[i];
          m[i] += (1 - beta1) * (g - m[i]);
          v[i] = beta2 * v[i] + (1 - beta2) * g * g;
          if (most !== undefined) most[i] = Math.max(most[i], v[i]);
          x[i] -= size * m[i] / (Math.sqrt((most ?? v)[i]) / root + eps);
        }
      });
    });
  }

  #stateOf(param: Tensor, amsgrad: boolean): AdamState {
    const known = this.state.get(param);
    if (known !== undefined) return known;
    const zeros = () => new Float64Array(param.size);
    const state = { step: 0, expAvg: zeros(), expAvgSq: zeros(), ...(amsgrad ? { maxExpAvgSq: zeros() } : {}) };
    this.state.set(param, state);
    return state;
  }
}

function checkOptions(action: string, options: Required<AdamOptions>): void {
  const { lr, betas, eps, weightDecay, amsgrad, maximize } = options;
  for (const [name, value] of Object.entries({ lr, eps, weightDecay })) checkNotNegative(action, name, value);
  if (!Array.isArray(betas) || betas.length !== 2 || !betas.every((b) => typeof b === "number" && b >= 0 && b < 1)) {
    throw new RangeError(`Cannot ${action}: betas must be two numbers from 0 and below 1, but is ${betas}`);
  }
  checkFlag(action, "amsgrad", amsgrad);
  checkFlag(action, "maximize", maximize);
}
