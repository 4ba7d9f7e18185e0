/**
 * Random permutations.
 *
 * @module
 */
import { checkCount } from "../tensor/shape.ts";
import { Tensor } from "../tensor/tensor.ts";
import { chosenGenerator, type DrawOptions } from "./draw_options.ts";

/**
 * The integers from 0 to `n − 1` in random order: `torch.randperm(n)`, bit for bit.
 *
 * @throws {TypeError} If `n` is not a non-negative integer.
 * @throws {RangeError} If `n` is above 214,748,363.
 *
 * @example Ten numbers
 * ```ts
 * import { randperm } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(randperm(10, { seed: 42 }).toArray(), [2, 6, 1, 8, 4, 5, 0, 9, 3, 7]);
 * ```
 */
export function randperm(n: number, options: DrawOptions = {}): Tensor {
  const action = "draw a permutation";
  checkCount(action, "n", n);
  return new Tensor(chosenGenerator(action, options).permutation(n), [n], options.requiresGrad ?? false);
}
