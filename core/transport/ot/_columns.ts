/**
 * One-dimensional samples in columns, and their costs as steps of the tape.
 *
 * @module
 */
import { isRecording, record } from "../../autodiff/recording.ts";
import { checkLimits, LIMIT_OPTIONS, type LimitOptions } from "../../filtrations/limits.ts";
import { kernels } from "../../kernels.ts";
import { asOptions } from "../../tensor/as_options.ts";
import { asTensor } from "../../tensor/create.ts";
import { formatShape } from "../../tensor/shape.ts";
import type { Tensor, TensorLike } from "../../tensor/tensor.ts";
import { checkExponent } from "../_check_number.ts";
import { checkFinite, checkMasses, readWeights, type Samples } from "./_samples.ts";

/** The weights of one-dimensional samples; uniform ones, of sum 1, are not given. */
export interface LineWeightOptions {
  /** Weights of the first samples, `[n]` for all columns or `[n, k]`: not negative, of positive sum. */
  a?: TensorLike;
  /** Weights of the second samples, `[m]` or `[m, k]`, of the same sums. */
  b?: TensorLike;
}

/** Options of costs between one-dimensional samples. */
export interface Wasserstein1dOptions extends LineWeightOptions, LimitOptions {
  /** The exponent of the cost, at least 1; default 1. */
  p?: number;
}

const OPTIONS = ["a", "b", "p", ...LIMIT_OPTIONS] as const;

/** The costs between the columns of two samples, on lines or circles. */
export function columnCosts(
  [name, action]: readonly [name: string, action: string],
  u: TensorLike,
  v: TensorLike,
  options: Wasserstein1dOptions,
  circle: boolean,
): Tensor {
  const { a, b, p = 1, nThreads, maxMemory } = asOptions(action, options, OPTIONS);
  checkExponent(action, p);
  const limits = checkLimits(action, { nThreads, maxMemory });
  const samples = readColumns(action, u, v, { a, b });
  const { x, y } = samples, columns = x.shape[1] ?? 1, { length } = x.shape;
  if (columns === 0) return record(name, [x, y], new Float64Array(0), [0], () => () => [x.data, y.data]);
  const parts = [samples.x, samples.y, samples.a, samples.b].flatMap((part) => part === undefined ? [] : [part]);
  const [rowsX, rowsY, rowsA, rowsB] = [x, y, samples.a, samples.b].map((part) => part && inRows(part));
  const atWeights = isRecording() && (samples.a?.requiresGrad === true || samples.b?.requiresGrad === true);
  const found = kernels().lineCosts(
    { count: columns, x: rowsX!, y: rowsY!, a: rowsA, b: rowsB },
    { circle, p, atWeights, limits },
  );
  const gradients = [found.atX, found.atY, ...(samples.a ? [found.atA] : []), ...(samples.b ? [found.atB] : [])];
  return record(
    name,
    parts,
    found.costs,
    length === 1 ? [] : [columns],
    () => (scale, needed) =>
      parts.map((part, k) => needed[k] ? inColumns(gradients[k], scale, part.shape, columns) : null),
  );
}

/** Samples `[n]` and `[m]`, or `[n, k]` and `[m, k]`. */
export function readColumns(action: string, u: TensorLike, v: TensorLike, weights: LineWeightOptions): Samples {
  const x = readPlaces(action, "u", u), y = readPlaces(action, "v", v);
  if (x.shape.length !== y.shape.length || x.shape[1] !== y.shape[1]) {
    throw new TypeError(
      `Cannot ${action}: u and v must have the same number of columns, but their shapes are ${
        formatShape(x.shape)
      } and ${formatShape(y.shape)}`,
    );
  }
  const allowed = ({ shape }: Tensor) => shape.length === 1 ? [shape] : [[shape[0]], shape];
  const a = readWeights(action, "a", weights.a, allowed(x)), b = readWeights(action, "b", weights.b, allowed(y));
  const samples = { x, y, a, b };
  checkMasses(action, samples, x.shape[1] ?? 1);
  return samples;
}

/** Places `[n]` or `[n, k]`. */
export function readPlaces(action: string, name: string, values: TensorLike): Tensor {
  const places = asTensor(action, values), { shape } = places;
  if ((shape.length !== 1 && shape.length !== 2) || shape[0] < 1) {
    throw new TypeError(
      `Cannot ${action}: ${name} must have shape [n] or [n, k] with n at least 1, but its shape is ${
        formatShape(shape)
      }`,
    );
  }
  checkFinite(action, name, places);
  return places;
}

/** Entries `[n, k]` as `[k, n]`; a copy. */
function inRows({ data, shape: [n, k = 1] }: Tensor): Float64Array {
  if (k === 1) return data.slice();
  const out = new Float64Array(data.length);
  for (let row = 0; row < n; row++) {
    for (let column = 0; column < k; column++) out[column * n + row] = data[row * k + column];
  }
  return out;
}

/** Gradients `[k, n]`, each column scaled, as an input has its entries: `[n, k]`, or `[n]` for the sum of all columns. */
function inColumns(
  gradients: Float64Array,
  scale: Float64Array,
  shape: readonly number[],
  columns: number,
): Float64Array {
  const [n, k = 1] = shape, out = new Float64Array(n * k);
  for (let column = 0; column < columns; column++) {
    for (let row = 0; row < n; row++) {
      out[row * k + (k === 1 ? 0 : column)] += scale[column] * gradients[column * n + row];
    }
  }
  return out;
}
