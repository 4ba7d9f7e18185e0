/**
 * The task that all Rips engines are compared on.
 *
 * @module
 */
import { type Diagrams, persistenceDiagram, type Tensor, tensor, vrFiltration } from "../mod.ts";

/** What {@linkcode totalPersistence} gives. */
export interface TotalPersistence {
  /** The diagrams of degree 0 and 1. */
  readonly diagrams: Diagrams;
  /** The sum of death minus birth over both. */
  readonly loss: number;
  /** The gradient of the loss at the points, `[n, d]`. */
  readonly gradient: Float64Array;
}

/** Rips diagrams of degree 0 and 1 of a cloud, the sum of their persistence, and its gradient at the points. */
export function totalPersistence(cloud: Tensor, nThreads = 2): TotalPersistence {
  const points = tensor(cloud, { requiresGrad: true });
  const diagrams = persistenceDiagram(vrFiltration(points, { maxDim: 2, nThreads }));
  const loss = persistence(diagrams[0]).add(persistence(diagrams[1]));
  loss.backward();
  return { diagrams, loss: loss.item(), gradient: points.grad!.data };
}

function persistence(diagram: Tensor): Tensor {
  return diagram.slice(1, 2, { dim: 1 }).sub(diagram.slice(0, 1, { dim: 1 })).sum();
}
