/**
 * The sliced Wasserstein distance between a cloud on a sphere and the whole of it.
 *
 * @module
 */
import { record } from "../../autodiff/recording.ts";
import type { Tensor, TensorLike } from "../../tensor/tensor.ts";
import { checkOnSphere, circleDirections, planesOf } from "./_planes.ts";
import { readPoints, type Stream } from "./_samples.ts";
import { checkSliced, type Logged, logged, type SlicedLog } from "./_sliced.ts";
import { costsToCircle } from "./semidiscrete_wasserstein2_unif_circle.ts";

/** Options of {@linkcode slicedWassersteinSphereUnif}. */
export interface SphereUnifOptions {
  /** Weights of the points, `[n]`, of sum 1; uniform by default. */
  a?: TensorLike;
  /** How many planes to draw; default 50. Not used if `projections` are given. */
  nProjections?: number;
  /** The planes themselves, `[k, d, 2]`, two orthonormal columns each. */
  projections?: TensorLike;
  /** A seed of torch's stream, or a stream such as a `Generator` or `numpyRandomState(0)`; default that of `manualSeed`. */
  seed?: Stream;
  /** Return the planes and the costs in them besides the distance; default `false`. */
  log?: false;
}

/**
 * The sliced Wasserstein distance, for `p = 2`, between a weighted cloud on the unit sphere and the uniform measure on it.
 *
 * `(mean_U W_2²(π_U x, circle))^(1/2)` over planes `U`, where `π_U` projects to the plane and from there to its unit circle,
 * whose circumference counts as 1: the costs are those of {@linkcode semidiscreteWasserstein2UnifCircle}.
 *
 * `x: [n, d]` holds unit vectors in two or more dimensions; planes are drawn as for {@linkcode slicedWassersteinSphere}. With
 * `log: true` the result is `[distance, { projections, projectedEmds }]`. Weights stay with their points, where POT (0.9.7) gives
 * them to the wrong ones.
 *
 * Differentiable: in the points, as any points of space, where no two projections are equal, and in the weights by the
 * formula. A point whose projection is the centre of the circle counts as the angle 0, with gradient 0.
 *
 * Cost: `O(k n (d + log n))` for `k` planes.
 *
 * @throws {TypeError} If the shapes of points, weights or projections do not fit, or projections are given besides a seed.
 * @throws {RangeError} If a point is off the sphere by more than 1e-4 in its squared length, a weight is negative, weights do
 * not sum to 1, or an option is out of range.
 *
 * @example The corners of a square
 * ```ts
 * import { ot } from "@diagrad/diagrad";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const corners = [[1, 0], [0, 1], [-1, 0], [0, -1]];
 * assertAlmostEquals(ot.slicedWassersteinSphereUnif(corners, { seed: 0 }).item(), 1 / (4 * Math.sqrt(12)));
 * ```
 *
 * See [Bonet23], [POT].
 */
export function slicedWassersteinSphereUnif(x: TensorLike, options: Logged<SphereUnifOptions>): [Tensor, SlicedLog];
/** The same, without the costs in single planes. */
export function slicedWassersteinSphereUnif(x: TensorLike, options?: SphereUnifOptions): Tensor;
export function slicedWassersteinSphereUnif(
  x: TensorLike,
  options: SphereUnifOptions | Logged<SphereUnifOptions> = {},
): Tensor | [Tensor, SlicedLog] {
  const action = "compute the sliced Wasserstein distance to the sphere";
  const checked = checkSliced(action, options, ["a", "nProjections", "projections", "seed", "log"]);
  const points = readPoints(action, "x", x);
  checkOnSphere(action, "x", points);
  const directions = circleDirections(action, checked, points.shape[1]);
  const costs = costsToCircle(action, turns(points, directions), checked.weights.a);
  const distance = costs.mean().sqrt();
  return checked.log ? logged(distance, planesOf(directions, points.shape[1]), costs.data.slice()) : distance;
}

/** Where points project to on the circle of each plane, in turns: `[n, k]`. */
function turns(points: Tensor, directions: Float64Array): Tensor {
  const { data, shape: [n, d] } = points, planes = directions.length / (2 * d);
  const places = new Float64Array(n * planes), parts = new Float64Array(2 * n * planes);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < planes; k++) {
      const at = i * planes + k, start = 2 * k * d;
      for (let c = 0; c < d; c++) {
        parts[2 * at] += data[i * d + c] * directions[start + c];
        parts[2 * at + 1] += data[i * d + c] * directions[start + d + c];
      }
      places[at] = Math.atan2(parts[2 * at + 1], parts[2 * at]) / (2 * Math.PI);
    }
  }
  const back = (upstream: Float64Array) => {
    const gradient = new Float64Array(data.length);
    upstream.forEach((slope, at) => {
      const [u, v] = [parts[2 * at], parts[2 * at + 1]], square = u * u + v * v;
      if (square === 0) return;
      const scale = slope / (2 * Math.PI * square), start = 2 * (at % planes) * d, row = Math.floor(at / planes) * d;
      for (let c = 0; c < d; c++) {
        gradient[row + c] += scale * (u * directions[start + d + c] - v * directions[start + c]);
      }
    });
    return gradient;
  };
  return record("turns", [points], places, [n, planes], () => (upstream) => [back(upstream)]);
}
