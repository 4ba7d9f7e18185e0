/**
 * Stochastic gradient descent.
 *
 * @module
 */
import { asOptions } from "../tensor/as_options.ts";
import { checkFlag } from "../tensor/check_flag.ts";
import { checkNotNegative } from "./_checks.ts";
import { type Closure, descend, Optimizer, type Params, updateParam } from "./_optimizer.ts";
import { withDefaults } from "./_with_defaults.ts";

/** Options of {@linkcode SGD}. */
export interface SGDOptions {
  /** Length of a step; default 1e-3. */
  lr?: number;
  /** How much of the last step goes on; default 0. */
  momentum?: number;
  /** How much less a gradient counts beside momentum; default 0. */
  dampening?: number;
  /** Adds so many times the parameter to its gradient; default 0. */
  weightDecay?: number;
  /** Look ahead along the momentum, which must then be positive, with no dampening; default `false`. */
  nesterov?: boolean;
  /** Climb instead of descend; default `false`. */
  maximize?: boolean;
}

/** What {@linkcode SGD} remembers of a parameter. */
export interface SGDState {
  /** The momentum. */
  momentumBuffer: Float64Array;
}

const DEFAULTS: Required<SGDOptions> = {
  lr: 1e-3,
  momentum: 0,
  dampening: 0,
  weightDecay: 0,
  nesterov: false,
  maximize: false,
};
const OPTIONS = ["lr", "momentum", "dampening", "weightDecay", "nesterov", "maximize"] as const;

/**
 * Stochastic gradient descent with momentum, as `torch.optim.SGD`.
 *
 * `b ← momentum · b + (1 − dampening) g`, from `b = g` at the first step, and `x ← x − lr · b`; with `nesterov`
 * `x ← x − lr (g + momentum · b)`. Parameters whose `grad` is `null` stay as they are.
 *
 * **Cost:** `O(n)` per step.
 *
 * @throws {TypeError} If `params` are no tensors given with `requiresGrad`, or an option is unknown.
 * @throws {RangeError} If there is no tensor, one comes twice, or an option is out of range.
 *
 * @example Descend
 * ```ts
 * import { optim, tensor } from "@diagrad/diagrad";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const x = tensor([3, -2], { requiresGrad: true });
 * const optimizer = new optim.SGD([x], { lr: 0.1, momentum: 0.5 });
 * for (let i = 0; i < 60; i++) {
 *   optimizer.zeroGrad();
 *   x.square().sum().backward();
 *   optimizer.step();
 * }
 * assertAlmostEquals(x.data[0], 0, 1e-6);
 * ```
 */
export class SGD extends Optimizer<Required<SGDOptions>, SGDState> {
  /** Tensors, or groups of them with options of their own. */
  constructor(params: Params<Required<SGDOptions>>, options: SGDOptions = {}) {
    const action = "make an SGD optimizer";
    super(action, params, withDefaults(DEFAULTS, asOptions(action, options, OPTIONS)), checkOptions);
  }

  /** Moves all parameters by their gradients; evaluates `closure` before, if given, and gives its loss. */
  step(closure?: Closure): number | undefined {
    return descend(this.paramGroups, closure, (param, slopes, { lr, momentum, dampening, nesterov }) => {
      let g = slopes;
      if (momentum !== 0) {
        const buffer = this.state.get(param)?.momentumBuffer;
        const momentumBuffer = buffer?.map((b, i) => b * momentum + (1 - dampening) * slopes[i]) ?? slopes;
        this.state.set(param, { momentumBuffer });
        g = nesterov ? slopes.map((gi, i) => gi + momentum * momentumBuffer[i]) : momentumBuffer;
      }
      updateParam(param, (x) => g.forEach((gi, i) => x[i] -= lr * gi));
    });
  }
}

function checkOptions(action: string, options: Required<SGDOptions>): void {
  const { lr, momentum, dampening, weightDecay, nesterov, maximize } = options;
  for (const [name, value] of Object.entries({ lr, momentum, weightDecay })) checkNotNegative(action, name, value);
  if (typeof dampening !== "number" || !Number.isFinite(dampening)) {
    throw new RangeError(`Cannot ${action}: dampening must be a finite number, but is ${dampening}`);
  }
  checkFlag(action, "nesterov", nesterov);
  checkFlag(action, "maximize", maximize);
  if (nesterov && (momentum <= 0 || dampening !== 0)) {
    throw new RangeError(
      `Cannot ${action}: nesterov needs positive momentum and no dampening, but they are ${momentum} and ${dampening}`,
    );
  }
}
