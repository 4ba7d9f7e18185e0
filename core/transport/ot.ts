/**
 * Transport on lines, on circles and between projections, with the names, conventions and random streams of POT.
 *
 * @example The distance between two clouds
 * ```ts
 * import { ot, tensor } from "@diagrad/diagrad";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const x = tensor([[0, 0], [1, 0], [0, 1]], { requiresGrad: true }), y = [[2, 2], [3, 3]];
 * const distance = ot.slicedWassersteinDistance(x, y, { seed: 0 });
 * distance.backward();
 * assertAlmostEquals(distance.item(), 2.3206779989661017, 1e-12);
 * ```
 *
 * @module
 */
export { binarySearchCircle } from "./ot/binary_search_circle.ts";
export { emd, type EmdOptions, type ExactTransport } from "./emd.ts";
export { type Emd1d, emd1d, type Emd1dOptions } from "./ot/emd_1d.ts";
export { maxSlicedWassersteinDistance } from "./ot/max_sliced_wasserstein_distance.ts";
export type { LineWeightOptions } from "./ot/_columns.ts";
export type { SampleWeights, Stream } from "./ot/_samples.ts";
export type { Logged, Scaler, SlicedLog } from "./ot/_sliced.ts";
export { getRandomProjections, type ProjectionOptions } from "./ot/random_projections.ts";
export {
  semidiscreteWasserstein2UnifCircle,
  type UnifCircleOptions,
} from "./ot/semidiscrete_wasserstein2_unif_circle.ts";
export type { Measure, WeightedPoints } from "../optimize/_barycenter_input.ts";
export {
  type SlicedBarycenter,
  slicedBarycenter,
  type SlicedBarycenterOptions,
  type SlicedBarycenterReport,
} from "./ot/sliced_barycenter.ts";
export { type AsyncSlicedBarycenterOptions, slicedBarycenterAsync } from "./ot/sliced_barycenter_async.ts";
export { slicedWassersteinDistance, type SlicedWassersteinOptions } from "./ot/sliced_wasserstein_distance.ts";
export { type SlicedSphereOptions, slicedWassersteinSphere } from "./ot/sliced_wasserstein_sphere.ts";
export { slicedWassersteinSphereUnif, type SphereUnifOptions } from "./ot/sliced_wasserstein_sphere_unif.ts";
export { wasserstein1d, type Wasserstein1dOptions } from "./ot/wasserstein_1d.ts";
export { wassersteinCircle } from "./ot/wasserstein_circle.ts";
