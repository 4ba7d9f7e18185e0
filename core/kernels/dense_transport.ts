/**
 * The part of the port for transport problems that are solved once, and whose plans are asked for more.
 *
 * @module
 */
import type { Limits } from "./limits.ts";

/** What it costs to go from the points of one side to those of the other: given numbers, or `|x − y|^p / p`. */
export type TransportCosts =
  | {
    /** The costs, `[n, m]`. */
    readonly costs: Float64Array;
  }
  | {
    /** The points of the first side, `[n, dimension]`. */
    readonly x: Float64Array;
    /** Those of the second, `[m, dimension]`. */
    readonly y: Float64Array;
    /** Number of coordinates, at least 1. */
    readonly dimension: number;
    /** The exponent, at least 1. */
    readonly p: number;
  };

/** An entropic transport problem; weights are not negative, and not all 0. */
export interface TransportProblem {
  /** What pairs cost. */
  readonly given: TransportCosts;
  /** The weights of the first side, `[n]`. */
  readonly a: Float64Array;
  /** Those of the second, `[m]`. */
  readonly b: Float64Array;
  /** The temperature `ε`, positive. */
  readonly epsilon: number;
}

/** How a problem is to be solved. */
export interface TransportRequest {
  /** The price `ρ` of marginals; `Infinity` keeps them, and both sums must be equal. */
  readonly rho: number;
  /** The L1 error of the marginals, relative to the mass, below which iterations end. */
  readonly tol: number;
  /** The most passes over all pairs. */
  readonly maxIterations: number;
  /** What it may use. */
  readonly limits: Limits;
}

/** A pair of lists, for either side one. */
export type BothSides = readonly [Float64Array, Float64Array];

/** A solution. */
export interface TransportResult {
  /** The value. */
  readonly value: number;
  /** The potentials. */
  readonly potentials: BothSides;
  /** The marginals of the plan. */
  readonly marginals: BothSides;
  /** The gradients of the value at the weights. */
  readonly atWeights: BothSides;
  /** Passes over all pairs. */
  readonly iterations: number;
  /** The L1 error of both marginals, relative to the mass. */
  readonly marginalError: number;
  /** The primal cost less the dual one. */
  readonly gap: number;
}

/** A plan by its potentials, or its transpose. */
export interface PlanRequest {
  /** The potentials. */
  readonly potentials: BothSides;
  /** Whether rows and columns are exchanged. */
  readonly transposed: boolean;
  /** What it may use. */
  readonly limits: Limits;
}

/** A cheapest plan, and what proves it. */
export interface ExactPlan {
  /** The rows of the entries that are not 0, ascending. */
  readonly rows: Uint32Array;
  /** Their columns, ascending in each row. */
  readonly columns: Uint32Array;
  /** Their masses. */
  readonly masses: Float64Array;
  /** The potentials of the rows: `f_i + g_j ≤ C_ij`. */
  readonly f: Float64Array;
  /** Those of the columns. */
  readonly g: Float64Array;
  /** What the plan costs. */
  readonly value: number;
  /** What no plan undercuts, up to rounding. */
  readonly bound: number;
}

/** Transport problems and their plans. */
export interface DenseTransportKernels {
  /** A cheapest plan for costs `[n, m]` between weights of the same sum. */
  exactPlan(costs: Float64Array, a: Float64Array, b: Float64Array, limits: Limits): ExactPlan;
  /** The solution of an entropic problem. */
  solveTransport(problem: TransportProblem, request: TransportRequest): TransportResult;
  /** The same on another thread; `watch` is that of the persistence engines. */
  solveTransportAsync(
    problem: TransportProblem,
    request: TransportRequest,
    watch: Int32Array<ArrayBuffer>,
  ): Promise<TransportResult>;
  /** All entries of a plan. */
  planEntries(problem: TransportProblem, request: PlanRequest): Float64Array;
  /** The product of a plan with a matrix of `width` columns. */
  applyPlan(problem: TransportProblem, request: PlanRequest, matrix: Float64Array, width: number): Float64Array;
  /** The gradient of the value at the points of the rows; for points only. */
  planGradient(problem: TransportProblem, request: PlanRequest): Float64Array;
}
