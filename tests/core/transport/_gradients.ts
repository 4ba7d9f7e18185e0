/**
 * Losses with their gradients, as the tests of sample losses compare them.
 */
import { assert } from "@std/assert";
import { samplesLoss, tensor, type TensorLike } from "../../../mod.ts";
import type { Loss } from "./_clouds.ts";

/** The loss and its gradients at all four arguments. */
export function gradients([kind, options]: Loss, ...given: TensorLike[]): { value: number; at: Float64Array[] } {
  const [a, x, b, y] = given.map((data) => tensor(data, { requiresGrad: true }));
  const value = samplesLoss(kind, options)(a, x, b, y);
  value.sum().backward();
  return { value: value.sum().item(), at: [a, x, b, y].map(({ grad }) => grad!.data) };
}

/** Fails where an entry is larger than the bound. */
export function assertSmall(values: Float64Array, bound: number): void {
  values.forEach((value, i) => assert(Math.abs(value) <= bound, `entry ${i} is ${value}`));
}
