/**
 * Points drawn from an image that is a density.
 *
 * @module
 */
import { asOptions } from "../tensor/as_options.ts";
import { asTensor } from "../tensor/create.ts";
import { checkCount, formatShape } from "../tensor/shape.ts";
import { Tensor, type TensorLike } from "../tensor/tensor.ts";
import { checkFinite } from "./_checks.ts";
import { weightedChoice } from "./_weighted_choice.ts";
import { randomSource, type SourceOptions } from "./draw_options.ts";

/** Options of {@linkcode drawSamples}. */
export interface DrawSamplesOptions extends SourceOptions {
  /** The standard deviation of what is added to each point, as a share of the size of a pixel; default 0.5. */
  jitter?: number;
}

const ACTION = "draw samples";

/**
 * Points of the unit square, drawn with the probabilities that an image gives to its pixels.
 *
 * The pixel in row `r` and column `c` stands at `(c / (width − 1), 1 − r / (height − 1))`: row 0 is at the top, as in what
 * `imageToTensor` gives. Each point is a pixel plus normal noise, of standard deviation `jitter / width` across and
 * `jitter / height` upwards, so that no grid is seen.
 *
 * The stream gives one uniform number for each point, for which pixels are counted from left to right, the lowest row first,
 * and then two normal numbers for each: as in GeomLoss' examples, where `random.choices` and `numpy.random.randn` draw.
 *
 * Shapes: `density: [height, width]`, in any unit; the result `[count, 2]`, columns x and y. For black shapes on white
 * ground take `image.neg().add(1)`.
 *
 * **Differentiable:** no; the points are new data.
 *
 * **Cost:** linear in the number of pixels, and `count · log(pixels)`.
 *
 * @throws {TypeError} If `density` is no matrix, `count` no natural number, or an option is of the wrong kind.
 * @throws {RangeError} If a pixel is negative or not finite, all are 0, or `jitter` is negative or not finite.
 *
 * @example A bright diagonal
 * ```ts
 * import { drawSamples, eye } from "@diagrad/diagrad";
 * import { assert, assertEquals } from "@std/assert";
 *
 * const points = drawSamples(eye(50), 200, { seed: 1 });
 * assertEquals(points.shape, [200, 2]);
 * const [x, y] = points.transpose().toArray() as number[][];
 * assert(x.every((value, i) => Math.abs(value + y[i] - 1) < 0.08)); // from the top left to the bottom right
 * ```
 *
 * See [Feydy19].
 */
export function drawSamples(density: TensorLike, count: number, options: DrawSamplesOptions = {}): Tensor {
  const { generator, seed, jitter = 0.5 } = asOptions(ACTION, options, ["generator", "seed", "jitter"]);
  const image = asTensor(ACTION, density), [height, width] = image.shape;
  checkCount(ACTION, "count", count);
  checkFinite(ACTION, "jitter", jitter, 0);
  checkDensity(image);
  const source = randomSource(ACTION, { generator, seed });
  const uniforms = source.uniforms(count).values(), noise = source.normals(2 * count);
  const upwards = Float64Array.from(image.data, (_, i) => image.data[rowFromBelow(i) * width + i % width]);
  const pixels = weightedChoice(upwards, count, true, () => uniforms.next().value!);
  return new Tensor(noise.map((normal, k) => pointOf(pixels[k >> 1], k % 2) + shareOf(k % 2) * normal), [count, 2]);

  function rowFromBelow(i: number): number {
    return height - 1 - Math.floor(i / width);
  }
  /** The coordinate of a pixel, counted from below; a single row or column stands at 0. */
  function pointOf(pixel: number, axis: number): number {
    return axis === 0 ? pixel % width / Math.max(1, width - 1) : Math.floor(pixel / width) / Math.max(1, height - 1);
  }
  function shareOf(axis: number): number {
    return jitter / (axis === 0 ? width : height);
  }
}

function checkDensity({ data, shape }: Tensor): void {
  if (shape.length !== 2) {
    throw new TypeError(
      `Cannot ${ACTION}: a density of shape [height, width] was expected, but its shape is ${formatShape(shape)}`,
    );
  }
  const wrong = data.findIndex((value) => !(value >= 0 && value < Infinity));
  if (wrong >= 0) {
    throw new RangeError(
      `Cannot ${ACTION}: a density must be finite and not negative, but pixel ${
        formatShape([Math.floor(wrong / shape[1]), wrong % shape[1]])
      } is ${data[wrong]}`,
    );
  }
  const mass = data.reduce((sum, value) => sum + value, 0);
  if (!(mass > 0 && mass < Infinity)) {
    throw new RangeError(`Cannot ${ACTION}: a density with a finite positive sum was expected, but it sums to ${mass}`);
  }
}
