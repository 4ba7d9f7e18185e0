/**
 * Batches of clouds of different sizes.
 *
 * @module
 */
import { asTensor } from "../tensor/create.ts";
import { describe } from "../tensor/describe.ts";
import { formatShape } from "../tensor/shape.ts";
import type { Tensor, TensorLike } from "../tensor/tensor.ts";

/** Clouds one after the other; made by {@linkcode ragged}. */
export class RaggedSamples {
  /** The points of all clouds, `[n, d]`. */
  readonly points: Tensor;
  /** The row at which each cloud begins, then the number of all rows. */
  readonly offsets: readonly number[];

  /** Takes its arguments as they are; {@linkcode ragged} checks them. */
  constructor(points: Tensor, offsets: readonly number[]) {
    this.points = points;
    this.offsets = offsets;
  }
}

/**
 * A batch of clouds of different sizes, cut from one tensor of points: cloud `k` has the rows from `offsets[k]` up to
 * `offsets[k + 1]`.
 *
 * `points: [n, d]`, and `offsets` ascends from 0 to `n`, so that there is one more offset than clouds, and no cloud is empty.
 * The weights of such a batch are one list `[n]` in the same order.
 *
 * Differentiable: gradients flow to `points`.
 * Cost: nothing is copied but the offsets.
 *
 * @throws {TypeError} If `points` is not `[n, d]`, or `offsets` is no list of integers.
 * @throws {RangeError} If `offsets` does not ascend from 0 to `n`.
 *
 * @example Clouds of two points and of one
 * ```ts
 * import { ragged, samplesLoss } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * const x = ragged([[0], [1], [5]], [0, 2, 3]), y = ragged([[3], [7], [7]], [0, 1, 3]);
 * assertEquals(samplesLoss("energy")(x, y).toArray(), [2.25, 2]);
 * ```
 */
export function ragged(points: TensorLike, offsets: readonly number[] | Uint32Array): RaggedSamples {
  const action = "cut samples into clouds";
  const tensor = asTensor(action, points);
  if (tensor.ndim !== 2) {
    throw new TypeError(
      `Cannot ${action}: points of shape [n, d] were expected, but the shape is ${formatShape(tensor.shape)}`,
    );
  }
  if (!(Array.isArray(offsets) || offsets instanceof Uint32Array)) {
    throw new TypeError(`Cannot ${action}: a list of offsets was expected, but ${describe(offsets)} was found`);
  }
  const list = Array.from(offsets), count = tensor.shape[0];
  const wrong = list.find((offset) => !Number.isInteger(offset));
  if (wrong !== undefined) {
    throw new TypeError(`Cannot ${action}: offsets must be integers, but one is ${String(wrong)}`);
  }
  if (list[0] !== 0 || list.at(-1) !== count || list.some((offset, k) => k > 0 && offset <= list[k - 1])) {
    throw new RangeError(
      `Cannot ${action}: offsets must ascend from 0 to ${count}, the number of points, but are [${list.join(", ")}]`,
    );
  }
  return new RaggedSamples(tensor, list);
}
