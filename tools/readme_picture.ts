/**
 * Draws the picture of the README, docs/images/tutorial.svg: the first notebook in three panels.
 *
 * Run it with `deno run --allow-all tools/readme_picture.ts`.
 *
 * @module
 */
import {
  arange,
  manualSeed,
  persistenceDiagram,
  plotDiagram,
  plotDiagramGradient,
  randnLike,
  slicedWassersteinDistance,
  stack,
  subplots,
  type Tensor,
  tensor,
  vrFiltration,
  wassersteinCost,
} from "../mod.ts";

const angles = arange(50).mul(2 * Math.PI / 50);
const clean = stack([angles.cos(), angles.sin()], { dim: 1 });
manualSeed(7);
const noisy = tensor(clean.add(randnLike(clean).mul(0.08)));

const loop = (points: Tensor) => persistenceDiagram(vrFiltration(points, { maxDim: 2 }))[1];
const target = loop(clean);
const gradientOf = (loss: (diagram: Tensor) => Tensor) => {
  const diagram = tensor(loop(noisy), { requiresGrad: true });
  loss(diagram).backward();
  return diagram.grad!;
};
const wasserstein = gradientOf((diagram) => wassersteinCost(diagram, target, { wassersteinQ: 2 }));
manualSeed(11);
const sliced = gradientOf((diagram) => slicedWassersteinDistance(diagram, target, { nDirections: 256 }));

const [figure, [left, middle, right]] = subplots(1, 3, { figsize: [13, 4.4] });
const column = (points: Tensor, k: number) => points.slice(k, k + 1, { dim: 1 }).reshape([-1]);
const colors = { clean: "0.25", noisy: "tab:red" };
left.scatter(column(clean, 0), column(clean, 1), { s: 14, color: colors.clean, label: "clean" });
left.scatter(column(noisy, 0), column(noisy, 1), { s: 14, color: colors.noisy, label: "noisy" });
left.setAspect("equal").legend({ loc: "center" }).setTitle("Two samples of a circle");

const bounds = { xmin: 0, xmax: 2, ymin: 0, ymax: 2 };
const point = { s: 40 };
plotDiagram({ 1: target }, { ax: middle, color: colors.clean, dimLabelFmt: "clean", pointStyle: point });
plotDiagram({ 1: loop(noisy) }, {
  ax: middle,
  color: colors.noisy,
  dimLabelFmt: "noisy",
  pointStyle: point,
  axisBounds: bounds,
});
middle.legend({ loc: "lower right" }).setTitle("Their loops, as birth and death");

const arrows = { descent: true, ax: right, plotPoints: false };
const arrow = { width: 0.008, scaleUnits: "xy", angles: "xy", scale: 4 } as const;
plotDiagramGradient({ 1: loop(noisy) }, { 1: sliced }, {
  ...arrows,
  quiverStyle: { ...arrow, color: "tab:orange", label: "sliced" },
});
plotDiagramGradient({ 1: loop(noisy) }, { 1: wasserstein }, {
  ...arrows,
  axisBounds: { xmin: 0, xmax: 0.6, ymin: 1.3, ymax: 1.9 },
  quiverStyle: { ...arrow, color: "tab:blue", label: "Wasserstein" },
});
plotDiagram({ 1: target }, { ax: right, color: colors.clean, dimLabelFmt: "clean", pointStyle: point });
plotDiagram({ 1: loop(noisy) }, { ax: right, color: colors.noisy, dimLabelFmt: "noisy", pointStyle: point });
right.setXlim(0, 0.6).setYlim(1.3, 1.9).legend({ loc: "lower right" }).setTitle("Where two losses pull the noisy one");

figure.tightLayout();
await figure.save(`${import.meta.dirname}/../docs/images/tutorial.svg`);
