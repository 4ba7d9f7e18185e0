/**
 * Differentiable persistence diagrams and the losses between them: tensors with reverse-mode gradients, filtrations,
 * diagrams, and plots.
 *
 * The contents page: one line per source file, grouped by room.
 *
 * @module
 */
import { useKernels } from "./core/kernels.ts";
import { usePictures } from "./core/tensor/pictures.ts";
import { nativeKernels } from "./native/mod.ts";
import { pictures } from "./plot/pictures.ts";

useKernels(nativeKernels);
usePictures(pictures);

// Tensors: core/tensor
export { arange, eye, full, linspace, ones, tensor, type TensorOptions, zeros } from "./core/tensor/create.ts";
export type {
  AxisOptions,
  BackwardOptions,
  CdistOptions,
  ClampOptions,
  Indices,
  LikeTensor,
  NestedArray,
  NormOptions,
  PairwiseDistancesOptions,
  ReductionOptions,
  ShapedArray,
  SliceOptions,
  SortOptions,
  SpreadOptions,
  TensorMethods,
  TopkOptions,
  ValuesWithIndices,
} from "./core/tensor/methods.ts";
export type { Picture } from "./core/tensor/pictures.ts";
export {
  type Gradient,
  type NestedNumbers,
  type Origin,
  type Pullback,
  type StridedView,
  Tensor,
  type TensorLike,
} from "./core/tensor/tensor.ts";

// Gradients: core/autodiff
export { backward } from "./core/autodiff/backward.ts";
export { type CustomOp, customOp } from "./core/autodiff/custom_op.ts";
export { grad, type GradOptions } from "./core/autodiff/grad.ts";
export { gradcheck, type GradcheckOptions } from "./core/autodiff/gradcheck.ts";
export { noGrad } from "./core/autodiff/recording.ts";
export { valueAndGrad, type ValueAndGradients } from "./core/autodiff/value_and_grad.ts";

// Operations: core/ops
export { add, div, maximum, minimum, mul, pow, sub, where } from "./core/ops/mod.ts";
export {
  abs,
  clamp,
  clone,
  cos,
  exp,
  expm1,
  log,
  log1p,
  neg,
  relu,
  sigmoid,
  sign,
  sin,
  sqrt,
  square,
  tanh,
} from "./core/ops/mod.ts";
export { argmax, argmin, logSumExp, max, mean, min, norm, std, sum, variance } from "./core/ops/mod.ts";
export { argsort, cumsum, logSoftmax, softmax, sort, topk } from "./core/ops/mod.ts";
export { broadcastTo, flip, permute, reshape, squeeze, transpose, unsqueeze } from "./core/ops/mod.ts";
export { cat, concat, gather, index, indexSelect, slice, stack } from "./core/ops/mod.ts";
export { cdist, matmul, pairwiseDistances } from "./core/ops/mod.ts";

// Random numbers: core/random
export type { Seed, Size } from "./core/random/_checks.ts";
export type { DrawOptions, SourceOptions } from "./core/random/draw_options.ts";
export { drawSamples, type DrawSamplesOptions } from "./core/random/draw_samples.ts";
export { Generator } from "./core/random/generator.ts";
export { manualSeed } from "./core/random/global_generator.ts";
export { NumpyRandomState, numpyRandomState } from "./core/random/numpy_random_state.ts";
export { NumpyRng, numpyRng } from "./core/random/numpy_rng.ts";
export {
  type ChoiceOptions,
  type ManyChoicesOptions,
  NumpyStream,
  type SingleChoiceOptions,
} from "./core/random/numpy_stream.ts";
export { rand, randLike } from "./core/random/rand.ts";
export { randint } from "./core/random/randint.ts";
export { randn, randnLike } from "./core/random/randn.ts";
export { randperm } from "./core/random/randperm.ts";
export type { RandomSource } from "./core/random/source.ts";

