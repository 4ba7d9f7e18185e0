/**
 * Cheapest plans between samples on a line.
 *
 * @module
 */
import { record } from "../../autodiff/recording.ts";
import { kernels } from "../../kernels.ts";
import { asOptions } from "../../tensor/as_options.ts";
import { checkChoice } from "../../tensor/check_choice.ts";
import { asTensor } from "../../tensor/create.ts";
import { Tensor, type TensorLike } from "../../tensor/tensor.ts";
import { checkExponent } from "../_check_number.ts";
import { readColumns } from "./_columns.ts";
import type { SampleWeights } from "./_samples.ts";

const METRICS = ["sqeuclidean", "minkowski", "cityblock", "euclidean"] as const;

/** Options of {@linkcode emd1d}. */
export interface Emd1dOptions extends SampleWeights {
  /** The cost: the square of the difference (default), its `p`-th power, or, under two names, its absolute value. */
  metric?: "sqeuclidean" | "minkowski" | "cityblock" | "euclidean";
  /** The exponent for `"minkowski"`, at least 1; default 1. */
  p?: number;
}

/** A cheapest plan between two samples on a line. */
export interface Emd1d {
  /** What it costs; differentiable. */
  readonly cost: Tensor;
  /** How much goes from each point of the first sample to each of the second, `[n, m]`. */
  readonly plan: () => Tensor;
  /** The same as a list: rows of the first sample, rows of the second, and how much goes from one to the other. */
  readonly parts: { readonly rows: Uint32Array; readonly columns: Uint32Array; readonly masses: Float64Array };
  /** What a unit of mass at each point of the first sample is worth, `[n]`. */
  readonly f: Tensor;
  /** The same for the second sample, `[m]`: `f_i + g_j` is at most the cost, and equal to it where mass goes. */
  readonly g: Tensor;
}

/**
 * A cheapest plan between two weighted samples on the line, with its cost and its potentials.
 *
 * It minimises `Σ P_ij c(x_i, y_j)` among plans `P ≥ 0` whose rows sum to `a` and whose columns sum to `b`; in order, the
 * k-th part of the one mass goes to the k-th part of the other.
 *
 * `x` and `y` are `[n]` and `[m]`, or `[n, 1]` and `[m, 1]`. Weights are uniform unless `a` and `b` are given, which must have the
 * same sum.
 *
 * Differentiable: the cost, in places and weights as {@linkcode wasserstein1d}; the plan and the potentials are constants.
 *
 * Cost: `O(n + m)`, by radix sorting; the plan as a matrix, which is made by asking for it, `O(n m)`.
 *
 * @throws {TypeError} If the shapes of places and weights do not fit.
 * @throws {RangeError} If a place is not finite, a weight negative, the masses differ, or an option is out of range.
 *
 * @example Two points to two
 * ```ts
 * import { ot } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * const { cost, plan } = ot.emd1d([2, 0], [0, 3]);
 * assertEquals(cost.item(), 0.5);
 * assertEquals(plan().toArray(), [[0, 0.5], [0.5, 0]]);
 * ```
 *
 * See [PeyreCuturi19], [POT].
 */
export function emd1d(x: TensorLike, y: TensorLike, options: Emd1dOptions = {}): Emd1d {
  const action = "find a plan on the line";
  const { a, b, metric = "sqeuclidean", p = 1 } = asOptions(action, options, ["a", "b", "metric", "p"]);
  checkChoice(action, "metric", metric, METRICS);
  checkExponent(action, p);
  const exponent = metric === "sqeuclidean" ? 2 : metric === "minkowski" ? p : 1;
  const [first, second] = [asTensor(action, x), asTensor(action, y)];
  const samples = readColumns(action, first, second, { a, b });
  const columns = samples.x.shape[1] ?? 1;
  if (columns !== 1) throw new TypeError(`Cannot ${action}: samples must have one column, but have ${columns}`);
  const data = { x: samples.x.data, y: samples.y.data, a: samples.a?.data, b: samples.b?.data };
  const found = kernels().lineCosts(
    { count: 1, ...data },
    { circle: false, p: exponent, atWeights: true, limits: { threads: 1, maxMemory: undefined } },
  );
  const parts = kernels().linePlan(data), { atX, atY, atA, atB } = found;
  const inputs = [samples.x, samples.y, ...(samples.a ? [samples.a] : []), ...(samples.b ? [samples.b] : [])];
  const gradients = [atX, atY, ...(samples.a ? [atA] : []), ...(samples.b ? [atB] : [])];
  const cost = record(
    "emd1d",
    inputs,
    found.costs,
    [],
    () => ([scale], needed) =>
      gradients.map((gradient, k) => needed[k] ? gradient.map((entry) => entry * scale) : null),
  );
  const [n, m] = [atA.length, atB.length];
  return {
    cost,
    plan: () => matrixOf(parts, n, m),
    parts,
    f: new Tensor(atA.slice(), [n]),
    g: new Tensor(atB.slice(), [m]),
  };
}

function matrixOf({ rows, columns, masses }: Emd1d["parts"], n: number, m: number): Tensor {
  const data = new Float64Array(n * m);
  masses.forEach((mass, k) => data[rows[k] * m + columns[k]] += mass);
  return new Tensor(data, [n, m]);
}
