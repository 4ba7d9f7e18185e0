/**
 * Smooth steps: a gradient at few points made a field that moves all of them.
 *
 * @module
 */
import { checkPoints } from "../filtrations/_checks.ts";
import { checkLimits, LIMIT_OPTIONS, type LimitOptions } from "../filtrations/limits.ts";
import { kernels } from "../kernels.ts";
import { asOptions } from "../tensor/as_options.ts";
import { checkChoice } from "../tensor/check_choice.ts";
import { asTensor } from "../tensor/create.ts";
import { describe } from "../tensor/describe.ts";
import { formatShape, sameShape } from "../tensor/shape.ts";
import { Tensor, type TensorLike } from "../tensor/tensor.ts";

/** How {@linkcode smoothGradient} extends a gradient: by weighted means, or by interpolation. */
export type SmoothingMethod = "nadaraya-watson" | "diffeomorphic";

/** Options of {@linkcode smoothGradient}. */
export interface SmoothGradientOptions extends LimitOptions {
  /** The width of the Gaussian, in the unit of the points, from 1e-150 to 1e150: how far an anchor takes others along. */
  sigma: number;
  /** How the gradient is extended; default `"nadaraya-watson"`. */
  method?: SmoothingMethod;
}

const OPTIONS = ["sigma", "method", ...LIMIT_OPTIONS] as const;
const METHODS: readonly SmoothingMethod[] = ["nadaraya-watson", "diffeomorphic"];

/** Squares of numbers up to this one are finite, and those of their reciprocals are not 0. */
const LARGEST = 1e150;

/**
 * A field at all points that follows a gradient at few of them.
 *
 * The gradient of a loss of persistence diagrams is 0 at all points but those of critical cells, so that a step of a descent
 * tears them away from the rest. With the _anchors_ `x_i`, the points whose rows `g_i` of the gradient are not all 0, and
 * `K(x, y) = exp(−|x − y|²/(2 sigma²))`, this gives at every point `x`
 *
 * - `"nadaraya-watson"`: `v(x) = Σ_i K(x, x_i) g_i / Σ_i K(x, x_i)`, a mean of the `g_i`. No component is larger or smaller
 *   than all of theirs. Every point moves: far away `v` is what the nearest anchor has. At an anchor it is not `g_i` unless
 *   the others are far beside `sigma`.
 * - `"diffeomorphic"`: `v(x) = Σ_i K(x, x_i) α_i` with `v(x_i) = g_i`, the field of least norm in the Hilbert space of the
 *   kernel that has this gradient at the anchors. Far away it is 0. Between anchors that are close beside `sigma` and have
 *   different gradients it is steep, and around them it may be many times longer than these. Nearly singular systems
 *   are solved as nearly as double precision allows: anchors at one place share the mean of their gradients, and what would
 *   need more than some 10⁸ times its length in `α` is left out.
 *
 * Against `"diffeomorphic"` a small step lowers the loss as one against the gradient does, for it is the gradient wherever this
 * is not 0. Of means that is not certain, since anchors with opposite gradients cancel each other.
 *
 * Shapes: `points` and `gradient` `[n, d]`, and so is the result, which has the unit of the gradient; all 0 if the gradient is.
 *
 * Differentiable: no. The result is given, not computed, as far as gradients go.
 *
 * Cost: with `m` anchors `O(nmd)` time on all threads, one or two nanoseconds for each pair, no matrix of all pairs; for
 * `"diffeomorphic"` besides `O(m³)` time and `4 m²` bytes.
 *
 * @throws {TypeError} If `points` is ragged or not `[n, d]`, `gradient` has another shape, or an option is unknown.
 * @throws {RangeError} If there is no point, a coordinate or a squared distance is not finite, an entry of the gradient is not
 * a number up to 1e150, an option is out of range, or more memory would be needed than is allowed.
 *
 * @example One point takes its neighbour along
 * ```ts
 * import { smoothGradient, tensor } from "@diagrad/diagrad";
 * import { assertAlmostEquals, assertEquals } from "@std/assert";
 *
 * const points = tensor([[0, 0], [1, 0], [40, 0]]);
 * const gradient = [[0, 2], [0, 0], [0, 0]];
 * assertEquals(smoothGradient(points, gradient, { sigma: 1 }).toArray(), [[0, 2], [0, 2], [0, 2]]);
 *
 * const field = smoothGradient(points, gradient, { sigma: 1, method: "diffeomorphic" });
 * assertAlmostEquals(field.data[3], 2 * Math.exp(-1 / 2));
 * assertEquals(field.data[5], 0);
 * ```
 *
 * @example A smooth step of a descent
 * ```ts
 * import { persistenceDiagram, randn, smoothGradient, vrFiltration } from "@diagrad/diagrad";
 * import { assert } from "@std/assert";
 *
 * const points = randn([60, 2], { seed: 1, requiresGrad: true });
 * const shortest = () => persistenceDiagram(vrFiltration(points))[0].sum();
 * const before = shortest();
 * before.backward();
 * const step = smoothGradient(points, points.grad!, { sigma: 0.1, method: "diffeomorphic" });
 * points.assign(points.detach().sub(step.mul(1e-4)));
 * assert(shortest().item() < before.item());
 * ```
 *
 * See [Carriere24] for `"diffeomorphic"`, [Bendahi26] for `"nadaraya-watson"`.
 */
