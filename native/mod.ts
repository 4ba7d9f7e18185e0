/**
 * The kernels of the native library, opened on first use.
 *
 * @module
 */
import type { Kernels } from "../core/kernels.ts";
import { bottleneckKernels } from "./bottleneck.ts";
import { complexKernels } from "./complexes.ts";
import { convolutionKernels } from "./convolution.ts";
import { criticalKernels } from "./critical.ts";
import { decompositionKernels } from "./decompositions.ts";
import { delaunayKernels } from "./delaunay.ts";
import { denseTransportKernels } from "./dense_transport.ts";
import { diagramKernels } from "./diagrams.ts";
import { distanceKernels } from "./distances.ts";
import { gaussianKernels } from "./gaussian.ts";
import { gridKernels } from "./grids.ts";
import { hausdorffKernels } from "./hausdorff.ts";
import { lineKernels } from "./lines.ts";
import { pairsKernels } from "./pairs.ts";
import { ripsKernels } from "./rips.ts";
import { transportKernels } from "./transport.ts";
import { vectorizeKernels } from "./vectorize.ts";

/** The native implementation of everything the core asks for. */
export const nativeKernels: Kernels = {
  ...bottleneckKernels,
  ...complexKernels,
  ...convolutionKernels,
  ...criticalKernels,
  ...decompositionKernels,
  ...delaunayKernels,
  ...denseTransportKernels,
  ...diagramKernels,
  ...distanceKernels,
  ...gaussianKernels,
  ...gridKernels,
  ...hausdorffKernels,
  ...lineKernels,
  ...pairsKernels,
  ...ripsKernels,
  ...transportKernels,
  ...vectorizeKernels,
};
