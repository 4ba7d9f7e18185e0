/**
 * Points on spheres, and the planes that they are projected to.
 *
 * @module
 */
import { Tensor } from "../../tensor/tensor.ts";
import { streamOf } from "./_samples.ts";
import { type CheckedOptions, givenProjections } from "./_sliced.ts";

/** Squared lengths may differ from 1 by this, as in POT. */
const OFF_SPHERE = 1e-4;

/** Checks that the points called `name` are unit vectors in two or more dimensions; `action` opens errors. */
export function checkOnSphere(action: string, name: string, { data, shape: [n, d] }: Tensor): void {
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

/** The two directions of each plane, one after the other, `[2 k, d]`: given, or drawn as in POT. */
export function circleDirections(
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

/** Planes `[k, d, 2]` of such directions. */
export function planesOf(directions: Float64Array, d: number): Tensor {
  const data = new Float64Array(directions.length), size = 2 * d;
  for (let at = 0; at < data.length; at++) {
    const start = at - at % size, [axis, side] = [(at - start) >> 1, at % 2];
    data[at] = directions[start + side * d + axis];
  }
  return new Tensor(data, [data.length / size, d, 2]);
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
