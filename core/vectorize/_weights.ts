/**
 * Weights of the points of a diagram.
 *
 * @module
 */
import { index } from "../ops/index.ts";
import { broadcastTo } from "../ops/broadcast_to.ts";
import { sub } from "../ops/sub.ts";
import { checkFunction } from "../tensor/check_function.ts";
import { asTensor, full } from "../tensor/create.ts";
import { formatShape } from "../tensor/shape.ts";
import type { Tensor, TensorLike } from "../tensor/tensor.ts";
import type { FinitePoints } from "./_points.ts";

/** The weights of all points at once: a function of two tensors `[n]`, to a tensor `[n]` or one number for all. */
export type PointWeight = (birth: Tensor, other: Tensor) => TensorLike;

/**
 * The weights of `points`, `[n]`, on the tape; 1 without `weight`, which is not called for no point.
 *
 * It is given the births, and the deaths or the persistences.
 *
 * @throws {TypeError} If `weight` is not a function, or gives something else than one number for each point.
 * @throws {RangeError} If a weight is not finite.
 */
export function weightsOf(
  action: string,
  weight: PointWeight | undefined,
  { tensor, count }: FinitePoints,
  given: "death" | "persistence",
): Tensor {
  if (weight !== undefined) checkFunction(action, "weight", weight);
  if (weight === undefined || count === 0) return full([count], 1);
  const birth = index(tensor, [null, 0]), death = index(tensor, [null, 1]);
  const weights = asTensor(action, weight(birth, given === "death" ? death : sub(death, birth)));
  const { data, shape } = weights;
  if (shape.length !== 0 && !(shape.length === 1 && shape[0] === count)) {
    throw new TypeError(
      `Cannot ${action}: weight must give one number for each of the ${count} points, but gives the shape ${
        formatShape(shape)
      }`,
    );
  }
  const bad = data.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) {
    throw new RangeError(`Cannot ${action}: weights must be finite, but that of finite point ${bad} is ${data[bad]}`);
  }
  return broadcastTo(weights, [count]);
}
