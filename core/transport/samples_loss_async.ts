/**
 * Losses between weighted samples, computed on another thread.
 *
 * @module
 */
import { checkWatch, WATCH_OPTIONS, watched, type WatchOptions } from "../filtrations/watched.ts";
import { kernels, type SampleLosses, type SamplePairs, type SinkhornLosses } from "../kernels.ts";
import { asOptions } from "../tensor/as_options.ts";
import type { Tensor } from "../tensor/tensor.ts";
import { type Clouds, readClouds, type SampleArguments } from "./_clouds.ts";
import { discrepancyQuestion, hausdorffQuestion, outcomeOf, sinkhornQuestion } from "./_native_losses.ts";
import { resultOf, type SamplesLoss, withReport } from "./samples_loss.ts";
import {
  type AnyResult,
  checkSettings,
  SAMPLES_LOSS_OPTIONS,
  type SamplesLossKind,
  type SamplesLossOptions,
  type Settings,
} from "./samples_loss_options.ts";
import { reportOf, type SamplesLossReport } from "./samples_loss_report.ts";
import { WarmStart } from "./_warm_start.ts";

/** Options of {@linkcode samplesLossAsync}: those of {@linkcode samplesLoss} without functions over pairs of points. */
export interface AsyncSamplesLossOptions extends Omit<SamplesLossOptions, "cost" | "kernel">, WatchOptions {}

const OPTIONS = [
  ...SAMPLES_LOSS_OPTIONS.filter((name) => name !== "cost" && name !== "kernel"),
  ...WATCH_OPTIONS,
] as const;

/**
 * A loss between two weighted clouds of points as {@linkcode samplesLoss}, whose calls are computed on another thread: the
 * event loop stays free meanwhile.
 *
 * Each call gives a promise of what {@linkcode samplesLoss} gives. Tensors must not be assigned new values before it is
 * settled. `signal` and `onProgress` watch every call.
 *
 * Differentiable: as {@linkcode samplesLoss}.
 *
 * Cost: as {@linkcode samplesLoss}, a copy of the clouds, and about a tenth of a millisecond to hand over.
 *
 * @throws {TypeError} If `signal` is no `AbortSignal`, `onProgress` is no function, or as {@linkcode samplesLoss}.
 * @throws {RangeError} As {@linkcode samplesLoss}.
 *
 * @example A loss with its gradient
 * ```ts
 * import { samplesLossAsync, tensor } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * const x = tensor([[0, 0], [1, 0]], { requiresGrad: true });
 * const energy = samplesLossAsync("energy", { signal: AbortSignal.timeout(60_000) });
 * const value = await energy(x, [[5, 0]]);
 * assertEquals(value.item(), 4.25);
 * value.backward();
 * assertEquals(x.grad!.toArray(), [[-0.25, 0], [-0.75, 0]]);
 * ```
 *
 * See [Feydy19].
 */
export function samplesLossAsync(
  kind: SamplesLossKind,
  options: Omit<AsyncSamplesLossOptions, "potentials"> & { potentials: true },
): SamplesLoss<Promise<[Tensor, Tensor]>>;
/** The same, without potentials. */
export function samplesLossAsync(
  kind: SamplesLossKind,
  options?: AsyncSamplesLossOptions,
): SamplesLoss<Promise<Tensor>>;
export function samplesLossAsync(
  kind: SamplesLossKind,
  options: AnyResult<AsyncSamplesLossOptions> = {},
): SamplesLoss<Promise<Tensor | [Tensor, Tensor]>> {
  const action = "make a loss between samples";
  const { signal, onProgress, ...rest } = asOptions(action, options, OPTIONS);
  checkWatch(action, { signal, onProgress });
  const settings = checkSettings(action, kind, rest);
  const near = new WarmStart(settings);
  let report: SamplesLossReport | undefined;
  const loss = async (...given: SampleArguments) => {
    const start = performance.now();
    const clouds = readClouds(settings.action, given), checkUnchanged = changeCheck(clouds, settings);
    return await watched({ signal, onProgress }, (watch) => later(clouds, settings, near, watch), (losses) => {
      checkUnchanged();
      near.keep(clouds, losses.plan);
      report = reportOf(losses.reports ?? [], start, settings);
      return resultOf(clouds, outcomeOf(clouds, settings, losses), settings);
    });
  };
  return withReport(loss, () => report);
}

/** The losses of copies of the clouds, computed on another thread. */
function later(
  clouds: Clouds,
  settings: Settings,
  near: WarmStart,
  watch: Int32Array<ArrayBuffer>,
): Promise<SampleLosses & Partial<SinkhornLosses>> {
  if (settings.kind === "sinkhorn") {
    const [pairs, request] = sinkhornQuestion(clouds, settings, near);
    return kernels().sinkhornLossesAsync(copied(pairs), request, watch);
  }
  if (settings.kind === "hausdorff") {
    const [pairs, request] = hausdorffQuestion(clouds, settings);
    return kernels().hausdorffDivergencesAsync(copied(pairs), request, watch);
  }
  const [pairs, request] = discrepancyQuestion(clouds, settings);
  return kernels().discrepanciesAsync(copied(pairs), request, watch);
}

function copied({ x, a, y, b, ...rest }: SamplePairs): SamplePairs {
  return { ...rest, x: x.slice(), a: a.slice(), y: y.slice(), b: b.slice() };
}

/** Throws if one of the tensors has been assigned new values since it was made: its gradient would be one at the old ones. */
function changeCheck({ x, y }: Clouds, { action }: Settings): () => void {
  const tensors = [x.points, y.points, x.weights, y.weights], versions = tensors.map((tensor) => tensor?.version);
  return () => {
    if (tensors.every((tensor, k) => tensor?.version === versions[k])) return;
    throw new Error(`Cannot ${action}: unchanged inputs were expected, but one was assigned new values meanwhile`);
  };
}
