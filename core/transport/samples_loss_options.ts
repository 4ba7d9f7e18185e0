/**
 * The options of losses between samples.
 *
 * @module
 */
import { asOptions } from "../tensor/as_options.ts";
import { checkChoice } from "../tensor/check_choice.ts";
import { checkFlag } from "../tensor/check_flag.ts";
import { checkFunction } from "../tensor/check_function.ts";
import type { Tensor } from "../tensor/tensor.ts";
import { checkExponent, checkNumber, checkPowers } from "./_check_number.ts";
import {
  checkConvergence,
  type Convergence,
  CONVERGENCE_OPTIONS,
  type ConvergenceOptions,
} from "./entropic_solution.ts";

/** A loss between samples, by name. */
export type SamplesLossKind = "sinkhorn" | "gaussian" | "laplacian" | "energy" | "hausdorff";

/** A cost of moving each of the points `x: [n, d]` to each of `y: [m, d]`, `[n, m]`, made of operations with gradients. */
export type SampleCost = (x: Tensor, y: Tensor) => Tensor;

/** The likeness of each of the points `x: [n, d]` to each of `y: [m, d]`, `[n, m]`, made of operations with gradients. */
export type SampleKernel = (x: Tensor, y: Tensor, blur: number) => Tensor;

/**
 * Options of {@linkcode samplesLoss}.
 *
 * Those from `p` to `debias`, from `compat` to `warmStart` and of convergence are for `"sinkhorn"` alone, but for `blur`, which
 * all kinds but `"energy"` have; `"hausdorff"` takes `p`, `tol`, `maxIterations` and `strict`, too.
 */
export interface SamplesLossOptions extends ConvergenceOptions {
  /** The exponent of the cost `|x − y|^p / p`, at least 1; default 2. */
  p?: number;
  /**
   * The length below which details do not count, positive: `ε = blur^p` for `"sinkhorn"` and `"hausdorff"`, the width of the
   * kernel for `"gaussian"` and `"laplacian"`; default 0.05.
   */
  blur?: number;
  /** How far mass moves before it is rather made or destroyed, positive: `ρ = reach^p`; default `Infinity`, all is moved. */
  reach?: number;
  /** The length that annealing starts from; default the diagonal of the box around each pair of clouds. */
  diameter?: number;
  /**
   * What annealing multiplies the blur by in each step, between 0 and 1; default 0.5. Where transport is solved until its
   * marginals are right, which is neither with `compat` nor with `"float32"`, steps are chosen by themselves.
   */
  scaling?: number;
  /** Take off the losses of each cloud against itself, so that equal clouds are at 0; default `true`. */
  debias?: boolean;
  /** Return the two potentials, as constants, in place of the loss; default `false`. */
  potentials?: false;
  /** A symmetric cost in place of `|x − y|^p / p`; `p` then only says what `blur` and `reach` mean. */
  cost?: SampleCost;
  /** A symmetric kernel in place of that of `"gaussian"`, `"laplacian"` or `"energy"`. */
  kernel?: SampleKernel;
  /**
   * Reproduce GeomLoss 0.3.1 digit for digit, known faults included; `tol`, `maxIterations` and `strict` are then of no
   * account.
   */
  compat?: "geomloss-0.3.1";
  /**
   * `"fast"` ends when the error of the marginals is below 0.03, or `tol` if that is more, and the report bounds the error of
   * the value; with `compat` the schedule starts with coarser clouds, in up to three dimensions. Default `"exact"`.
   */
  mode?: "exact" | "fast";
  /**
   * The numbers in which pairs of points are computed; default `"float64"`. With `"float32"` each pair is faster and right to
   * some six digits, but iterations end with the schedule of `compat`, not with `tol`, as the report says.
   */
  precision?: "float64" | "float32";
  /**
   * Begin with the potentials of the call before where clouds have the same sizes, as in a flow, whose steps are small: fewer
   * iterations, and the same result up to `tol`, whose last digits then depend on the calls before. Potentials that are too far
   * off are left. Of no account with `compat`, `"float32"` and a cost of your own; default `false`.
   */
  warmStart?: boolean;
}

/** Options of a loss, or of its potentials. */
export type AnyResult<Options extends SamplesLossOptions> = Omit<Options, "potentials"> & { potentials?: boolean };