// Filtrations: core/filtrations
export { alphaFiltration } from "./core/filtrations/alpha.ts";
export { cechDelaunayFiltration } from "./core/filtrations/cech_delaunay.ts";
export type {
  Cell,
  DiffFiltration,
  ListedCells,
  ListedPairs,
  PointCells,
  Spread,
} from "./core/filtrations/filtration.ts";
export { cubeFiltration, type CubeOptions } from "./core/filtrations/cube.ts";
export { DelaunayFiltration } from "./core/filtrations/delaunay.ts";
export { freudenthalFiltration, type FreudenthalOptions } from "./core/filtrations/freudenthal.ts";
export { GridFiltration } from "./core/filtrations/grid.ts";
export type {
  Boundary,
  CellOrder,
  CriticalSets,
  DelaunayValue,
  GridInput,
  GridPairs,
  Limits,
  OrderedComplex,
  PairsEngine,
  PairsEngines,
  PairsOf,
  PairsTask,
  PlacePairs,
  ReducedMatrix,
  RipsInput,
  RipsPairs,
  SinkhornReport,
} from "./core/kernels.ts";
export type { LimitOptions } from "./core/filtrations/limits.ts";
export type { WatchOptions } from "./core/filtrations/watched.ts";
export { ListedFiltration } from "./core/filtrations/listed.ts";
export {
  MappingCylinderFiltration,
  mappingCylinderFiltration,
  type MappingCylinderOptions,
} from "./core/filtrations/mapping_cylinder.ts";
export { minFiltration } from "./core/filtrations/min.ts";
export { RevaluedFiltration } from "./core/filtrations/revalued.ts";
export { simplexFiltration, type SimplexOptions } from "./core/filtrations/simplex.ts";
export { SimplicialFiltration, type SimplicialParts } from "./core/filtrations/simplicial.ts";
export { VrFiltration, vrFiltration, type VrOptions } from "./core/filtrations/vr.ts";
export { weakAlphaFiltration } from "./core/filtrations/weak_alpha.ts";

// Images: core/images
export { imageToTensor } from "./core/images/image_to_tensor.ts";

// Persistence: core/persistence
export type { CellTargets, CriticalSet } from "./core/persistence/critical_set.ts";
export { Decomposition, type DecompositionParts } from "./core/persistence/decomposition.ts";
export { type DiagramEntry, Diagrams } from "./core/persistence/diagrams.ts";
export { persistenceDiagram } from "./core/persistence/persistence_diagram.ts";
export { type AsyncPersistenceOptions, persistenceDiagramAsync } from "./core/persistence/persistence_diagram_async.ts";
export { persistenceDiagrams } from "./core/persistence/persistence_diagrams.ts";
export type { PersistenceOptions } from "./core/persistence/persistence_options.ts";
export { reduce, type ReduceOptions } from "./core/persistence/reduce.ts";
export {
  type ConflictStrategy,
  type DenoiseStrategy,
  type MatchOptions,
  TopologyOptimizer,
} from "./core/persistence/topology_optimizer.ts";

// Losses between diagrams: core/diagrams
export type { DirectionOptions } from "./core/diagrams/_directions.ts";
export type { EssentialFamily } from "./core/diagrams/_essential.ts";
export type { DiagramMatching, RowPairs } from "./core/diagrams/diagram_matching.ts";
export {
  bottleneckDistance,
  type BottleneckMatching,
  bottleneckMatching,
  type BottleneckOptions,
  type EssentialLongestEdge,
  type FiniteLongestEdge,
} from "./core/diagrams/bottleneck.ts";
export { bottleneckCost, type BottleneckCostOptions } from "./core/diagrams/bottleneck_cost.ts";
export type { TieRule } from "./core/diagrams/_matching_gradients.ts";
export {
  type FrechetMean,
  frechetMean,
  type FrechetMeanInit,
  type FrechetMeanOptions,
} from "./core/diagrams/frechet_mean.ts";
export { frechetMeanObjective, type FrechetMeanObjectiveOptions } from "./core/diagrams/frechet_mean_objective.ts";
export {
  slicedWassersteinDistance,
  slicedWassersteinDistanceDiagCorrected,
  type SlicedWassersteinOptions,
} from "./core/diagrams/sliced_wasserstein.ts";
export {
  type MatchingCertificate,
  wassersteinDistance,
  type WassersteinMatching,
  wassersteinMatching,
  type WassersteinOptions,
} from "./core/diagrams/wasserstein.ts";
export { wassersteinCost, type WassersteinCostOptions } from "./core/diagrams/wasserstein_cost.ts";
export { WassersteinState } from "./core/diagrams/wasserstein_state.ts";

