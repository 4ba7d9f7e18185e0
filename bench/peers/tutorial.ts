/**
 * The computation of the first notebook; prints its values as JSON. The same as tutorial.py.
 *
 * @module
 */
import {
  arange,
  cos,
  manualSeed,
  persistenceDiagram,
  randnLike,
  sin,
  slicedWassersteinDistance,
  stack,
  type Tensor,
  vrFiltration,
  wassersteinCost,
} from "../../mod.ts";

function h1(points: Tensor): Tensor {
  return persistenceDiagram(vrFiltration(points, { maxDim: 2 }))[1];
}

function withGradient(loss: (a: Tensor, b: Tensor) => Tensor, points: Tensor, clean: Tensor) {
  const x = points.clone();
  x.requiresGrad = true;
  const diagram = h1(x);
  diagram.retainGrad();
  const value = loss(diagram, clean);
  value.backward();
  return { value: value.item(), diagramGradient: diagram.grad!.toArray(), gradient: x.grad!.toArray() };
}

const angles = arange(50).mul(2 * Math.PI / 50);
const circle = stack([cos(angles), sin(angles)], { dim: 1 });
manualSeed(7);
const noisy = circle.add(randnLike(circle).mul(0.08));
const clean = h1(circle).detach();

const wasserstein = withGradient(
  (a, b) => wassersteinCost(a, b, { wassersteinQ: 2, wassersteinDelta: 0.01 }),
  noisy,
  clean,
);
manualSeed(11);
const sliced = withGradient((a, b) => slicedWassersteinDistance(a, b, { nDirections: 256 }), noisy, clean);

console.log(JSON.stringify({ clean: clean.toArray(), noisy: h1(noisy).toArray(), wasserstein, sliced }));
