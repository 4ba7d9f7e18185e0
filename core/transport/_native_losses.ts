/**
 * Losses that the kernels compute: what they are asked, and how their answer becomes a step of the tape.
 *
 * @module
 */
import { isRecording, record } from "../autodiff/recording.ts";
import type { DiscrepancyRequest, SampleLosses, SamplePairs, SinkhornLosses, SinkhornReport } from "../kernels.ts";
import { kernels, type SinkhornRequest } from "../kernels.ts";
import type { HausdorffRequest } from "../kernels/hausdorff.ts";
import type { Tensor } from "../tensor/tensor.ts";
import { boxDiagonal, checkExtent, type Clouds, pairsOf } from "./_clouds.ts";
import { massFactors, scaled } from "./_masses.ts";
import type { Settings } from "./samples_loss_options.ts";
import type { WarmStart } from "./_warm_start.ts";

/** Losses on the tape, and what else is known of them. */
export interface Outcome {
  /** One loss for each pair of clouds. */
  readonly value: Tensor;
  /** The potentials at all points of the first clouds. */
  readonly f: Float64Array;
  /** Those at the points of the second. */
  readonly g: Float64Array;
  /** How each pair was solved; empty for plain sums. */
  readonly reports: readonly SinkhornReport[];
}

/** Distances below it count as it in GeomLoss 0.3.1. */
const FLOOR = 1e-4;

/** What the Sinkhorn kernel is given; masses that should be equal and are but for rounding are made so. */
export function sinkhornQuestion(clouds: Clouds, settings: Settings, near: WarmStart): [SamplePairs, SinkhornRequest] {
  const { action, p, blur, reach, scaling, debias, compat, tol, maxIterations, mode, precision, limits } = settings;
  const diameter = checkedDiameter(clouds, settings);
  const factors = compat ? undefined : massFactors(action, clouds, reach === Infinity);
  const pairs = pairsOf(clouds), b = factors === undefined ? pairs.b : scaled(pairs.b, clouds.y, factors);
  return [{ ...pairs, b }, {
    ...sidesWanted(clouds),
    floor: compat && p !== 2 ? FLOOR : 0,
    p,
    blur,
    reach,
    diameter,
    scaling,
    debias,
    compat,
    tol,
    maxIterations,
    mode,
    precision,
    start: near.potentials(clouds),
    limits,
  }];
}

/** The length that annealing starts from, as far as it is known: with `compat` that of the box around all clouds. */
export function checkedDiameter(clouds: Clouds, { action, p, diameter, compat }: Settings): number | undefined {
  const extent = checkExtent(action, clouds, p, diameter);
  if (!compat) return diameter;
  if ((diameter ?? extent) > 0) return diameter ?? extent;
  throw new RangeError(
    `Cannot ${action}: points that differ, or a positive diameter, were expected with compat, but the diameter is 0`,
  );
}

/** What the kernel of discrepancies is given. */
export function discrepancyQuestion(clouds: Clouds, settings: Settings): [SamplePairs, DiscrepancyRequest] {
  const { action, kind, blur, compat, limits } = settings, extent = boxDiagonal(clouds);
  if (!(extent ** 2 < Infinity && extent / blur < Infinity)) {
    throw new RangeError(
      `Cannot ${action}: points with finite squared distances were expected, but the diagonal of their bounding box is ` +
        extent,
    );
  }
  const kernel = kind as DiscrepancyRequest["kernel"], floor = compat && kind !== "gaussian" ? FLOOR : 0;
  return [pairsOf(clouds), { ...sidesWanted(clouds), floor, kernel, blur, limits }];
}

/** What the kernel of Hausdorff divergences is given. */
export function hausdorffQuestion(clouds: Clouds, settings: Settings): [SamplePairs, HausdorffRequest] {
  const { p, blur, tol, maxIterations, limits } = settings;
  checkedDiameter(clouds, settings);
  massFactors(settings.action, clouds, false);
  return [pairsOf(clouds), { floor: 0, p, blur, tol, maxIterations, limits }];
}

/** The losses of clouds, computed now; the search begins with what is near, and leaves it behind. */
export function nativeOutcome(clouds: Clouds, settings: Settings, near: WarmStart): Outcome {
  if (settings.kind === "hausdorff") {
    return outcomeOf(clouds, settings, kernels().hausdorffDivergences(...hausdorffQuestion(clouds, settings)));
  }
  if (settings.kind !== "sinkhorn") {
    return outcomeOf(clouds, settings, kernels().discrepancies(...discrepancyQuestion(clouds, settings)));
  }
  const losses = kernels().sinkhornLosses(...sinkhornQuestion(clouds, settings, near));
  near.keep(clouds, losses.plan);
  return outcomeOf(clouds, settings, losses);
}

/** What the kernels found, as a step of the tape: all gradients are known already. */
export function outcomeOf(
  clouds: Clouds,
  { kind }: Settings,
  losses: SampleLosses & Partial<SinkhornLosses>,
): Outcome {
  const { values, f, g, atA, atB, atX, atY, reports = [] } = losses, { x, y, shape, dimension } = clouds;
  const inputs = [x.points, y.points],
    ways: ((gradient: Float64Array) => Float64Array)[] = [
      (gradient) => scaled(atX, x, gradient, dimension),
      (gradient) => scaled(atY, y, gradient, dimension),
    ];
  for (const [side, at] of [[x, atA], [y, atB]] as const) {
    if (side.weights === undefined) continue;
    inputs.push(side.weights);
    ways.push((gradient) => scaled(at, side, gradient));
  }
  const value = record(
    `samplesLoss("${kind}")`,
    inputs,
    values,
    shape,
    () => (gradient, needed) => ways.map((way, k) => needed[k] ? way(gradient) : null),
  );
  return { value, f, g, reports };
}

/** Which gradients at points are wanted. */
function sidesWanted({ x, y }: Clouds): { atX: boolean; atY: boolean } {
  return { atX: isRecording() && x.points.requiresGrad, atY: isRecording() && y.points.requiresGrad };
}