// Vectors and images made of diagrams: core/vectorize
export type { RangeEnds } from "./core/vectorize/_ranges.ts";
export type { PointWeight } from "./core/vectorize/_weights.ts";
export { bettiCurve, type BettiCurveOptions } from "./core/vectorize/betti_curve.ts";
export { entropy, type EntropyMode, type EntropyOptions } from "./core/vectorize/entropy.ts";
export {
  type ImageEnds,
  imageRange,
  persistenceImage,
  type PersistenceImageOptions,
} from "./core/vectorize/persistence_image.ts";
export { persistenceLandscape, type PersistenceLandscapeOptions } from "./core/vectorize/persistence_landscape.ts";
export { PERSISTENCE_STATISTICS, persistenceStatistics } from "./core/vectorize/persistence_statistics.ts";
export { sampleGrid, type SampleOptions, type SampleRangeOptions } from "./core/vectorize/sample_grid.ts";
export { silhouette, type SilhouetteOptions } from "./core/vectorize/silhouette.ts";

// Losses between samples: core/transport
export type { SampleArguments, Samples } from "./core/transport/_clouds.ts";
export type { BothSides, ExactPlan, TransportCosts, TransportProblem } from "./core/kernels/dense_transport.ts";
export { emd, type EmdOptions, type ExactTransport } from "./core/transport/emd.ts";
export type { ConvergenceOptions, EntropicSolution, TransportReport } from "./core/transport/entropic_solution.ts";
export {
  type AsyncImageBarycenterOptions,
  imageBarycenter,
  imageBarycenterAsync,
  type ImageBarycenterOptions,
} from "./core/transport/images/image_barycenter.ts";
export type { ImageReport, ImageReportOptions } from "./core/transport/images/image_report.ts";
export {
  type AsyncImageSinkhornOptions,
  imageSinkhornDivergence,
  imageSinkhornDivergenceAsync,
  type ImageSinkhornOptions,
} from "./core/transport/images/image_sinkhorn_divergence.ts";
export * as ot from "./core/transport/ot.ts";
export { ragged, RaggedSamples } from "./core/transport/ragged.ts";
export { type SamplesLoss, samplesLoss } from "./core/transport/samples_loss.ts";
export { type AsyncSamplesLossOptions, samplesLossAsync } from "./core/transport/samples_loss_async.ts";
export type {
  SampleCost,
  SampleKernel,
  SamplesLossKind,
  SamplesLossOptions,
} from "./core/transport/samples_loss_options.ts";
export type { SamplesLossReport } from "./core/transport/samples_loss_report.ts";
export { SamplesPlan } from "./core/transport/samples_plan.ts";
export { type AsyncSolveOptions, solve, solveAsync, type SolveOptions } from "./core/transport/solve.ts";
export {
  type AsyncSolveSamplesOptions,
  type SamplesSolution,
  solveSamples,
  solveSamplesAsync,
  type SolveSamplesOptions,
} from "./core/transport/solve_samples.ts";
export { SparsePlan } from "./core/transport/sparse_plan.ts";
export { TransportPlan } from "./core/transport/transport_plan.ts";

// Steps of a descent: core/optimize
export {
  barycenter,
  type BarycenterOptions,
  type BarycenterReport,
  type BarycenterResult,
  type Measure,
  type MeasureLoss,
  type WeightedPoints,
} from "./core/optimize/barycenter.ts";
export {
  fitModel,
  type FitModelOptions,
  type FitReport,
  type FitResult,
  type Model,
} from "./core/optimize/fit_model.ts";
export { type FlowSnapshot, GradientFlow } from "./core/optimize/flow.ts";
export { gradientFlow, type GradientFlowOptions } from "./core/optimize/gradient_flow.ts";
export type { Bounds } from "./core/optimize/_bounds.ts";
export type { Loss, ValueWithGradient } from "./core/optimize/_loss.ts";
export { type IterationReport, minimize, type MinimizeOptions, type MinimizeResult } from "./core/optimize/minimize.ts";
export * as optim from "./core/optimize/optim.ts";
export { smoothGradient, type SmoothGradientOptions, type SmoothingMethod } from "./core/optimize/smooth_gradient.ts";

// Plots: plot, whose own contents page lists them
export * from "./plot/mod.ts";

// Native library: native
export { NativeError, type NativeErrorCode } from "./native/errors.ts";
