/**
 * Choosing between two.
 *
 * @module
 */
import { record } from "../autodiff/recording.ts";
import { asTensor } from "../tensor/create.ts";
import { broadcastShapes, sizeOf } from "../tensor/shape.ts";
import type { Tensor, TensorLike } from "../tensor/tensor.ts";
import { operand, summedTo } from "./_broadcasting.ts";

/**
 * `a` where `condition` is not 0, `b` elsewhere, entry by entry in their common shape.
 *
 * Differentiable: everywhere in `a` and `b`; each gets the gradient where it was chosen and 0 elsewhere, even if its own
 * value there is infinite or NaN. No gradient flows to `condition`.
 *
 * @throws {TypeError} If the shapes do not broadcast.
 *
 * @example A mask
 * ```ts
 * import { where } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(where([1, 0], [1, 2], -1).toArray(), [1, -1]);
 * ```
 */
export function where(condition: TensorLike, a: TensorLike, b: TensorLike): Tensor {
  const action = "choose";
  const [mask, first, second] = [condition, a, b].map((x) => asTensor(action, x));
  const shape = broadcastShapes(action, mask.shape, broadcastShapes(action, first.shape, second.shape));
  const chosen = operand(mask, shape);
  const data = select(chosen, operand(first, shape), operand(second, shape), sizeOf(shape));
  return record("where", [first, second], data, shape, () => {
    const kept = { ...chosen, values: chosen.values.slice() };
    return (gradient, needed) => {
      const flow = { values: gradient, step: 1 }, none = { values: Float64Array.of(0), step: 0 };
      return [
        needed[0] ? summedTo(select(kept, flow, none, gradient.length), shape, first.shape) : null,
        needed[1] ? summedTo(select(kept, none, flow, gradient.length), shape, second.shape) : null,
      ];
    };
  });
}

interface Operand {
  readonly values: Float64Array;
  readonly step: number;
}

function select(mask: Operand, a: Operand, b: Operand, size: number): Float64Array {
  const out = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    out[i] = mask.values[i * mask.step] !== 0 ? a.values[i * a.step] : b.values[i * b.step];
  }
  return out;
}
