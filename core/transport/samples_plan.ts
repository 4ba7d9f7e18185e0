/**
 * Transport plans between clouds of points.
 *
 * @module
 */
import type { Limits } from "../kernels.ts";
import type { BothSides, TransportProblem } from "../kernels/dense_transport.ts";
import { Tensor } from "../tensor/tensor.ts";
import { TransportPlan } from "./transport_plan.ts";

/** A {@linkcode TransportPlan} between two clouds; {@linkcode solveSamples} makes it. */
export class SamplesPlan extends TransportPlan {
  readonly #targets: Float64Array;
  readonly #dimension: number;

  /** The plan of a problem with these potentials, whose second cloud has the points `targets`. */
  constructor(
    problem: TransportProblem,
    potentials: BothSides,
    limits: Limits,
    targets: { readonly points: Float64Array; readonly dimension: number },
  ) {
    super(problem, potentials, limits);
    this.#targets = targets.points;
    this.#dimension = targets.dimension;
  }

  /**
   * Where the plan sends each point of the first cloud in the mean, `(P·y)_i / (P·1)_i`: `[n, d]`.
   *
   * Points without weight are sent where ones with weight would go from there.
   */
  barycentricMap(): Tensor {
    const [n, m] = this.shape, d = this.#dimension, columns = new Float64Array(m * (d + 1));
    for (let j = 0; j < m; j++) {
      columns.set(this.#targets.subarray(j * d, (j + 1) * d), j * (d + 1));
      columns[j * (d + 1) + d] = 1;
    }
    const everywhere = { ...this.problem, a: new Float64Array(n).fill(1) };
    const { data } = this.product(new Tensor(columns, [m, d + 1]), m, n, false, everywhere);
    const out = new Float64Array(n * d);
    for (let i = 0; i < n; i++) {
      for (let c = 0; c < d; c++) out[i * d + c] = data[i * (d + 1) + c] / data[i * (d + 1) + d];
    }
    return new Tensor(out, [n, d]);
  }
}
