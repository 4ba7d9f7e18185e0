/**
 * Directions in the plane of diagrams, given or drawn.
 *
 * @module
 */
import { numpyRng } from "../random/numpy_rng.ts";
import { randomSource, type SourceOptions } from "../random/draw_options.ts";
import { asTensor } from "../tensor/create.ts";
import { formatShape } from "../tensor/shape.ts";
import type { TensorLike } from "../tensor/tensor.ts";

/** Options that say along which directions a sliced distance is taken. */
export interface DirectionOptions extends SourceOptions {
  /** How many directions to draw; default 100. Not used if `directions` is given. */
  nDirections?: number;
  /** The directions themselves, `[k, 2]`: any vectors but 0, taken as they are. */
  directions?: TensorLike;
}

/**
 * Checks the options and returns what makes the directions, `[k, 2]`; only that moves a random stream on.
 *
 * Drawn ones are `(cos θ, sin θ)` with θ uniform on `[0, π)`.
 */
export function directionSource(action: string, options: DirectionOptions): () => Float64Array {
  const { nDirections = 100, directions, generator, seed } = options;
  if (!Number.isInteger(nDirections) || nDirections < 1 || nDirections >= 2 ** 31) {
    throw new RangeError(`Cannot ${action}: nDirections must be a positive integer below 2^31, but is ${nDirections}`);
  }
  if (directions === undefined) {
    const source = randomSource(action, { generator, seed }, numpyRng);
    return () => unitVectors(source.uniforms(nDirections));
  }
  if (generator !== undefined || seed !== undefined) {
    throw new TypeError(
      `Cannot ${action}: directions, or a stream to draw them from, were expected, but both were found`,
    );
  }
  const given = givenDirections(action, directions);
  return () => given;
}

function unitVectors(uniforms: Float64Array): Float64Array {
  const directions = new Float64Array(2 * uniforms.length);
  uniforms.forEach((uniform, k) => {
    directions[2 * k] = Math.cos(Math.PI * uniform);
    directions[2 * k + 1] = Math.sin(Math.PI * uniform);
  });
  return directions;
}

function givenDirections(action: string, directions: TensorLike): Float64Array {
  const { data, shape } = asTensor(action, directions);
  if (shape.length !== 2 || shape[0] < 1 || shape[1] !== 2) {
    throw new TypeError(
      `Cannot ${action}: directions must have shape [k, 2] with k at least 1, but their shape is ${formatShape(shape)}`,
    );
  }
  for (let row = 0; row < shape[0]; row++) {
    const x = data[2 * row], y = data[2 * row + 1];
    if (!Number.isFinite(x) || !Number.isFinite(y) || (x === 0 && y === 0)) {
      throw new RangeError(`Cannot ${action}: directions must be finite and not 0, but row ${row} is (${x}, ${y})`);
    }
  }
  return data.slice();
}
