/**
 * Losses between weighted samples.
 *
 * @module
 */
import { noGrad } from "../autodiff/recording.ts";
import { Tensor, type TensorLike } from "../tensor/tensor.ts";
import { type Clouds, readClouds, type SampleArguments, type Samples } from "./_clouds.ts";
import { customCostOutcome } from "./_custom_cost.ts";
import { customKernelOutcome } from "./_custom_kernel.ts";
import { nativeOutcome, type Outcome } from "./_native_losses.ts";
import {
  type AnyResult,
  checkSettings,
  type SamplesLossKind,
  type SamplesLossOptions,
  type Settings,
} from "./samples_loss_options.ts";
import { reportOf, type SamplesLossReport } from "./samples_loss_report.ts";
import { WarmStart } from "./_warm_start.ts";

/** A loss between samples; `Result` is a tensor, or a pair of them with `potentials`. */
export interface SamplesLoss<Result = Tensor> {
  /** The loss of two clouds of uniform weights of sum 1. */
  (x: Samples, y: Samples): Result;
  /** The loss of two weighted clouds. */
  (a: TensorLike, x: Samples, b: TensorLike, y: Samples): Result;
  /** How the last call that gave a result went, `undefined` before it. */
  readonly report: SamplesLossReport | undefined;
}

/**
 * A loss between two weighted clouds of points: call the result with `(x, y)`, or with weights as `(a, x, b, y)`.
 *
 * - `"sinkhorn"`: the Sinkhorn divergence `S = OT(α, β) − ½ OT(α, α) − ½ OT(β, β)` of entropic transport,
 *   `OT(α, β) = min_π ⟨π, |x − y|^p / p⟩ + ε KL(π | α ⊗ β)` with `ε = blur^p`, whose marginals are `α` and `β`; with `reach`
 *   they may differ at the price `ρ KL`, `ρ = reach^p`. With `debias: false` it is `OT(α, β)` alone. Masses other than 1 are
 *   taken as they are.
 * - `"gaussian"`, `"laplacian"`, `"energy"`: `½ ⟨α − β, k ⋆ (α − β)⟩` for the kernel `exp(−|x − y|²/(2 blur²))`,
 *   `exp(−|x − y|/blur)` or `−|x − y|`.
 * - `"hausdorff"`: the Hausdorff divergence `½ ⟨α, B − φ⟩ + ½ ⟨β, A − ψ⟩`, where `φ` and `ψ` are the potentials of entropic
 *   transport of either cloud to itself, and `B` and `A` what those of the other cloud give at its points.
 *
 * `x: [n, d]` and `y: [m, d]` are points, `a: [n]` and `b: [m]` weights, not negative, by default `1/n` and `1/m`; the result
 * is a single number. Batches `[b, n, d]` and `[b, m, d]` with weights `[b, n]` and `[b, m]`, or {@linkcode ragged} ones, give
 * `[b]`. With `potentials: true` the result is `[F, G]`, the dual potentials as constants, of the shapes of the weights; without
 * `reach` they are the derivatives by the weights, but for `"hausdorff"`. The unit of the transport losses is that of
 * `|x − y|^p`.
 *
 * By default, transport is solved until both marginals are right up to `tol`, and `loss.report` tells how it went.
 * `compat: "geomloss-0.3.1"` stops where GeomLoss does, often at a tenth off, and has its distance floor, its diameter shared
 * in batches, and its unbalanced gradients; see the page on sample losses.
 *
 * Differentiable: in `x`, `y`, `a` and `b`. Points that coincide pull at nobody, which is a subgradient of `"energy"`,
 * `"laplacian"` and `p = 1`. Where masses must be kept, the gradient at weights is one up to a constant. No second derivatives.
 *
 * Cost: `O(n m)` time for each pass over pairs of points, `O(n + m)` memory; value and gradients are one native call, of the
 * same bits for every number of threads. Sums in one dimension take `O(n log n)`. Pairs too far apart to be seen in the
 * digits of a result are left out from some thousand points on, for `"gaussian"`, `"laplacian"` and `p = 2` in up to three
 * dimensions.
 *
 * @throws {TypeError} If kinds or shapes do not fit, or an option is of the wrong kind or unknown.
 * @throws {RangeError} If a cloud is empty, a coordinate not finite, a weight negative, masses differ without `reach`, an option
 * is out of range, more memory would be needed than is allowed, or `strict` finds that iterations ended too early.
 *
 * @example Three points move towards three others
 * ```ts
 * import { samplesLoss, tensor } from "@diagrad/diagrad";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const x = tensor([[0, 0], [1, 0], [0, 1]], { requiresGrad: true });
 * const loss = samplesLoss("sinkhorn", { p: 2, blur: 0.01 });
 * const value = loss(x, [[0, 2], [1, 2], [0, 3]]);
 * assertAlmostEquals(value.item(), 2 ** 2 / 2, 1e-6);
 * value.backward();
 * assertAlmostEquals(x.grad!.data[1], -2 / 3, 1e-6);
 * ```
 *
 * @example Weights
 * ```ts
 * import { samplesLoss } from "@diagrad/diagrad";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const energy = samplesLoss("energy");
 * assertAlmostEquals(energy([0.25, 0.75], [[0], [4]], [1], [[0]]).item(), 0.75 ** 2 * 4);
 * ```
 *
 * See [Feydy19], [Sejourne19], [FeydyTrouve18].
 */
export function samplesLoss(
  kind: SamplesLossKind,
  options: Omit<SamplesLossOptions, "potentials"> & { potentials: true },
): SamplesLoss<[Tensor, Tensor]>;
/** The same, without potentials. */
export function samplesLoss(
  kind: SamplesLossKind,
  options?: SamplesLossOptions,
): SamplesLoss;
export function samplesLoss(
  kind: SamplesLossKind,
  options: AnyResult<SamplesLossOptions> = {},
): SamplesLoss<Tensor | [Tensor, Tensor]> {
  const settings = checkSettings("make a loss between samples", kind, options);
  const near = new WarmStart(settings);
  let report: SamplesLossReport | undefined;
  const loss = (...given: SampleArguments) => {
    const start = performance.now();
    const clouds = readClouds(settings.action, given);
    const outcome = outcomeFor(clouds, settings, near);
    report = reportOf(outcome.reports, start, settings);
    return resultOf(clouds, outcome, settings);
  };
  return withReport(loss, () => report);
}

function outcomeFor(clouds: Clouds, settings: Settings, near: WarmStart): Outcome {
  const { cost, kernel, potentials } = settings;
  const find = () => {
    if (cost !== undefined) return customCostOutcome(clouds, cost, settings);
    if (kernel !== undefined) return customKernelOutcome(clouds, kernel, settings);
    return nativeOutcome(clouds, settings, near);
  };
  return potentials ? noGrad(find) : find();
}

/** A function of clouds that can be asked how its last call went. */
export function withReport<Result>(
  loss: (...given: SampleArguments) => Result,
  report: () => SamplesLossReport | undefined,
): SamplesLoss<Result> {
  return Object.defineProperty<unknown>(loss, "report", { get: report }) as SamplesLoss<Result>;
}

/** What a call gives back. */
export function resultOf(
  { x, y }: Clouds,
  { value, f, g }: Outcome,
  { potentials }: Settings,
): Tensor | [Tensor, Tensor] {
  return potentials ? [new Tensor(f, x.shape), new Tensor(g, y.shape)] : value;
}
