/**
 * The part of the port for Hausdorff divergences.
 *
 * @module
 */
import type { Limits } from "./limits.ts";
import type { SampleLosses, SamplePairs, SinkhornLosses } from "./transport.ts";

/** A Hausdorff divergence with the cost `|x − y|^p / p`. */
export interface HausdorffRequest {
  /** The exponent of the cost, finite and at least 1. */
  readonly p: number;
  /** The blur `ε^(1/p)`, positive. */
  readonly blur: number;
  /** Distances below it count as it and have no gradient. */
  readonly floor: number;
  /** The L1 error of the marginals, relative to the mass, below which iterations end. */
  readonly tol: number;
  /** The most passes over all pairs of points of a cloud. */
  readonly maxIterations: number;
  /** What it may use. */
  readonly limits: Limits;
}

/** Hausdorff divergences between weighted samples; a report counts the passes of the cloud that takes more. */
export interface HausdorffKernels {
  /** The divergences, with all gradients. */
  hausdorffDivergences(pairs: SamplePairs, request: HausdorffRequest): SampleLosses & Pick<SinkhornLosses, "reports">;
  /** The same on another thread; `watch` is that of the persistence engines. */
  hausdorffDivergencesAsync(
    pairs: SamplePairs,
    request: HausdorffRequest,
    watch: Int32Array<ArrayBuffer>,
  ): Promise<SampleLosses & Pick<SinkhornLosses, "reports">>;
}
