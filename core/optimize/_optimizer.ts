/**
 * What optimisers share: groups of parameters with their options, and what is remembered of each parameter.
 *
 * @module
 */
import { withRecording } from "../autodiff/recording.ts";
import { asOptions } from "../tensor/as_options.ts";
import { checkFunction } from "../tensor/check_function.ts";
import { describe } from "../tensor/describe.ts";
import { Tensor } from "../tensor/tensor.ts";
import { withDefaults } from "./_with_defaults.ts";

/** Tensors that are optimised together, with options of their own where they differ from the optimiser's. */
export type ParamGroup<O extends object> = { params: Tensor[] } & O;

/** What an optimiser is given: tensors, or groups of them. */
export type Params<O extends object> = Iterable<Tensor> | readonly ({ params: Iterable<Tensor> } & Partial<O>)[];

/** Evaluates the loss again: forgets gradients, computes, runs backward and gives the loss. */
export type Closure = () => Tensor | number;

/** Everything that an optimiser remembers, by the numbers of its parameters: structured-cloneable. */
export interface OptimizerState<O extends object, S extends object> {
  /** What is remembered of each parameter that has made a step. */
  readonly state: Readonly<Record<number, S>>;
  /** The options of each group, with the numbers of its parameters. */
  readonly paramGroups: readonly ({ params: readonly number[] } & O)[];
}

/** An optimiser of tensors that were given, not computed: steps change them in place. */
export abstract class Optimizer<O extends object, S extends object> {
  /** The groups; options may be changed between steps, as a schedule of `lr` does. */
  readonly paramGroups: ParamGroup<O>[];
  /** What is remembered of each parameter. */
  readonly state: Map<Tensor, S> = new Map();

  /** Checks parameters and the options of groups; `action` opens the errors, `check` looks at options. */
  protected constructor(action: string, params: Params<O>, defaults: O, check: (action: string, options: O) => void) {
    if (typeof params !== "object" || params === null || params instanceof Tensor || !(Symbol.iterator in params)) {
      const found = params instanceof Tensor ? "a tensor" : describe(params);
      throw new TypeError(`Cannot ${action}: a list of tensors was expected, but ${found} was found`);
    }
    const list: readonly unknown[] = [...params], isFlat = list.every((entry) => entry instanceof Tensor);
    const groups = isFlat ? [{ params: list }] : list;
    const seen = new Set<Tensor>();
    this.paramGroups = groups.map((group) => {
      if (typeof group !== "object" || group === null || !("params" in group) || group instanceof Tensor) {
        throw new TypeError(
          `Cannot ${action}: tensors or groups { params } were expected, but ${describe(group)} was found`,
        );
      }
      const { params, ...own } = group as { params: Iterable<Tensor> };
      const given = asOptions(action, own as O, Object.keys(defaults) as (keyof O & string)[]);
      const options = withDefaults(defaults, given as Partial<O>);
      check(action, options);
      return { ...options, params: checkParams(action, params, seen) };
    });
    if (seen.size === 0) throw new RangeError(`Cannot ${action}: at least one tensor was expected, but there is none`);
  }

  /** Forgets the gradients of all parameters. */
  zeroGrad(): void {
    for (const { params } of this.paramGroups) for (const param of params) param.zeroGrad();
  }

  /** A copy of all that is remembered. */
  stateDict(): OptimizerState<O, S> {
    const numbers = new Map(this.paramGroups.flatMap(({ params }) => params).map((param, i) => [param, i]));
    const state: Record<number, S> = {};
    for (const [param, remembered] of this.state) state[numbers.get(param)!] = structuredClone(remembered);
    const paramGroups = this.paramGroups.map(({ params, ...options }) => ({
      ...structuredClone(options as unknown as O),
      params: params.map((param) => numbers.get(param)!),
    }));
    return { state, paramGroups };
  }

