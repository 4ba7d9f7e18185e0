/**
 * The computation of the first notebook; prints its values as JSON. The same as tutorial.py.
 *
 * With a folder as argument it also draws four figures like those of the notebook and saves them there as SVG files.
 *
 * @module
 */
import {
  arange,
  cos,
  manualSeed,
  persistenceDiagram,
  plotDiagram,
  plotDiagramGradient,
  randnLike,
  sin,
  slicedWassersteinDistance,
  stack,
  subplots,
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
  return { value: value.item(), diagramGradient: diagram.grad!.toArray() as number[][], gradient: x.grad!.toArray() };
}

async function draw(folder: string): Promise<void> {
  const [figure, axes] = subplots(1, 1, { figsize: [5, 5] });
  for (
    const [points, style] of [[circle, { c: "0.25", label: "clean" }], [noisy, {
      c: "tab:red",
      label: "noisy",
    }]] as const
  ) {
    axes.scatter(points.transpose().index(0), points.transpose().index(1), { s: 18, ...style });
  }
  axes.setAspect("equal").legend();
  await figure.save(`${folder}/samples.svg`);

  const axisBounds = { xmin: 0, xmax: 2, ymin: 0, ymax: 2 };
  const ax = plotDiagram({ 1: clean }, { color: "0.25", axisBounds, title: "Diagrams" });
  plotDiagram({ 1: h1(noisy) }, { ax, color: "tab:red", axisBounds });
  await ax.figure.save(`${folder}/diagrams.svg`);

  const points = { 1: h1(noisy) };
  for (const [title, { diagramGradient }] of Object.entries({ wasserstein, sliced })) {
    const arrows = plotDiagramGradient(points, { 1: diagramGradient }, { descent: true, axisBounds, title });
    await arrows.figure.save(`${folder}/${title}.svg`);
  }
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
if (Deno.args.length > 0) await draw(Deno.args[0]);
