/**
 * The options of losses between samples.
 *
 * @module
 */
import { checkLimits, LIMIT_OPTIONS, type LimitOptions } from "../filtrations/limits.ts";
import type { Limits } from "../kernels.ts";
import { asOptions } from "../tensor/as_options.ts";
import { checkChoice } from "../tensor/check_choice.ts";
import { checkFlag } from "../tensor/check_flag.ts";
import { checkFunction } from "../tensor/check_function.ts";
import { describe } from "../tensor/describe.ts";
import type { Tensor } from "../tensor/tensor.ts";

/** A loss between samples, by name. */
export type SamplesLossKind = "sinkhorn" | "gaussian" | "laplacian" | "energy" | "hausdorff";

/** A cost of moving each of the points `x: [n, d]` to each of `y: [m, d]`, `[n, m]`, made of operations with gradients. */
export type SampleCost = (x: Tensor, y: Tensor) => Tensor;

/** The likeness of each of the points `x: [n, d]` to each of `y: [m, d]`, `[n, m]`, made of operations with gradients. */
export type SampleKernel = (x: Tensor, y: Tensor, blur: number) => Tensor;

/**
 * Options of {@linkcode samplesLoss}.
 *
 * Those from `p` to `debias` and from `tol` to `precision` are for `"sinkhorn"` alone, but for `blur`, which all kinds but
 * `"energy"` have; `"hausdorff"` takes `p`, `tol`, `maxIterations` and `strict`, too.
 */
export interface SamplesLossOptions extends LimitOptions {
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
   * What annealing multiplies the blur by in each step, between 0 and 1; default 0.5. Where transport is solved until it
   * converges, which is neither with `compat` nor `"fast"` nor `"float32"`, steps are chosen by themselves.
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
  /** The error of the marginals, relative to the mass, below which iterations end; default 1e-6. */
  tol?: number;
  /** The most passes over all pairs of points; default 10,000. */
  maxIterations?: number;
  /** Throw where `maxIterations` do not reach `tol`, in place of the warning in the report; default `false`. */
  strict?: boolean;
  /**
   * Reproduce GeomLoss 0.3.1 digit for digit, known faults included; `tol`, `maxIterations` and `strict` are then of no
   * account.
   */
  compat?: "geomloss-0.3.1";
  /** `"fast"` starts with coarser clouds, in up to three dimensions; default `"exact"`. */
  mode?: "exact" | "fast";
  /** The numbers in which pairs of points are computed: `"float32"` is faster, and right to some six digits; default `"float64"`. */
  precision?: "float64" | "float32";
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
  "tol",
  "maxIterations",
  "strict",
  "compat",
  "mode",
  "precision",
  ...LIMIT_OPTIONS,
] as const;

/** Checked options. */
export interface Settings {
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
  readonly tol: number;
  readonly maxIterations: number;
  readonly strict: boolean;
  readonly compat: boolean;
  readonly mode: "exact" | "fast";
  readonly precision: "float64" | "float32";
  readonly limits: Limits;
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
    tol = 1e-6,
    maxIterations = 10_000,
    strict = false,
    compat,
    mode = "exact",
    precision = "float64",
    ...limitOptions
  } = asOptions(action, options, SAMPLES_LOSS_OPTIONS);
  checkNumber(action, "p", p, "a finite number of at least 1", p >= 1 && p < Infinity);
  checkNumber(action, "blur", blur, "a positive number", blur > 0 && blur < Infinity);
  checkNumber(action, "reach", reach, "a positive number", reach > 0);
  checkNumber(
    action,
    "diameter",
    diameter ?? 1,
    "a number of at least 0",
    (diameter ?? 1) >= 0 && diameter !== Infinity,
  );
  checkNumber(action, "scaling", scaling, "between 0 and 1, ends excluded", scaling > 0 && scaling < 1);
  checkNumber(action, "tol", tol, "a positive number", tol > 0 && tol < Infinity);
  checkNumber(
    action,
    "maxIterations",
    maxIterations,
    "an integer from 1 to 2^31 − 1",
    Number.isInteger(maxIterations) && maxIterations >= 1 && maxIterations < 2 ** 31,
  );
  if (kind === "sinkhorn" || kind === "hausdorff") checkPowers(action, { p, blur, reach });
  if (kind === "hausdorff") checkHausdorff(action, reach, compat);
  for (const [name, flag] of Object.entries({ debias, potentials, strict })) checkFlag(action, name, flag);
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
    tol,
    maxIterations,
    strict,
    compat: compat !== undefined,
    mode,
    precision,
    limits: checkLimits(action, limitOptions),
  };
}

function checkNumber(action: string, name: string, value: number, expected: string, holds: boolean): void {
  if (typeof value === "number" && holds) return;
  const found = typeof value === "number" ? value : describe(value);
  throw new RangeError(`Cannot ${action}: ${name} must be ${expected}, but is ${found}`);
}

/** Checks that what is computed with is a number other than 0. */
function checkPowers(action: string, { p, blur, reach }: { p: number; blur: number; reach: number }): void {
  for (const [name, length] of Object.entries({ blur, reach })) {
    const power = length ** p;
    if (power > 0 && (power < Infinity || length === Infinity)) continue;
    throw new RangeError(
      `Cannot ${action}: ${name} ** p must be a positive number, but ${name} is ${length} and p is ${p}`,
    );
  }
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