export function smoothGradient(points: TensorLike, gradient: TensorLike, options: SmoothGradientOptions): Tensor {
  const action = "smooth the gradient";
  const { sigma, method = "nadaraya-watson", ...limitOptions } = asOptions(action, options, OPTIONS);
  const limits = checkLimits(action, limitOptions);
  checkSigma(action, sigma);
  checkChoice(action, "method", method, METHODS);
  const places = asTensor(action, points), given = asTensor(action, gradient);
  checkPoints(action, places);
  checkGradient(action, given, places);
  const [, dimension] = places.shape;
  const { anchors, values } = anchorsOf(places.data, given.data, dimension);
  if (anchors.length === 0) return new Tensor(new Float64Array(places.size), [...places.shape]);
  const field = { dimension, anchors, values, sigma };
  const { data } = places;
  const smooth = method === "diffeomorphic"
    ? kernels().gaussianInterpolation(data, field, limits)
    : kernels().gaussianMean(data, field, limits);
  return new Tensor(smooth, [...places.shape]);
}

/** The points whose gradient is not all 0, and these gradients. */
function anchorsOf(
  points: Float64Array,
  gradient: Float64Array,
  d: number,
): { anchors: Float64Array; values: Float64Array } {
  const starts: number[] = [];
  for (let start = 0; start < gradient.length; start += d) {
    let c = 0;
    while (c < d && gradient[start + c] === 0) c++;
    if (c < d) starts.push(start);
  }
  const rows = (all: Float64Array) => {
    const some = new Float64Array(starts.length * d);
    starts.forEach((start, k) => some.set(all.subarray(start, start + d), k * d));
    return some;
  };
  return { anchors: rows(points), values: rows(gradient) };
}

function checkSigma(action: string, sigma: number): void {
  if (typeof sigma !== "number" || !(sigma >= 1 / LARGEST && sigma <= LARGEST)) {
    const found = typeof sigma === "number" ? sigma : describe(sigma);
    throw new RangeError(`Cannot ${action}: sigma must be a number from ${1 / LARGEST} to ${LARGEST}, but is ${found}`);
  }
}

function checkGradient(action: string, { data, shape }: Tensor, points: Tensor): void {
  if (!sameShape(shape, points.shape)) {
    throw new TypeError(
      `Cannot ${action}: a gradient of the shape of the points, ${
        formatShape(points.shape)
      }, was expected, but its shape is ` +
        formatShape(shape),
    );
  }
  const bad = data.findIndex((g) => !(Math.abs(g) <= LARGEST));
  if (bad >= 0) {
    const [, d] = shape;
    throw new RangeError(
      `Cannot ${action}: a gradient with entries up to ${LARGEST} in magnitude was expected, but row ${
        Math.floor(bad / d)
      } has ${data[bad]} at coordinate ${bad % d}`,
    );
  }
}
