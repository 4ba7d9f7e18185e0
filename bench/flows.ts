/**
 * Flows of clouds as the notebooks follow them, as they are timed.
 *
 * @module
 */
import {
  drawSamples,
  gradientFlow,
  imageToTensor,
  samplesLoss,
  type SamplesLossKind,
  type SamplesLossOptions,
  type Tensor,
} from "../mod.ts";
import { lineBarycenters } from "./line_barycenters.ts";
import { slicedFlow, slicedMixture } from "./sliced_flows.ts";

/** The nine losses of GeomLoss' flows. */
const LOSSES: readonly (readonly [kind: SamplesLossKind, options: SamplesLossOptions])[] = [
  ["gaussian", { blur: 0.5 }],
  ["gaussian", { blur: 0.1 }],
  ["laplacian", { blur: 0.1 }],
  ["energy", {}],
  ["sinkhorn", { p: 1, blur: 1 }],
  ["sinkhorn", { p: 1, blur: 0.01 }],
  ["sinkhorn", { p: 2, blur: 1 }],
  ["sinkhorn", { p: 2, blur: 0.01 }],
  ["sinkhorn", { p: 2, blur: 0.01, reach: 0.3 }],
];

/** What is computed of clouds, by name. */
export const FLOWS = {
  "gradient flows in 2-D": nineFlows,
  "sliced flow and barycenter": slicedFlows,
  "barycenters in 1-D": lineBarycenters,
} as const satisfies Readonly<Record<string, (clouds: readonly Tensor[]) => Float64Array>>;

/** The name of what is computed. */
export type FlowName = keyof typeof FLOWS;

/** Clouds of so many points each, drawn from the densities of notebook 02 as it draws them. */
export async function densityClouds(count: number): Promise<[Tensor, Tensor]> {
  const [x, y] = await Promise.all(["a", "b"].map(async (name, seed) => {
    const file = new URL(`../notebooks/data/density_${name}.png`, import.meta.url);
    return drawSamples(imageToTensor(await Deno.readFile(file)).neg().add(1), count, { seed });
  }));
  return [x, y];
}

/** The losses of all nine flows at the start and after each of their 101 steps. */
function nineFlows([x, y]: readonly Tensor[]): Float64Array {
  return Float64Array.from(LOSSES.flatMap(([kind, options]) => {
    const loss = samplesLoss(kind, { ...options, compat: "geomloss-0.3.1", nThreads: 2 });
    return gradientFlow((z) => loss(z, y), x, { lr: 0.05, steps: 101, snapshots: [] }).run().losses;
  }));
}

/** The losses of the sliced flow and of the barycenter at the start and after each of their 100 steps, and their last points. */
function slicedFlows(clouds: readonly Tensor[]): Float64Array {
  const flows = [slicedFlow(clouds), slicedMixture(clouds)];
  return Float64Array.from(flows.flatMap(({ losses, x }) => [...losses, ...x.data]));
}
