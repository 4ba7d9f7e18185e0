/**
 * Transport plans by their potentials.
 *
 * @module
 */
import { kernels, type Limits } from "../kernels.ts";
import type { BothSides, TransportProblem } from "../kernels/dense_transport.ts";
import { Tensor, type TensorLike } from "../tensor/tensor.ts";
import { readFactor } from "./_plan_factor.ts";

/** A plan with more entries is not written out: 128 MiB. */
const MOST_ENTRIES = 2 ** 24;

/**
 * The plan `P_ij = a_i b_j e^((f_i + g_j − C_ij)/ε)` of an entropic transport problem; {@linkcode solve} and
 * {@linkcode solveSamples} make it.
 *
 * It keeps costs or points, weights and potentials, and computes entries when they are needed. Its results are constants.
 */
export class TransportPlan {
  /** Number of rows and of columns. */
  readonly shape: readonly [number, number];
  /** What was solved. */
  protected readonly problem: TransportProblem;
  /** The potentials of both sides. */
  protected readonly potentials: BothSides;
  /** What computations may use. */
  protected readonly limits: Limits;

  /** The plan of a problem with these potentials. */
  constructor(problem: TransportProblem, potentials: BothSides, limits: Limits) {
    this.shape = [problem.a.length, problem.b.length];
    this.problem = problem;
    this.potentials = potentials;
    this.limits = limits;
  }

  /** `P·v` for `v: [m]` or `[m, k]`: `[n]` or `[n, k]`. No entry is stored. */
  apply(v: TensorLike): Tensor {
    const [n, m] = this.shape;
    return this.product(v, m, n, false);
  }

  /** `Pᵀ·u` for `u: [n]` or `[n, k]`: `[m]` or `[m, k]`. No entry is stored. */
  applyTransposed(u: TensorLike): Tensor {
    const [n, m] = this.shape;
    return this.product(u, n, m, true);
  }

  /**
   * All entries, `[n, m]`.
   *
   * @throws {RangeError} If there are more than 2^24; `apply` has no limit.
   */
  toDense(): Tensor {
    const [n, m] = this.shape;
    if (n * m > MOST_ENTRIES) {
      throw new RangeError(
        `Cannot write out a transport plan: at most 2^24 entries were expected, but it has ${n} × ${m}; use apply()`,
      );
    }
    const { problem, potentials, limits } = this;
    return new Tensor(kernels().planEntries(problem, { potentials, transposed: false, limits }), [n, m]);
  }

  /** The product of the plan of a problem, or of its transpose, with a vector or matrix. */
  protected product(
    v: TensorLike,
    columns: number,
    rows: number,
    transposed: boolean,
    problem: TransportProblem = this.problem,
  ): Tensor {
    const { potentials, limits } = this,
      { data, width, shape } = readFactor("apply a transport plan", v, columns, rows);
    return new Tensor(kernels().applyPlan(problem, { potentials, transposed, limits }, data, width), shape);
  }
}
