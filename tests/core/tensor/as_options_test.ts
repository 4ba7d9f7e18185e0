/**
 * Options that are none, or that nobody knows: everything that takes options says so, instead of taking its defaults.
 *
 * @module
 */
import { assertEquals, assertMatch, assertStrictEquals, assertThrows } from "@std/assert";
import * as d from "../../../mod.ts";
import { asOptions } from "../../../core/tensor/as_options.ts";

const x = d.tensor([[1, 2], [3, 4]], { requiresGrad: true });
const filtration = d.vrFiltration(x), optimizer = new d.TopologyOptimizer(filtration);

/** A call with `options` in the place of options, and the names of those that exist; many are how torch is called. */
type Entry = [call: (options: never) => unknown, known: string];

const entries: Record<string, Entry> = {
  tensor: [(options) => d.tensor([1], options), "shape, requiresGrad"],
  backward: [(options) => x.sum().backward(options), "gradient, retainGraph"],
  grad: [(options) => d.grad(x.sum(), x, options), "gradient, retainGraph, allowUnused, createGraph"],
  gradcheck: [(options) => d.gradcheck((y) => y, [1], options), "eps, absoluteTolerance, relativeTolerance"],
  customOp: [(options) => d.customOp(options), "name, forward, backward"],
  sum: [(options) => x.sum(0, options), "keepDim"],
  mean: [(options) => x.mean(0, options), "keepDim"],
  max: [(options) => x.max(0, options), "keepDim"],
  min: [(options) => x.min(0, options), "keepDim"],
  argmax: [(options) => x.argmax(0, options), "keepDim"],
  argmin: [(options) => x.argmin(0, options), "keepDim"],
  logSumExp: [(options) => x.logSumExp(0, options), "keepDim"],
  std: [(options) => x.std(0, options), "correction, keepDim"],
  variance: [(options) => x.variance(0, options), "correction, keepDim"],
  norm: [(options) => x.norm(0, options), "p, keepDim"],
  clamp: [(options) => x.clamp(options), "min, max"],
  sort: [(options) => x.sort(options), "dim, descending"],
  argsort: [(options) => x.argsort(options), "dim, descending"],
  topk: [(options) => x.topk(1, options), "dim, largest"],
  cat: [(options) => d.cat([x, x], options), "dim"],
  concat: [(options) => x.concat([x], options), "dim"],
  stack: [(options) => x.stack([x], options), "dim"],
  slice: [(options) => x.slice(0, 1, options), "dim, step"],
  gather: [(options) => x.gather([[0, 0]], options), "dim"],
  indexSelect: [(options) => x.indexSelect([0], options), "dim"],
  cdist: [(options) => x.cdist(x, options), "p"],
  pairwiseDistances: [(options) => x.pairwiseDistances(options), "eps"],
  rand: [(options) => d.rand(2, options), "generator, seed, requiresGrad"],
  randLike: [(options) => d.randLike(x, options), "generator, seed, requiresGrad"],
  randn: [(options) => d.randn(2, options), "generator, seed, requiresGrad"],
  randnLike: [(options) => d.randnLike(x, options), "generator, seed, requiresGrad"],
  randint: [(options) => d.randint(0, 5, [2], options), "generator, seed, requiresGrad"],
  randperm: [(options) => d.randperm(2, options), "generator, seed, requiresGrad"],
  drawSamples: [(options) => d.drawSamples(x, 2, options), "generator, seed, jitter"],
  choice: [(options) => d.numpyRng(0).choice(5, options), "size, replace, p"],
  vrFiltration: [(options) => d.vrFiltration(x, options), "fromPwdists, maxDim, maxDiameter, eps, nThreads, maxMemory"],
  alphaFiltration: [(options) => d.alphaFiltration(x, options), "nThreads, maxMemory"],
  cechDelaunayFiltration: [(options) => d.cechDelaunayFiltration(x, options), "nThreads, maxMemory"],
  weakAlphaFiltration: [(options) => d.weakAlphaFiltration(x, options), "nThreads, maxMemory"],
  freudenthalFiltration: [
    (options) => d.freudenthalFiltration(x, options),
    "negate, wrap, maxDim, nThreads, maxMemory",
  ],
  cubeFiltration: [(options) => d.cubeFiltration(x, options), "negate, valuesOn, nThreads, maxMemory"],
  simplexFiltration: [(options) => d.simplexFiltration([[0]], [1], options), "negate, nThreads, maxMemory"],
  mappingCylinderFiltration: [
    (options) => d.mappingCylinderFiltration(filtration, filtration, options),
    "domainValue, codomainValue",
  ],
  persistenceDiagram: [
    (options) => d.persistenceDiagram(filtration, options),
    "dualize, includeInfPoints, gradientMethod, conflictStrategy, stepSize, dims, nThreads, maxMemory",
  ],
  reduce: [(options) => d.reduce(filtration, options), "dualize, computeV, computeU, nThreads, maxMemory"],
  persistenceDiagrams: [
    (options) => d.persistenceDiagrams([filtration], options),
    "dualize, includeInfPoints, gradientMethod, conflictStrategy, stepSize, dims, nThreads, maxMemory",
  ],
  wassersteinCost: [
    (options) => d.wassersteinCost([], [], options),
    "wassersteinQ, wassersteinDelta, internalP, ignoreInfPoints, ties, root, state, nThreads, maxMemory",
  ],
  wassersteinDistance: [
    (options) => d.wassersteinDistance([], [], options),
    "wassersteinQ, internalP, delta, ignoreInfPoints, state, nThreads, maxMemory",
  ],
  wassersteinMatching: [
    (options) => d.wassersteinMatching([], [], options),
    "wassersteinQ, internalP, delta, ignoreInfPoints, state, nThreads, maxMemory",
  ],
  frechetMean: [
    (options) => d.frechetMean([x], options),
    "weights, maxIter, tol, delta, internalP, init, customInitialBarycenter, adaptSupport, ignoreInfPoints, seed, " +
    "randomNoiseScale, gridXBins, gridYBins, nThreads, maxMemory",
  ],
  frechetMeanObjective: [
    (options) => d.frechetMeanObjective([x], x, options),
    "weights, delta, internalP, ignoreInfPoints, nThreads, maxMemory",
  ],
  bettiCurve: [(options) => d.bettiCurve(x, options), "resolution, sampleRange, keepEndpoints, predefinedGrid"],
  entropy: [
    (options) => d.entropy(x, options),
    "mode, normalized, resolution, sampleRange, keepEndpoints, predefinedGrid",
  ],
  persistenceImage: [
    (options) => d.persistenceImage(x, options),
    "bandwidth, weight, resolution, imRange, nThreads, maxMemory",
  ],
  persistenceLandscape: [
    (options) => d.persistenceLandscape(x, options),
    "numLandscapes, resolution, sampleRange, keepEndpoints, predefinedGrid, nThreads, maxMemory",
  ],
  silhouette: [
    (options) => d.silhouette(x, options),
    "weight, resolution, sampleRange, keepEndpoints, predefinedGrid, nThreads, maxMemory",
  ],
  sampleGrid: [(options) => d.sampleGrid([x], options), "resolution, sampleRange, keepEndpoints"],
  bottleneckDistance: [
    (options) => d.bottleneckDistance([], [], options),
    "delta, ignoreInfPoints, nThreads, maxMemory",
  ],
  bottleneckMatching: [
    (options) => d.bottleneckMatching([], [], options),
    "delta, ignoreInfPoints, nThreads, maxMemory",
  ],
  bottleneckCost: [(options) => d.bottleneckCost([], [], options), "ignoreInfPoints, ties, nThreads, maxMemory"],
  slicedWassersteinDistance: [
    (options) => d.slicedWassersteinDistance([], [], options),
    "nDirections, ignoreInfPoints, seed, generator, directions, q, nThreads, maxMemory",
  ],
  slicedWassersteinDistanceDiagCorrected: [
    (options) => d.slicedWassersteinDistanceDiagCorrected([], [], options),
    "nDirections, ignoreInfPoints, seed, generator, directions, q, nThreads, maxMemory",
  ],
  imageSinkhornDivergence: [
    (options) => d.imageSinkhornDivergence([[1]], [[1]], options),
    "p, blur, reach, scaling, debias, axes, tol, maxIterations, onReport, strict, nThreads, maxMemory",
  ],
  imageBarycenter: [
    (options) => d.imageBarycenter([[1, 0]], [1], options),
    "blur, p, scalingN, backwardIterations, tol, onReport, strict, nThreads, maxMemory",
  ],
  ...Object.fromEntries(
    ["slicedWassersteinDistance", "maxSlicedWassersteinDistance", "slicedWassersteinSphere"].map((name) => {
      const distance = d.ot[name as "slicedWassersteinDistance"];
      const entry: Entry = [
        (options) => distance([[1, 0]], [[0, 1]], options),
        "a, b, nProjections, p, projections, seed, log, nThreads, maxMemory" + (/Sphere/.test(name) ? "" : ", scaler"),
      ];
      return [`ot.${name}`, entry];
    }),
  ),
  "ot.slicedWassersteinSphereUnif": [
    (options) => d.ot.slicedWassersteinSphereUnif([[1, 0]], options),
    "a, nProjections, projections, seed, log",
  ],
  "ot.getRandomProjections": [(options) => d.ot.getRandomProjections(2, 3, options), "seed"],
  "ot.slicedBarycenter": [
    (options) => d.ot.slicedBarycenter([x], options),
    "weights, start, nProjections, projections, seed, tol, maxiter, callback, nThreads, maxMemory",
  ],
  "ot.wasserstein1d": [(options) => d.ot.wasserstein1d([0], [1], options), "a, b, p, nThreads, maxMemory"],
  "ot.wassersteinCircle": [(options) => d.ot.wassersteinCircle([0], [1], options), "a, b, p, nThreads, maxMemory"],
  "ot.binarySearchCircle": [(options) => d.ot.binarySearchCircle([0], [1], options), "a, b, p, nThreads, maxMemory"],
  "ot.emd1d": [(options) => d.ot.emd1d([0], [1], options), "a, b, metric, p"],
  "ot.semidiscreteWasserstein2UnifCircle": [(options) => d.ot.semidiscreteWasserstein2UnifCircle([0], options), "a"],
  "new TopologyOptimizer": [(options) => new d.TopologyOptimizer(filtration, options), "nThreads, maxMemory"],
  match: [(options) => optimizer.match([], 0, options), "wassersteinQ, wassersteinDelta, internalP"],
  combineLoss: [(options) => optimizer.combineLoss([], "Max", options), "target"],
  emd: [(options) => d.emd([1], [1], [[0]], options), "maxMemory"],
  "ot.emd": [(options) => d.ot.emd([1], [1], [[0]], options), "maxMemory"],
  solve: [
    (options) => d.solve([[0]], options),
    "reg, a, b, unbalanced, tol, maxIterations, strict, nThreads, maxMemory",
  ],
  solveSamples: [
    (options) => d.solveSamples([1], [[0]], [1], [[0]], options),
    "p, blur, reach, tol, maxIterations, strict, nThreads, maxMemory",
  ],
  samplesLoss: [
    (options) => d.samplesLoss("energy", options),
    "p, blur, reach, diameter, scaling, debias, potentials, cost, kernel, compat, mode, precision, warmStart, tol, " +
    "maxIterations, strict, nThreads, maxMemory",
  ],
  samplesLossAsync: [
    (options) => d.samplesLossAsync("energy", options),
    "p, blur, reach, diameter, scaling, debias, potentials, compat, mode, precision, warmStart, tol, maxIterations, " +
    "strict, nThreads, maxMemory, signal, onProgress",
  ],
  barycenter: [
    (options) => d.barycenter(options),
    "measures, weights, loss, support, start, tol, maxiter, callback",
  ],
  fitModel: [
    (options) => d.fitModel({ parameters: () => [x], forward: () => x.square().sum() }, options),
    "method, tol, nits, lr, eps, maxcor, gtol, display",
  ],
  gradientFlow: [
    (options) => d.gradientFlow((y) => y.square().sum(), x, options),
    "lr, steps, snapshots, onStep, signal, progress",
  ],
  minimize: [
    (options) => d.minimize((y) => y.square().sum(), [1], options),
    "method, bounds, maxcor, ftol, gtol, maxfun, maxiter, maxls, callback",
  ],
  "new optim.SGD": [
    (options) => new d.optim.SGD([x], options),
    "lr, momentum, dampening, weightDecay, nesterov, maximize",
  ],
  "new optim.Adam": [
    (options) => new d.optim.Adam([x], options),
    "lr, betas, eps, weightDecay, amsgrad, maximize",
  ],
  "new optim.LBFGS": [
    (options) => new d.optim.LBFGS([x], options),
    "lr, maxIter, maxEval, toleranceGrad, toleranceChange, historySize, lineSearchFn, maximize",
  ],
  smoothGradient: [(options) => d.smoothGradient(x, x, options), "sigma, method, nThreads, maxMemory"],
};