  /**
   * Goes on where {@linkcode stateDict} was asked, with parameters of the same sizes in the same groups.
   *
   * @throws {TypeError} If the groups have other lengths.
   */
  loadStateDict(dict: OptimizerState<O, S>): void {
    const action = "load the state of an optimizer";
    if (typeof dict !== "object" || dict === null || !Array.isArray(dict.paramGroups)) {
      throw new TypeError(`Cannot ${action}: what stateDict() gives was expected, but ${describe(dict)} was found`);
    }
    const lengths = (groups: readonly { params: readonly unknown[] }[]) => groups.map(({ params }) => params.length);
    const ours = lengths(this.paramGroups).join(", "), theirs = lengths(dict.paramGroups).join(", ");
    if (ours !== theirs) {
      throw new TypeError(`Cannot ${action}: groups of ${ours} tensors were expected, but they have ${theirs}`);
    }
    this.state.clear();
    dict.paramGroups.forEach(({ params: numbers, ...options }, g) => {
      Object.assign(this.paramGroups[g], structuredClone(options));
      this.paramGroups[g].params.forEach((param, i) => {
        const remembered = dict.state[numbers[i]];
        if (remembered !== undefined) this.state.set(param, structuredClone(remembered));
      });
    });
  }
}

/** The loss that `closure` gives, with recording; `action` opens the error. */
export function lossOf(action: string, closure: Closure): number {
  checkFunction(action, "closure", closure);
  const loss = withRecording(closure);
  if (typeof loss === "number") return loss;
  if (loss instanceof Tensor && loss.size === 1) return loss.item();
  throw new TypeError(
    `Cannot ${action}: a closure that gives a single number was expected, but it gives ${
      loss instanceof Tensor ? `${loss.size} numbers` : describe(loss)
    }`,
  );
}

/**
 * Makes a step of a descent: `move` gets each parameter that has a gradient, the slopes to go down, and the options of its
 * group. Evaluates `closure` before, if given, and gives its loss.
 */
export function descend<O extends { weightDecay: number; maximize: boolean }>(
  groups: readonly ParamGroup<O>[],
  closure: Closure | undefined,
  move: (param: Tensor, slopes: Float64Array, options: O) => void,
): number | undefined {
  const loss = closure === undefined ? undefined : lossOf("make a step", closure);
  for (const group of groups) {
    const { params, weightDecay, maximize } = group, sign = maximize ? -1 : 1;
    for (const param of params) {
      if (param.grad === null) continue;
      const { data } = param;
      move(param, param.grad.data.map((g, i) => sign * g + (weightDecay === 0 ? 0 : weightDecay * data[i])), group);
    }
  }
  return loss;
}

/** Moves `param` to new values: `update` writes into a copy of the old ones. */
export function updateParam(param: Tensor, update: (values: Float64Array) => void): void {
  const values = param.data.slice();
  update(values);
  param.assign(values);
}

/** The tensors of `params`, given with `requiresGrad` and each but once, which `seen` remembers; `action` opens errors. */
export function checkParams(action: string, params: Iterable<Tensor>, seen: Set<Tensor>): Tensor[] {
  if (typeof params !== "object" || params === null || !(Symbol.iterator in params)) {
    throw new TypeError(`Cannot ${action}: a list of tensors was expected, but ${describe(params)} was found`);
  }
  const list = [...params];
  for (const param of list) {
    if (!(param instanceof Tensor)) {
      throw new TypeError(`Cannot ${action}: tensors were expected, but ${describe(param)} was found`);
    }
    if (param.origin !== null || !param.requiresGrad) {
      const found = param.origin === null ? "one does not require a gradient" : `one comes from ${param.origin.name}`;
      throw new TypeError(`Cannot ${action}: tensors that were given with requiresGrad were expected, but ${found}`);
    }
    if (seen.has(param)) throw new RangeError(`Cannot ${action}: each tensor was expected once, but one comes twice`);
    seen.add(param);
  }
  return list;
}
