/**
 * The stable order of entries along an axis.
 *
 * @module
 */
import { asOptions } from "../tensor/as_options.ts";
import type { SortOptions } from "../tensor/methods.ts";
import { normalizeDim } from "../tensor/shape.ts";
import type { Tensor } from "../tensor/tensor.ts";
import { fibersAlong, startOf } from "./_fibers.ts";

/** Where the entries of a sorted tensor come from. */
export interface Ordering {
  /** Positions along the axis. */
  readonly indices: Float64Array;
  /** The same as positions in the flat data. */
  readonly positions: Uint32Array;
}

/** The order of the entries of `input` along `dim`: stable, with NaN above every number. */
export function ordering(action: string, input: Tensor, options: SortOptions): Ordering {
  const { dim = -1, descending = false } = asOptions(action, options, ["dim", "descending"]);
  const { data, shape } = input;
  const fibers = fibersAlong(shape, normalizeDim(action, dim, shape.length));
  const { length, stride, count } = fibers;
  const indices = new Float64Array(data.length), positions = new Uint32Array(data.length);
  const order = new Uint32Array(length);
  for (let k = 0; k < count; k++) {
    const start = startOf(fibers, k);
    for (let i = 0; i < length; i++) order[i] = start + i * stride;
    if (descending) order.sort((a, b) => ascending(data[b], data[a]));
    else order.sort((a, b) => ascending(data[a], data[b]));
    for (let i = 0, at = start; i < length; i++, at += stride) {
      indices[at] = (order[i] - start) / stride;
      positions[at] = order[i];
    }
  }
  return { indices, positions };
}

/** 0 for equal numbers and for two NaN: typed arrays sort stably, so that these stay in their order. */
function ascending(x: number, y: number): number {
  if (x < y) return -1;
  if (x > y) return 1;
  return Number(Number.isNaN(x)) - Number(Number.isNaN(y));
}
