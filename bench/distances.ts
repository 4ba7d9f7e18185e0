/**
 * Distances between two diagrams and losses on them, as they are timed.
 *
 * @module
 */
import {
  bottleneckDistance,
  slicedWassersteinDistance,
  type Tensor,
  tensor,
  wassersteinCost,
  wassersteinDistance,
} from "../mod.ts";

/** What is computed by name: the value, and gradients behind it where that says so. */
export const DISTANCES = {
  /** The exact 2-Wasserstein distance in the Euclidean plane. */
  "W2": (a: Tensor, b: Tensor) => [wassersteinDistance(a, b, { wassersteinQ: 2, internalP: 2 })],
  /** The exact bottleneck distance. */
  "bottleneck": (a: Tensor, b: Tensor) => [bottleneckDistance(a, b)],
  /** The sliced Wasserstein distance and its gradients. */
  "sliced, 64 directions, with gradient": (a: Tensor, b: Tensor) => {
    const diagrams = [a, b].map((rows) => tensor(rows, { requiresGrad: true }));
    const value = slicedWassersteinDistance(diagrams[0], diagrams[1], { nDirections: 64, seed: 7, nThreads: 1 });
    value.backward();
    return [value.item(), ...diagrams.flatMap(({ grad }) => [...grad!.data])];
  },
  /** The Wasserstein cost, and its way back. */
  "W2 cost with gradient": (a: Tensor, b: Tensor) => {
    const diagrams = [a, b].map((rows) => tensor(rows, { requiresGrad: true }));
    const value = wassersteinCost(diagrams[0], diagrams[1], { wassersteinQ: 2, ties: "symmetric" });
    value.backward();
    return [value.item()];
  },
};

/** The name of what is computed. */
export type DistanceName = keyof typeof DISTANCES;
