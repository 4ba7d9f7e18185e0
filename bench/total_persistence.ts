/**
 * The task that all engines are compared on, whatever the filtration.
 *
 * @module
 */
import {
  type Diagrams,
  type DiffFiltration,
  persistenceDiagram,
  persistenceDiagrams,
  type Tensor,
  tensor,
  vrFiltration,
} from "../mod.ts";

/** What {@linkcode totalPersistence} gives. */
export interface TotalPersistence {
  /** The diagrams of all degrees. */
  readonly diagrams: Diagrams;
  /** The sum of death minus birth over all of them. */
  readonly loss: number;
  /** The gradient of the loss at the input. */
  readonly gradient: Float64Array;
}

/** Makes a filtration of points or of an image. */
export type Build = (input: Tensor) => DiffFiltration;

/** Diagrams of a filtration, the sum of their persistence, and its gradient at the input. */
export function totalPersistence(data: Tensor, build: Build, nThreads = 2): TotalPersistence {
  const input = tensor(data, { requiresGrad: true });
  return differentiated(input, persistenceDiagram(build(input), { nThreads }));
}

/** The same for each input of a batch, with one call for all diagrams. */
export function totalPersistences(batch: readonly Tensor[], build: Build, nThreads = 2): TotalPersistence[] {
  const inputs = batch.map((data) => tensor(data, { requiresGrad: true }));
  return persistenceDiagrams(inputs.map(build), { nThreads }).map((diagrams, i) => differentiated(inputs[i], diagrams));
}

/**
 * The numbers of an input in reverse: as much work, but nothing that was found for the input itself helps with it.
 *
 * Who computes on the same input twice times the second time what is remembered of the first. In between comes this one.
 */
export function reversed({ data, shape }: Tensor): Tensor {
  return tensor(data.toReversed(), { shape });
}

/** The input and its reverse, by turns. */
export function inTurn(input: Tensor): () => Tensor {
  const inputs = [input, reversed(input)];
  let turn = 0;
  return () => inputs[turn++ % 2];
}

/** The Rips filtration for degrees 0 and 1. */
export function rips(points: Tensor): DiffFiltration {
  return vrFiltration(points, { maxDim: 2 });
}

function differentiated(input: Tensor, diagrams: Diagrams): TotalPersistence {
  const loss = [...diagrams].map(([, diagram]) => persistence(diagram)).reduce((sum, next) => sum.add(next));
  loss.backward();
  return { diagrams, loss: loss.item(), gradient: input.grad!.data };
}

function persistence(diagram: Tensor): Tensor {
  return diagram.slice(1, 2, { dim: 1 }).sub(diagram.slice(0, 1, { dim: 1 })).sum();
}
