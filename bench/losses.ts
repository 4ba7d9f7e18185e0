/**
 * Losses between two diagrams, as they are timed.
 *
 * @module
 */
import { slicedWassersteinDistance, type Tensor, tensor, wassersteinCost } from "../mod.ts";

/** The losses by name, on so many threads; the rule for ties is the one whose gradient is the derivative. */
export const LOSSES = {
  "Wasserstein cost": (a: Tensor, b: Tensor, nThreads: number) =>
    wassersteinCost(a, b, { wassersteinQ: 2, wassersteinDelta: 0.01, ties: "symmetric", nThreads }),
  "sliced Wasserstein": (a: Tensor, b: Tensor, nThreads: number) =>
    slicedWassersteinDistance(a, b, { nDirections: 100, seed: 7, nThreads }),
  "sliced Wasserstein, 64 directions": (a: Tensor, b: Tensor, nThreads: number) =>
    slicedWassersteinDistance(a, b, { nDirections: 64, seed: 7, nThreads }),
};

/** The name of a loss. */
export type LossName = keyof typeof LOSSES;

/** The value of a loss and its gradients at both diagrams. */
export function lossWithGradients(
  name: LossName,
  first: Tensor,
  second: Tensor,
  threads: number,
): { value: number; gradients: Tensor[] } {
  const diagrams = [first, second].map((rows) => tensor(rows, { requiresGrad: true }));
  const value = LOSSES[name](diagrams[0], diagrams[1], threads);
  value.backward();
  return { value: value.item(), gradients: diagrams.map(({ grad }) => grad!) };
}