for (const [name, [call, known]] of Object.entries(entries)) {
  Deno.test(`${name}() refuses options that are no object`, () => {
    for (const options of [1, true, null, [1], d.tensor(1)]) {
      const { message } = assertThrows(
        () => call(options as never),
        TypeError,
        "an object of options was expected, but ",
      );
      assertMatch(message, /^Cannot [^:]+: .+ was found$/);
    }
  });

  Deno.test(`${name}() refuses an option that does not exist`, () => {
    const expected = `options must be among ${known}, but one is "nonsense"`;
    for (const value of [1, undefined]) {
      const { message } = assertThrows(() => call({ nonsense: value } as never), TypeError);
      assertEquals(message.slice(message.indexOf(": ") + 2), expected);
      assertMatch(message, /^Cannot [^:]+: /);
    }
  });

  Deno.test(`${name}() knows each of its options`, () => {
    for (const option of known.split(", ")) {
      try {
        call({ [option]: undefined } as never);
      } catch (error) { // what is missing may be refused, as of clamp(), but not for its name
        assertEquals((error as Error).message.includes("options must be among"), false);
      }
    }
  });
}

Deno.test("every function that takes options is held to refusing those that do not exist", () => {
  // Tested on their own, the charts in tests/plot/charts_calls_test.ts.
  const apart = [
    "subplots",
    "animate",
    "live",
    "persistenceDiagramAsync",
    "imageSinkhornDivergenceAsync",
    "imageBarycenterAsync",
    "ot.slicedBarycenterAsync",
    "solveAsync",
    "solveSamplesAsync",
  ];
  const isApart = (name: string) => apart.includes(name) || /^plot[A-Z]/.test(name);
  const all = [...Object.entries(d), ...Object.entries(d.ot).map(([name, value]) => [`ot.${name}`, value] as const)];
  const taking = all.filter(([, value]) => typeof value === "function").filter(([, value]) =>
    /^function [^{]*\boptions\b/.test(String(value))
  );
  assertEquals(taking.map(([name]) => name).filter((name) => !isApart(name) && !(name in entries)), []);
  assertEquals(taking.length > 30, true);
});

Deno.test("options of other filtrations are refused", () => {
  for (
    const [call, message] of [
      [
        () => d.vrFiltration(x, { maxDiamter: 1 } as never),
        "Cannot build the Vietoris–Rips filtration: options must be among fromPwdists, maxDim, maxDiameter, eps, nThreads, " +
        'maxMemory, but one is "maxDiamter"',
      ],
      [
        () => d.cubeFiltration(x, { negate: true, wrap: true } as never),
        'Cannot build the cubical filtration: options must be among negate, valuesOn, nThreads, maxMemory, but one is "wrap"',
      ],
      [
        () => d.alphaFiltration(x, { eps: 0 } as never),
        'Cannot build the alpha filtration: options must be among nThreads, maxMemory, but one is "eps"',
      ],
    ] as const
  ) assertEquals(assertThrows(call, TypeError).message, message);
});

Deno.test("a refused option draws no random number and gives no gradient", () => {
  for (const options of [3, { sede: 3 }] as never[]) {
    d.manualSeed(3);
    assertThrows(() => d.rand(2, options), TypeError);
    const drawn = d.rand(2);
    d.manualSeed(3);
    assertEquals(drawn, d.rand(2));
  }
  const y = d.tensor([1, 2], { requiresGrad: true });
  for (const options of [true, { retain_graph: true }] as never[]) {
    assertThrows(() => y.sum().backward(options), TypeError);
    assertStrictEquals(y.grad, null);
  }
});

Deno.test("asOptions() gives an object back as it is", () => {
  const options = { dim: 1 };
  assertStrictEquals(asOptions("test", options, ["dim"]), options);
});

Deno.test("asOptions() lets the compiler notice names that are wrong or forgotten", () => {
  const options: { dim?: number; step?: number } = {};
  // @ts-expect-error no option has this name
  asOptions("test", options, ["dmi"]);
  // @ts-expect-error step is not among the names
  const { step } = asOptions("test", options, ["dim"]);
  assertEquals(step, undefined);
});
