/**
 * The Wasserstein cost between a sample and the whole circle.
 *
 * @module
 */
import { cumsum } from "../../ops/cumsum.ts";
import { gather } from "../../ops/gather.ts";
import { argsort } from "../../ops/argsort.ts";
import { broadcastTo } from "../../ops/broadcast_to.ts";
import { reshape } from "../../ops/reshape.ts";
import { sub } from "../../ops/sub.ts";
import { asOptions } from "../../tensor/as_options.ts";
import { Tensor, type TensorLike } from "../../tensor/tensor.ts";
import { readPlaces } from "./_columns.ts";
import { readWeights } from "./_samples.ts";

/** Options of {@linkcode semidiscreteWasserstein2UnifCircle}. */
export interface UnifCircleOptions {
  /** Weights of the samples, `[n]` for all columns or `[n, k]`, of sum 1; uniform by default. */
  a?: TensorLike;
}

/**
 * The Wasserstein cost `W_2²` between a weighted sample on the circle of circumference 1 and the uniform measure on it, or
 * between each column and that.
 *
 * `Σ_i a_i u_i² − (Σ_i a_i u_i)² + Σ_i a_i u_i (1 − a_i − 2 Σ_{k<i} a_k) + 1/12`, the sample in order.
 *
 * `u: [n]` gives a single number, `u: [n, k]` one for each column, `[k]`. Places are taken modulo 1. Where the sample is not in
 * order POT (0.9.7) gives its weights to the wrong points; here they stay with their own.
 *
 * Differentiable: in the places where no two are equal, and in the weights, by the formula.
 *
 * Cost: `O(k n log n)`.
 *
 * @throws {TypeError} If the shapes of places and weights do not fit.
 * @throws {RangeError} If a place is not finite, a weight is negative, or weights do not sum to 1.
 *
 * @example As documented by POT
 * ```ts
 * import { ot } from "@diagrad/diagrad";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * assertAlmostEquals(ot.semidiscreteWasserstein2UnifCircle([0, 0.2, 0.4]).item(), 0.0211111111111111, 1e-15);
 * ```
 *
 * See [Bonet23], [POT].
 */
export function semidiscreteWasserstein2UnifCircle(u: TensorLike, options: UnifCircleOptions = {}): Tensor {
  const action = "compute the Wasserstein cost to the circle", { a } = asOptions(action, options, ["a"]);
  const places = readPlaces(action, "u", u), costs = costsToCircle(action, places, a);
  return places.shape.length === 1 ? reshape(costs, []) : costs;
}

/** The costs between the columns of places `[n]` or `[n, k]` and the circle, `[k]`; `action` opens errors about weights. */
export function costsToCircle(action: string, places: Tensor, a: TensorLike | undefined): Tensor {
  const [n, k = 1] = places.shape;
  const given = readWeights(action, "a", a, places.shape.length === 1 ? [[n]] : [[n], [n, k]]);
  const whole = new Tensor(places.data.map(Math.floor), places.shape);
  const wrapped = reshape(sub(places, whole), [n, k]);
  const weights = broadcastTo(
    given === undefined ? new Tensor(Float64Array.of(1 / n), []) : reshape(given, [n, given.shape[1] ?? 1]),
    [n, k],
  );
  checkSums(action, weights);
  const order = argsort(wrapped, { dim: 0 });
  const x = gather(wrapped, order, { dim: 0 }), mass = gather(weights, order, { dim: 0 });
  const part = x.mul(mass), before = cumsum(mass, 0).sub(mass);
  return part.mul(x).sum(0).sub(part.sum(0).square())
    .add(part.mul(mass.neg().sub(before.mul(2)).add(1)).sum(0)).add(1 / 12);
}

function checkSums(action: string, { data, shape: [, k] }: Tensor): void {
  const sums = new Float64Array(k);
  data.forEach((weight, at) => sums[at % k] += weight);
  const wrong = sums.find((sum) => Math.abs(sum - 1) > 1e-6);
  if (wrong !== undefined) throw new RangeError(`Cannot ${action}: weights must sum to 1, but sum to ${wrong}`);
}
