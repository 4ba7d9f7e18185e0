/**
 * Losses between samples with their gradients, as they are timed.
 *
 * @module
 */
import { linspace, samplesLoss, type SamplesLossOptions, type Tensor, tensor, zeros } from "../mod.ts";

/** GeomLoss digit for digit. */
const COMPAT = { compat: "geomloss-0.3.1" } as const;
/** What a descent asks for, on two threads. */
const THREADS = { nThreads: 2 };

/** What is computed of two clouds, by name: the value, then the gradient. */
export const SAMPLES = {
  "sinkhorn p = 2, blur 0.01": atPoints("sinkhorn", { p: 2, blur: 0.01, ...COMPAT }),
  "sinkhorn p = 1, blur 0.01": atPoints("sinkhorn", { p: 1, blur: 0.01, ...COMPAT }),
  "gaussian, blur 0.1": atPoints("gaussian", { blur: 0.1, ...COMPAT }),
  "laplacian, blur 0.1": atPoints("laplacian", { blur: 0.1, ...COMPAT }),
  "energy": atPoints("energy", COMPAT),
  /** Until marginals are right up to 1e-6, which GeomLoss' are not. */
  "sinkhorn p = 2, blur 0.01, to convergence": atPoints("sinkhorn", { p: 2, blur: 0.01, strict: true }),
  /** From coarse to fine. */
  "sinkhorn p = 2, blur 0.01, fast": atPoints("sinkhorn", { p: 2, blur: 0.01, mode: "fast" }),
  "barycenter in one dimension": barycenter,
} as const satisfies Readonly<Record<string, (x: Tensor, y: Tensor) => Float64Array>>;

/** The name of what is computed. */
export type SamplesName = keyof typeof SAMPLES;

function atPoints(
  kind: Parameters<typeof samplesLoss>[0],
  options: SamplesLossOptions,
): (x: Tensor, y: Tensor) => Float64Array {
  const loss = samplesLoss(kind, { ...options, ...THREADS });
  return (x, y) => {
    const points = tensor(x, { requiresGrad: true }), value = loss(points, y);
    value.backward();
    return together(value, points);
  };
}

/** One evaluation of the objective of a barycenter, with the gradient at the logits of its weights on a grid. */
function barycenter(x: Tensor, y: Tensor): Float64Array {
  const [count] = x.shape, logits = zeros([count]), grid = linspace(0, 1, count).reshape([count, 1]);
  logits.requiresGrad = true;
  const uniform = new Float64Array(count).fill(1 / count), weights = logits.softmax(0);
  const loss = samplesLoss("sinkhorn", { blur: 0.001, scaling: 0.99, ...COMPAT, ...THREADS });
  const value = loss(weights, grid, uniform, x).mul(0.5).add(loss(weights, grid, uniform, y).mul(0.5));
  value.backward();
  return together(value, logits);
}

/** A value and the gradient behind it. */
function together(value: Tensor, { grad, size }: Tensor): Float64Array {
  const numbers = new Float64Array(1 + size);
  numbers[0] = value.item();
  numbers.set(grad!.data, 1);
  return numbers;
}
