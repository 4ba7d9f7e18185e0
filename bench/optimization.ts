/**
 * Steps of topological optimization, as they are timed.
 *
 * @module
 */
import {
  freudenthalFiltration,
  indexSelect,
  mean,
  persistenceDiagram,
  square,
  sub,
  type Tensor,
  tensor,
  TopologyOptimizer,
  vrFiltration,
} from "../mod.ts";

/** Where a step has got to, and when. */
export interface Step {
  /** The diagrams that it looked at. */
  readonly diagrams: readonly Tensor[];
  /** The gradient at the input. */
  readonly gradient: Float64Array;
  /** When the way back began, in milliseconds. */
  readonly turned: number;
}

/** The steps by name. */
export const STEPS = {
  /** All points of the diagrams of an image to the middle of birth and death. */
  sink: (image: Tensor, nThreads: number): Step => criticalStep(image, 1, nThreads),
  /** All of them away from the diagonal, by half their persistence on either side. */
  raise: (image: Tensor, nThreads: number): Step => criticalStep(image, -1, nThreads),
  /** All loops but the most persistent one closed as soon as they are born. */
  recipe,
};

/** The name of a step. */
export type StepName = keyof typeof STEPS;

function criticalStep(values: Tensor, sign: number, nThreads: number): Step {
  const image = tensor(values, { requiresGrad: true });
  const filtration = freudenthalFiltration(image, { nThreads });
  const found = persistenceDiagram(filtration, { gradientMethod: "crit-sets", stepSize: 0.25 });
  const diagrams = [...found].map(([, diagram]) => diagram);
  const losses = diagrams.map((points) =>
    points.slice(1, 2, { dim: 1 }).sub(points.slice(0, 1, { dim: 1 })).square().sum().mul(sign)
  );
  const loss = losses.reduce((sum, next) => sum.add(next));
  const turned = performance.now();
  loss.backward();
  return { diagrams, gradient: image.grad!.data, turned };
}

function recipe(values: Tensor, nThreads: number): Step {
  const points = tensor(values, { requiresGrad: true });
  const filtration = vrFiltration(points, { maxDim: 2, nThreads });
  using optimizer = new TopologyOptimizer(filtration);
  const moves = optimizer.simplify(optimizer.getNthPersistence(1, 2), "BirthBirth", 1);
  const { indices, values: targets } = optimizer.combineLoss(
    optimizer.singletons(moves.indices, moves.values),
    "Max",
  );
  const loss = mean(square(sub(indexSelect(filtration.values, indices), tensor(targets))));
  const turned = performance.now();
  loss.backward();
  return { diagrams: [], gradient: points.grad!.data, turned };
}
