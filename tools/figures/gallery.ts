/**
 * The pictures of the gallery: every chart once, on data computed for it.
 *
 * @module
 */
import {
  animate,
  type Animation,
  arange,
  bettiCurve,
  bottleneckMatching,
  cechDelaunayFiltration,
  concat,
  type DiffFiltration,
  type Figure,
  freudenthalFiltration,
  persistenceDiagram,
  persistenceImage,
  persistenceLandscape,
  plotBarcode,
  plotBettiCurve,
  plotChain,
  plotDensity1d,
  plotDiagram,
  plotDiagramGradient,
  plotFiltration,
  plotFlow,
  plotLandscape,
  plotLoss,
  plotMatching,
  plotPersistenceImage,
  plotPointCloud,
  plotTransport,
  randn,
  reduce,
  sampleGrid,
  slicedWassersteinDistance,
  stack,
  subplots,
  type Tensor,
  tensor,
  vrFiltration,
  wassersteinCost,
  wassersteinMatching,
} from "../../mod.ts";

/** A noisy circle. */
function circle(count: number, noise: number, seed: number): Tensor {
  const angles = arange(count).mul(2 * Math.PI / count);
  return stack([angles.cos(), angles.sin()], { dim: 1 }).add(randn([count, 2], { seed }).mul(noise));
}

/** Two loops of different size. */
function eight(seed: number): Tensor {
  return concat([circle(40, 0.06, seed), circle(26, 0.05, seed + 1).mul(0.6).add(tensor([1.5, 0.4]))]);
}

/** A torus in space, its points on a spiral around it. */
function torus(): Tensor {
  const t = arange(400), u = t.mul(0.618 * 2 * Math.PI), v = t.mul(2 * Math.PI / 400), r = u.cos().mul(0.45).add(1);
  return stack([r.mul(v.cos()), r.mul(v.sin()), u.sin().mul(0.45)], { dim: 1 });
}

/** Two hills and a pit on a grid. */
function hills(): Tensor {
  const size = 48, at = (i: number) => 4 * i / (size - 1) - 2;
  const bump = (x: number, y: number, a: number, b: number) => Math.exp(-2 * ((x - a) ** 2 + (y - b) ** 2));
  return tensor(Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (_, j) => {
      const [x, y] = [at(j), at(i)];
      return bump(x, y, -0.8, 0) + 0.7 * bump(x, y, 0.9, 0.6) - 0.6 * bump(x, y, 0.5, -1);
    })));
}

/** Vietoris–Rips diagrams, with the one component that lives forever. */
function classes(points: Tensor): Record<number, Tensor> {
  const dgms = persistenceDiagram(vrFiltration(points, { maxDim: 2 }));
  return { 0: concat([dgms[0], tensor([[0, Infinity]])]), 1: dgms[1] };
}

/** The diagram of loops, through which gradients flow. */
function loops(points: Tensor): Tensor {
  return persistenceDiagram(vrFiltration(points, { maxDim: 2 }))[1];
}

/** Diagrams of two dimensions, a class that lives forever among them. */
export function diagram(): Figure {
  const ax = plotDiagram(classes(eight(3)), { title: "Two loops" });
  return ax.figure as Figure;
}

/** A loss and its way down. */
export function gradient(): Figure {
  const points = tensor(eight(3), { requiresGrad: true }),
    dgm = persistenceDiagram(vrFiltration(points, { maxDim: 2 }))[1];
  dgm.retainGrad();
  slicedWassersteinDistance(dgm, tensor([[0.2, 1.8]]), { nDirections: 50, seed: 1 }).backward();
  const ax = plotDiagramGradient({ 1: dgm }, null, { descent: true, quiverStyle: { scale: 1, label: "descent" } });
  return ax.setTitle("Towards one large loop").figure as Figure;
}

/** Bars. */
export function barcode(): Figure {
  return plotBarcode(classes(eight(3)), { title: "Barcode of two loops" }).figure as Figure;
}

/** The cheapest matching, and the one with the shortest longest edge. */
export function matching(): Figure {
  const [a, b] = [3, 8].map((seed) => loops(randn([90, 2], { seed })));
  const [figure, [left, right]] = subplots(1, 2, { figsize: [9, 4.4] });
  plotMatching(a, b, wassersteinMatching(a, b), { ax: left.setAspect("equal"), title: "Wasserstein" });
  plotMatching(a, b, bottleneckMatching(a, b), { ax: right.setAspect("equal"), title: "Bottleneck" });
  return figure.tightLayout();
}

/** A cycle on points, a critical region on a field. */
export function chain(): Figure {
  const [figure, [left, right]] = subplots(1, 2, { figsize: [9, 4.2] });
  const points = eight(3), [first, second] = longestCycles(cechDelaunayFiltration(points));
  plotChain(points, first.filtration, first.places, { ax: left });
  plotChain(points, second.filtration, second.places, { ax: left, chainColor: "tab:blue", plotSource: false });
  left.setTitle("The two longest loops");
  const field = hills(), [loop] = longestCycles(freudenthalFiltration(field, { negate: true }));
  plotChain(field, loop.filtration, loop.places, { ax: right, chainColor: "tab:red", title: "The loop around a pit" });
  return figure.tightLayout();
}

/** The cycles that live longest, as places of edges. */
function longestCycles(filtration: DiffFiltration): { filtration: DiffFiltration; places: Uint32Array }[] {
  using decomposition = reduce(filtration);
  const { births, deaths } = decomposition.pairs(1);
  const life = (k: number) => Math.abs(filtration.cell(deaths[k]).value - filtration.cell(births[k]).value);
  const order = [...births.keys()].sort((i, j) => life(j) - life(i)).slice(0, 2);
  return order.map((k) => ({ filtration, places: decomposition.columnOfR(deaths[k]) }));
}

