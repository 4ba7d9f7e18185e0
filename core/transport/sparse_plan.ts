/**
 * Transport plans of few entries.
 *
 * @module
 */
import type { ExactPlan } from "../kernels/dense_transport.ts";
import { Tensor, type TensorLike } from "../tensor/tensor.ts";
import { readFactor } from "./_plan_factor.ts";

/** A transport plan by its entries that are not 0; {@linkcode emd} makes it. Its results are constants. */
export class SparsePlan {
  /** Number of rows and of columns. */
  readonly shape: readonly [number, number];
  /** The rows of the entries, ascending. */
  readonly rows: Uint32Array;
  /** Their columns, ascending in each row. */
  readonly columns: Uint32Array;
  /** Their masses, positive. */
  readonly masses: Float64Array;

  /** The plan with these entries. */
  constructor(shape: readonly [number, number], { rows, columns, masses }: ExactPlan) {
    this.shape = shape;
    this.rows = rows.slice();
    this.columns = columns.slice();
    this.masses = masses.slice();
  }

  /** `P·v` for `v: [m]` or `[m, k]`: `[n]` or `[n, k]`. */
  apply(v: TensorLike): Tensor {
    return this.#product(v, this.rows, this.columns, this.shape);
  }

  /** `Pᵀ·u` for `u: [n]` or `[n, k]`: `[m]` or `[m, k]`. */
  applyTransposed(u: TensorLike): Tensor {
    return this.#product(u, this.columns, this.rows, [this.shape[1], this.shape[0]]);
  }

  /** All entries, `[n, m]`. */
  toDense(): Tensor {
    const [n, m] = this.shape, data = new Float64Array(n * m);
    this.masses.forEach((mass, k) => data[this.rows[k] * m + this.columns[k]] = mass);
    return new Tensor(data, [n, m]);
  }

  #product(v: TensorLike, to: Uint32Array, from: Uint32Array, [rows, columns]: readonly [number, number]): Tensor {
    const { data, width, shape } = readFactor("apply a transport plan", v, columns, rows);
    const out = new Float64Array(rows * width);
    this.masses.forEach((mass, k) => {
      for (let c = 0; c < width; c++) out[to[k] * width + c] += mass * data[from[k] * width + c];
    });
    return new Tensor(out, shape);
  }
}
