/**
 * The sliced Wasserstein distance between two clouds on a sphere.
 *
 * @module
 */
import type { Tensor, TensorLike } from "../../tensor/tensor.ts";
import { readClouds, streamOf } from "./_samples.ts";
import {
  type CheckedOptions,
  checkSliced,
  givenProjections,
  meanOf,
  rootOf,
  slicedCosts,
  type SlicedWassersteinOptions,
} from "./_sliced.ts";

/** Squared lengths may differ from 1 by this, as in POT. */
const OFF_SPHERE = 1e-4;

/**
 * The sliced Wasserstein distance between two weighted clouds on the unit sphere.
 *
 * `(mean_U W_p^p(π_U x, π_U y))^(1/p)` over planes `U`, where `π_U` projects to the plane and from there to its unit
 * circle, whose circumference counts as 1, and `W_p` is the Wasserstein distance along this circle.
 *
 * Shapes, weights and options are those of {@linkcode slicedWassersteinDistance}, with unit vectors in two or more
 * dimensions. Planes `[k, d, 2]` have orthonormal columns; they are drawn as in POT, which takes the factor Q of normal
 * numbers of that shape.
 *
 * Differentiable: in the points, as any points of space, and in the weights, as there. A point whose projection is the
 * centre of the circle has no angle; it counts as the angle 0, with gradient 0.
 *
 * Cost: `O(k (n + m) (d + s))` for `k` planes, where `s`, some tens, counts the cuts of a circle that are tried; threads
 * share the planes.
 *
 * @throws {TypeError} If the shapes of clouds, weights or projections do not fit, or projections are given besides a seed.
 * @throws {RangeError} If a point is off the sphere by more than 1e-4 in its squared length, a weight negative, the masses
 * differ, or an option is out of range.
 *
 * @example A quarter of a turn
 * ```ts
 * import { ot } from "@diagrad/diagrad";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * assertAlmostEquals(ot.slicedWassersteinSphere([[1, 0]], [[0, 1]], { seed: 0 }).item(), 0.25);
 * ```
 *
 * See [Bonet23], [POT].
 */
export function slicedWassersteinSphere(
  x: TensorLike,
  y: TensorLike,
  options: SlicedWassersteinOptions = {},
): Tensor {
  const action = "compute the sliced Wasserstein distance on the sphere", checked = checkSliced(action, options);
  const samples = readClouds(action, x, y, checked.weights), d = samples.x.shape[1];
  checkOnSphere(action, "x", samples.x);
  checkOnSphere(action, "y", samples.y);
  const found = slicedCosts(samples, circleDirections(action, checked, d), { ...checked, circle: true });
  return rootOf("slicedWassersteinSphere", samples, meanOf(found.costs), checked.p, found);
}

function checkOnSphere(action: string, name: string, { data, shape: [n, d] }: Tensor): void {
  if (d < 2) {
    throw new TypeError(`Cannot ${action}: ${name} must have at least 2 columns, but has ${d}`);
  }
  for (let row = 0; row < n; row++) {
    let square = 0;
    for (let k = row * d; k < (row + 1) * d; k++) square += data[k] * data[k];
    if (Math.abs(square - 1) > OFF_SPHERE) {
      throw new RangeError(
        `Cannot ${action}: ${name} must have unit vectors in its rows, but row ${row} has the length ${
          Math.sqrt(square)
        }`,
      );
    }
  }
}

/** The two directions of each plane, one after the other: `[2 k, d]`. */
function circleDirections(
  action: string,
  { projections, nProjections, seed }: CheckedOptions,
  d: number,
): Float64Array {
  const given = projections === undefined ? undefined : givenProjections(action, projections, [null, d, 2]);
  const planes = given?.data ?? streamOf(action, seed).normals(nProjections * d * 2);
  const directions = new Float64Array(planes.length);
  for (let start = 0; start < planes.length; start += 2 * d) {
    const [u, v] = [directions.subarray(start, start + d), directions.subarray(start + d, start + 2 * d)];
    for (let k = 0; k < d; k++) [u[k], v[k]] = [planes[start + 2 * k], planes[start + 2 * k + 1]];
    if (given === undefined) makeOrthonormal(u, v);
  }
  return directions;
}

/** Replaces two vectors by the columns of the factor Q, with the signs that reflections give them. */
function makeOrthonormal(u: Float64Array, v: Float64Array): void {
  const length = Math.hypot(...u) * (u[0] < 0 ? 1 : -1);
  // The reflection I − w wᵀ/s, with w = u − length e₀, takes u to length e₀.
  const w = u.slice();
  w[0] -= length;
  const s = -length * w[0];
  const reflect = (x: Float64Array) => {
    const part = dot(w, x) / s;
    for (let k = 0; k < x.length; k++) x[k] -= part * w[k];
  };
  reflect(v);
  const rest = v.subarray(1), norm = Math.hypot(...rest) * (rest[0] < 0 ? 1 : -1);
  if (rest.length === 1) rest[0] = 1; // nothing is left to reflect
  else for (let k = 0; k < rest.length; k++) rest[k] /= norm;
  v[0] = 0;
  u.fill(0);
  u[0] = 1;
  reflect(u);
  reflect(v);
}

function dot(x: Float64Array, y: Float64Array): number {
  return x.reduce((sum, value, k) => sum + value * y[k], 0);
}