/** A complex that grows. */
export function filtration(): Figure {
  const [figure, axes] = subplots(1, 3, { figsize: [10, 3.2] }), points = eight(3);
  [0.1, 0.2, 0.35].forEach((radius, k) => {
    plotFiltration(points, radius, { ax: axes[k], title: `radius ${radius}` }).axis("off");
    axes[k].setXlim(-1.5, 2.6).setYlim(-1.5, 1.5);
  });
  return figure.tightLayout();
}

/** The same as a film. */
export function film(): Animation {
  const points = circle(24, 0.12, 5);
  return animate(
    Array.from({ length: 10 }, (_, k) => {
      const ax = plotFiltration(points, 0.08 * (k + 1), { title: `radius ${(0.08 * (k + 1)).toFixed(2)}` });
      return ax.setXlim(-2.2, 2.2).setYlim(-2.2, 2.2).axis("off");
    }),
    { interval: 250 },
  );
}

/** What vectors of diagrams look like. */
export function vectors(): Figure {
  const dgm = loops(eight(3)), grid = sampleGrid([dgm], { keepEndpoints: true, resolution: 200 });
  const [figure, axes] = subplots(1, 3, { figsize: [12, 3.8] });
  const imRange = [0, 1, 0, 1.6] as const;
  plotLandscape(persistenceLandscape(dgm, { predefinedGrid: grid, numLandscapes: 3 }), {
    ax: axes[0],
    grid,
    title: "Landscape",
  });
  plotBettiCurve(bettiCurve(dgm, { predefinedGrid: grid }), { ax: axes[1], grid, title: "Betti curve" });
  plotPersistenceImage(persistenceImage(dgm, { bandwidth: 0.08, weight: (_b, p) => p, resolution: 60, imRange }), {
    ax: axes[2],
    imRange,
    title: "Persistence image",
  });
  return figure.tightLayout();
}

/** Points of the plane and of space. */
export function clouds(): Figure {
  const [figure, [left, right]] = subplots(1, 2, { figsize: [9, 4.2] });
  plotPointCloud(eight(3), { ax: left, title: "In the plane", color: "tab:blue" });
  plotPointCloud(torus(), { ax: right, title: "In space", elev: 50, color: "tab:purple" });
  return figure.tightLayout();
}

/** Points that a loss moves. */
export function flow(): Figure {
  const target = loops(circle(60, 0, 0)), states: Tensor[] = [circle(60, 0.15, 2)], losses: number[] = [];
  let velocity = tensor([[0, 0]]);
  for (let step = 0; step < 60; step++) {
    const points = tensor(states[step], { requiresGrad: true });
    const loss = wassersteinCost(loops(points), target, { wassersteinQ: 2, ignoreInfPoints: true });
    loss.backward();
    losses.push(loss.item());
    velocity = points.grad!.mul(-1);
    states.push(tensor(states[step]).sub(points.grad!.mul(0.1)));
  }
  const [figure, [left, right]] = subplots(1, 2, { figsize: [9, 4.2] });
  plotFlow(states.filter((_, step) => step % 6 === 0), {
    ax: left,
    velocity,
    target: circle(200, 0, 0),
    title: "60 steps of a descent",
  });
  plotLoss({ "W_2^2": losses }, { ax: right, logY: true, title: "Its loss" });
  return figure.tightLayout();
}

/** Numbers, and mass on its way. */
export function transport(): Figure {
  const [figure, [left, right]] = subplots(1, 2, { figsize: [9, 4.2] });
  const source = randn([500], { seed: 1 }),
    target = concat([randn([300], { seed: 2 }).mul(0.4).sub(1.5), randn([200], { seed: 3 }).mul(0.6).add(2)]);
  plotDensity1d(source, { ax: left, label: "source" });
  plotDensity1d(target, { ax: left, label: "target", title: "Densities on a line" });
  const [x, y] = [circle(30, 0.05, 4), circle(30, 0.05, 5).mul(0.5).add(tensor([1.8, 0.6]))];
  const cost = x.cdist(y).square();
  const plan = cost.mul(-8).exp();
  plotTransport(x, y, sinkhorn(plan), { ax: right, title: "A plan between two clouds" });
  return figure.tightLayout();
}

/** Scales rows and columns of a positive matrix in turn until both sum to one over their number. */
function sinkhorn(kernel: Tensor): Tensor {
  let plan = kernel;
  for (let k = 0; k < 300; k++) {
    plan = plan.div(plan.sum(1, { keepDim: true }).mul(plan.shape[0]));
    plan = plan.div(plan.sum(0, { keepDim: true }).mul(plan.shape[1]));
  }
  return plan;
}

/** Images of two diagrams, square by square and smooth, with one colour bar. */
export function together(): Figure {
  const imRange = [0, 1, 0, 1.6] as const, look = { imRange, vmin: 0, vmax: 25 };
  const images = [loops(eight(3)), loops(circle(60, 0.12, 5))].map((dgm) =>
    persistenceImage(dgm, { bandwidth: 0.1, weight: (_b, p) => p, resolution: 24, imRange })
  );
  const [figure, [left, right]] = subplots(1, 2, { figsize: [7, 3.4] });
  plotPersistenceImage(images[0], { ax: left, title: "nearest", ...look });
  plotPersistenceImage(images[1], { ax: right, title: "bilinear", interpolation: "bilinear", ...look });
  return figure.colorbar(left, { ax: [left, right], label: "persistence per area" });
}
