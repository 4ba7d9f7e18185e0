/**
 * The part of the port for losses between weighted samples.
 *
 * @module
 */
import type { Limits } from "./limits.ts";

/** Pairs of weighted clouds, one pair after the other; no cloud is empty, and weights are not negative. */
export interface SamplePairs {
  /** Number of coordinates of a point, at least 1. */
  readonly dimension: number;
  /** The points of all first clouds, `[n, dimension]`. */
  readonly x: Float64Array;
  /** Their weights, `[n]`. */
  readonly a: Float64Array;
  /** For each pair the number of rows of `x` that come before the end of its first cloud. */
  readonly xEnds: Uint32Array;
  /** The points of all second clouds, `[m, dimension]`. */
  readonly y: Float64Array;
  /** Their weights, `[m]`. */
  readonly b: Float64Array;
  /** For each pair the number of rows of `y` that come before the end of its second cloud. */
  readonly yEnds: Uint32Array;
}

/** What every loss between samples is asked for. */
export interface SampleRequest {
  /**
   * Distances below it count as it and have no gradient; 0 lets them be, with gradient 0 where points coincide. Of no account
   * where squares of distances are enough: for the Gaussian and for p = 2.
   */
  readonly floor: number;
  /** Whether the gradient at the points of the first clouds is wanted. */
  readonly atX: boolean;
  /** Whether the gradient at the points of the second clouds is wanted. */
  readonly atY: boolean;
  /** What it may use. */
  readonly limits: Limits;
}

/** Losses with their gradients. */
export interface SampleLosses {
  /** One for each pair. */
  readonly values: Float64Array;
  /** The potentials at the points of the first clouds, `[n]`. */
  readonly f: Float64Array;
  /** Those at the points of the second clouds, `[m]`. */
  readonly g: Float64Array;
  /** The gradients at the weights `a`, `[n]`. */
  readonly atA: Float64Array;
  /** Those at the weights `b`, `[m]`. */
  readonly atB: Float64Array;
  /** The gradients at the points `x`, `[n, dimension]`, empty if not asked for. */
  readonly atX: Float64Array;
  /** Those at the points `y`, `[m, dimension]`, empty if not asked for. */
  readonly atY: Float64Array;
}

/** A discrepancy `½⟨a, K a⟩ + ½⟨b, K b⟩ − ⟨a, K b⟩`. */
export interface DiscrepancyRequest extends SampleRequest {
  /** `exp(−|x − y|²/(2 blur²))`, `exp(−|x − y|/blur)`, or `−|x − y|`; the floor is one of `|x − y|/blur` for the second. */
  readonly kernel: "gaussian" | "laplacian" | "energy";
  /** The width of the kernel, positive; of no account for `"energy"`. */
  readonly blur: number;
}

/** An entropic transport loss with the cost `|x − y|^p / p`. */
export interface SinkhornRequest extends SampleRequest {
  /** The exponent of the cost, finite and at least 1. */
  readonly p: number;
  /** The blur `ε^(1/p)`, positive. */
  readonly blur: number;
  /** The reach `ρ^(1/p)`, positive; `Infinity` keeps the marginals. */
  readonly reach: number;
  /** The length that annealing starts from, not negative; that of the box around each pair if undefined. */
  readonly diameter: number | undefined;
  /** What annealing multiplies the blur by, between 0 and 1. */
  readonly scaling: number;
  /** Whether the losses of each cloud against itself are taken off. */
  readonly debias: boolean;
  /** Stop where the schedule of GeomLoss 0.3.1 ends, with its gradients; else go on to `tol`. */
  readonly compat: boolean;
  /** The L1 error of the marginals, relative to the mass, below which iterations end. */
  readonly tol: number;
  /** The most passes over all pairs of points. */
  readonly maxIterations: number;
  /** `"fast"` works on coarser clouds first, up to three dimensions. */
  readonly mode: "exact" | "fast";
  /** The numbers in which pairs of points are computed. */
  readonly precision: "float64" | "float32";
  /**
   * Potentials of the plans between clouds to begin with, `[n + m]`, those of second clouds behind those of first ones, `NaN`
   * for all points of a pair that has none; of no account with `compat` or `"float32"`. If undefined, none are given back.
   */
  readonly start: Float64Array<ArrayBuffer> | undefined;
}

/** How a transport problem was solved. */
export interface SinkhornReport {
  /** Passes over all pairs of points of two clouds. */
  readonly iterations: number;
  /** The L1 error of both marginals, relative to the mass. */
  readonly marginalError: number;
  /** The primal cost less the dual one. */
  readonly gap: number;
  /** A bound on the relative change of sums by pairs that were left out; 0 if none were. */
  readonly truncation: number;
  /** A bound on how far the loss is from that of convergence; `Infinity` where none is known. */
  readonly error: number;
}

/** Entropic transport losses. */
export interface SinkhornLosses extends SampleLosses {
  /** How each pair was solved. */
  readonly reports: readonly SinkhornReport[];
  /** Where the search could be begun: the potentials of the plans between clouds, `[n + m]`; else empty. */
  readonly plan: Float64Array<ArrayBuffer>;
}

/** Losses between weighted samples. */
export interface TransportKernels {
  /** Discrepancies of kernels. */
  discrepancies(pairs: SamplePairs, request: DiscrepancyRequest): SampleLosses;
  /** The same on another thread; `watch` is that of the persistence engines. */
  discrepanciesAsync(
    pairs: SamplePairs,
    request: DiscrepancyRequest,
    watch: Int32Array<ArrayBuffer>,
  ): Promise<SampleLosses>;
  /** Sinkhorn losses. */
  sinkhornLosses(pairs: SamplePairs, request: SinkhornRequest): SinkhornLosses;
  /** The same on another thread. */
  sinkhornLossesAsync(
    pairs: SamplePairs,
    request: SinkhornRequest,
    watch: Int32Array<ArrayBuffer>,
  ): Promise<SinkhornLosses>;
}
