/**
 * Filtration values as lengths of critical edges, in one step of the tape.
 *
 * @module
 */
import { record } from "../autodiff/recording.ts";
import type { RipsInput } from "../kernels.ts";
import type { Tensor } from "../tensor/tensor.ts";

/**
 * The values of the critical edges `(u, v)`, flat in `edges`, as a tensor of `shape`.
 *
 * Points: `sqrt(|x_u − x_v|² + eps)`, with gradient `±(x_u − x_v) / value`, and 0 where the value is 0. Distances: the entry
 * itself, its gradient shared evenly by both triangles. An edge `(v, v)` stands for a vertex: at points it has no gradient, in
 * a matrix it is the entry on the diagonal.
 *
 * `input` holds the values of `source` when the filtration was built; they are never written to.
 */
export function edgeValues(
  source: Tensor,
  input: RipsInput,
  eps: number,
  edges: Uint32Array,
  shape: readonly number[],
): Tensor {
  const data = lengths(input, eps, edges);
  return record("filtration values", [source], data, shape, () => {
    const values = data.slice();
    return (gradient) => [pullLengths(input, edges, values, gradient)];
  });
}

/** The values of the critical edges. */
export function lengths(
  { values: x, kind, count, dimension: d }: RipsInput,
  eps: number,
  edges: Uint32Array,
): Float64Array {
  const out = new Float64Array(edges.length / 2);
  for (let k = 0; k < out.length; k++) {
    const u = edges[2 * k], v = edges[2 * k + 1];
    if (kind === "distances") {
      out[k] = x[u * count + v];
      continue;
    }
    let square = 0;
    for (let c = 0; c < d; c++) {
      const difference = x[u * d + c] - x[v * d + c];
      square += difference * difference;
    }
    out[k] = Math.sqrt(square + eps);
  }
  return out;
}

/** The gradient at the input, given the values of the critical edges and the gradient there. */
export function pullLengths(
  { values: x, kind, count, dimension: d }: RipsInput,
  edges: Uint32Array,
  values: Float64Array,
  gradient: Float64Array,
): Float64Array {
  const out = new Float64Array(x.length);
  for (let k = 0; k < values.length; k++) {
    const u = edges[2 * k], v = edges[2 * k + 1];
    if (kind === "distances") {
      out[u * count + v] += gradient[k] / 2;
      out[v * count + u] += gradient[k] / 2;
      continue;
    }
    if (u === v || values[k] === 0) continue;
    const weight = gradient[k] / values[k];
    for (let c = 0; c < d; c++) {
      const part = weight * (x[u * d + c] - x[v * d + c]);
      out[u * d + c] += part;
      out[v * d + c] -= part;
    }
  }
  return out;
}
