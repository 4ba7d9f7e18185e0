/**
 * Tensors of random integers.
 *
 * @module
 */
import { sizeOf } from "../tensor/shape.ts";
import { Tensor } from "../tensor/tensor.ts";
import { checkIntegerRange, shapeOf, type Size } from "./_checks.ts";
import { chosenGenerator, type DrawOptions } from "./draw_options.ts";

/**
 * A tensor of integers from 0 to `high − 1`: `torch.randint(high, shape)`, bit for bit.
 *
 * @throws {TypeError} If `shape` is not a length or a list of lengths.
 * @throws {RangeError} If a bound is not an integer, or `low` is not below `high`.
 */
export function randint(high: number, shape: Size, options?: DrawOptions): Tensor;
/**
 * A tensor of integers from `low` to `high − 1`: `torch.randint(low, high, shape)`, bit for bit.
 *
 * @example Three digits
 * ```ts
 * import { randint } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(randint(0, 10, [3], { seed: 42 }).toArray(), [2, 7, 6]);
 * ```
 */
export function randint(low: number, high: number, shape: Size, options?: DrawOptions): Tensor;
export function randint(
  first: number,
  second: Size,
  third?: Size | DrawOptions,
  fourth: DrawOptions = {},
): Tensor {
  const isSize = typeof third === "number" || Array.isArray(third);
  const [low, high, shape] = isSize ? [first, second as number, third as Size] : [0, first, second];
  const options = isSize ? fourth : (third as DrawOptions | undefined) ?? {};
  const action = "draw integers", axes = shapeOf(action, shape);
  checkIntegerRange(action, low, high);
  const data = chosenGenerator(action, options).integers(low, high, sizeOf(axes));
  return new Tensor(data, axes, options.requiresGrad ?? false);
}
