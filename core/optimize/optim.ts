/**
 * Optimisers of parameters in place, under torch's names: the namespace `optim`.
 *
 * @module
 */
export type { Closure, OptimizerState, ParamGroup, Params } from "./_optimizer.ts";
export { Optimizer } from "./_optimizer.ts";
export { Adam, type AdamOptions, type AdamState } from "./adam.ts";
export { LBFGS, type LBFGSOptions, type LBFGSState } from "./lbfgs.ts";
export { SGD, type SGDOptions, type SGDState } from "./sgd.ts";
