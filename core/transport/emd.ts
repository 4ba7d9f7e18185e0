/**
 * Exact optimal transport between weighted points.
 *
 * @module
 */
import { record } from "../autodiff/recording.ts";
import { checkLimits, type LimitOptions } from "../filtrations/limits.ts";
import { kernels } from "../kernels.ts";
import type { ExactPlan } from "../kernels/dense_transport.ts";
import { asOptions } from "../tensor/as_options.ts";
import { Tensor, type TensorLike } from "../tensor/tensor.ts";
import { marginalFactor, readCosts, readMarginal, scaledWeights } from "./_marginals.ts";
import { SparsePlan } from "./sparse_plan.ts";

/** Options of {@linkcode emd}. */
export interface EmdOptions extends Pick<LimitOptions, "maxMemory"> {}

/** An optimal transport plan with what proves it optimal. */
export interface ExactTransport {
  /** What the plan costs, a single number. */
  readonly value: Tensor;
  /** The plan; at most `n + m − 1` of its entries are not 0. */
  readonly plan: SparsePlan;
  /** The potentials of the rows, `[n]`: `f_i + g_j ≤ C_ij`, with equality where the plan has mass. */
  readonly f: Tensor;
  /** Those of the columns, `[m]`. */
  readonly g: Tensor;
  /** The value less `⟨a, f⟩ + ⟨b, g⟩`, which no plan undercuts: 0 but for rounding. */
  readonly gap: number;
}

/**
 * The cheapest way to move the weights `a` to the weights `b`, exactly.
 *
 * `min_P ⟨P, C⟩` over `P ≥ 0` with row sums `a` and column sums `b`; its dual is `max ⟨a, f⟩ + ⟨b, g⟩` over `f_i + g_j ≤ C_ij`.
 * Sums that differ by rounding are made equal by scaling `b`.
 *
 * `a: [n]` and `b: [m]` are weights, not negative; `C: [n, m]` are costs of any sign; the result is in the unit of cost times
 * weight. Of potentials that differ by a constant those are returned for which `⟨a, f⟩ = ⟨b, g⟩`.
 *
 * Differentiable: the value, in `C` by the plan, and in `a` and `b` by the potentials, up to a constant as the masses must stay
 * equal. Where several plans or potentials are optimal it is the gradient of one of them, always the same.
 *
 * Cost: network simplex, for 1,000 points each about a tenth of a second, and some `n²·⁵` beyond; memory for two copies of the
 * costs.
 *
 * @throws {TypeError} If shapes do not fit.
 * @throws {RangeError} If there are no points, a cost is not finite, a weight negative, the sums of weights are 0 or differ, or
 * more memory would be needed than is allowed.
 *
 * @example Two heaps and three holes
 * ```ts
 * import { emd } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * const { value, plan, f } = emd([2, 2], [1, 1, 2], [[0, 1, 4], [2, 1, 0]]);
 * assertEquals(value.item(), 1);
 * assertEquals(plan.toDense().toArray(), [[1, 1, 0], [0, 0, 2]]);
 * assertEquals(f.shape, [2]);
 * ```
 *
 * See [Cunningham76].
 */
export function emd(a: TensorLike, b: TensorLike, costs: TensorLike, options: EmdOptions = {}): ExactTransport {
  const action = "compute optimal transport";
  const limits = checkLimits(action, asOptions(action, options, ["maxMemory"]));
  const given = readCosts(action, costs), [n, m] = given.shape;
  const first = readMarginal(action, "a", a, n), second = readMarginal(action, "b", b, m);
  const factor = marginalFactor(action, [first, second], true, "");
  const found = kernels().exactPlan(given.data, first.data, scaledWeights(second, factor), limits);
  const plan = new SparsePlan([n, m], found);
  const inputs = [given, first.tensor, second.tensor].filter((tensor) => tensor !== undefined);
  const value = record("emd", inputs, Float64Array.of(found.value), [], () => (gradient, needed) => {
    const ways = [
      () => entries(found, m, gradient[0]),
      () => times(found.f, gradient[0]),
      () => times(found.g, factor * gradient[0]),
    ];
    return ways.map((way, k) => needed[k] ? way() : null);
  });
  const [f, g] = [new Tensor(found.f.slice(), [n]), new Tensor(found.g.slice(), [m])];
  return { value, plan, f, g, gap: found.value - found.bound };
}

/** The entries of a plan, times a factor, to be added at their places. */
function entries({ rows, columns, masses }: ExactPlan, m: number, factor: number) {
  return { at: rows.map((i, k) => i * m + columns[k]), values: times(masses, factor) };
}

function times(values: Float64Array, factor: number): Float64Array {
  return values.map((value) => factor * value);
}