/** The names of {@linkcode SamplesLossOptions}. */
export const SAMPLES_LOSS_OPTIONS = [
  "p",
  "blur",
  "reach",
  "diameter",
  "scaling",
  "debias",
  "potentials",
  "cost",
  "kernel",
  "compat",
  "mode",
  "precision",
  "warmStart",
  ...CONVERGENCE_OPTIONS,
] as const;

/** Checked options. */
export interface Settings extends Convergence {
  readonly kind: SamplesLossKind;
  /** What opens the errors of calls. */
  readonly action: string;
  readonly p: number;
  readonly blur: number;
  readonly reach: number;
  readonly diameter: number | undefined;
  readonly scaling: number;
  readonly debias: boolean;
  readonly potentials: boolean;
  readonly cost: SampleCost | undefined;
  readonly kernel: SampleKernel | undefined;
  readonly compat: boolean;
  readonly mode: "exact" | "fast";
  readonly precision: "float64" | "float32";
  readonly warmStart: boolean;
}

const KINDS: readonly SamplesLossKind[] = ["sinkhorn", "gaussian", "laplacian", "energy", "hausdorff"];

/** Checks the kind and the options of a loss; `action` opens errors. */
export function checkSettings(action: string, kind: SamplesLossKind, options: AnyResult<SamplesLossOptions>): Settings {
  checkChoice(action, "kind", kind, KINDS);
  const {
    p = 2,
    blur = 0.05,
    reach = Infinity,
    diameter,
    scaling = 0.5,
    debias = true,
    potentials = false,
    cost,
    kernel,
    compat,
    mode = "exact",
    precision = "float64",
    warmStart = false,
    ...rest
  } = asOptions(action, options, SAMPLES_LOSS_OPTIONS);
  checkExponent(action, p);
  checkNumber(action, "blur", blur, blur > 0 && blur < Infinity, "a positive number");
  checkNumber(action, "reach", reach, reach > 0, "a positive number");
  const start = diameter ?? 1;
  checkNumber(action, "diameter", start, start >= 0 && start < Infinity, "a number of at least 0");
  checkNumber(action, "scaling", scaling, scaling > 0 && scaling < 1, "between 0 and 1, ends excluded");
  const convergence = checkConvergence(action, rest);
  if (kind === "sinkhorn" || kind === "hausdorff") checkPowers(action, p, { blur, reach });
  if (kind === "hausdorff") checkHausdorff(action, reach, compat);
  for (const [name, flag] of Object.entries({ debias, potentials, warmStart })) checkFlag(action, name, flag);
  if (compat !== undefined) checkChoice(action, "compat", compat, ["geomloss-0.3.1"]);
  checkChoice(action, "mode", mode, ["exact", "fast"]);
  checkChoice(action, "precision", precision, ["float64", "float32"]);
  checkOwn(action, "cost", cost, kind === "sinkhorn", '"sinkhorn"');
  checkOwn(
    action,
    "kernel",
    kernel,
    kind !== "sinkhorn" && kind !== "hausdorff",
    '"gaussian", "laplacian" or "energy"',
  );
  return {
    kind,
    action: `compute the ${kind} loss`,
    p,
    blur,
    reach,
    diameter,
    scaling,
    debias,
    potentials,
    cost,
    kernel,
    compat: compat !== undefined,
    mode,
    precision,
    warmStart,
    ...convergence,
  };
}

/** The Hausdorff divergence keeps masses, and GeomLoss 0.3.1 has none that works. */
function checkHausdorff(action: string, reach: number, compat: string | undefined): void {
  const found = reach !== Infinity ? `reach is ${reach}` : compat !== undefined ? `compat is "${compat}"` : undefined;
  if (found === undefined) return;
  throw new RangeError(`Cannot ${action}: neither reach nor compat go with "hausdorff", but ${found}`);
}

/** Checks a function of the user, which only some kinds of loss call. */
function checkOwn(action: string, name: string, f: unknown, isCalled: boolean, kinds: string): void {
  if (f === undefined) return;
  checkFunction(action, name, f);
  if (!isCalled) throw new TypeError(`Cannot ${action}: ${name} must be left out but with ${kinds}, but is a function`);
}
