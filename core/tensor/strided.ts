/**
 * Reading and adding entries at regular steps: what broadcasting and every rearrangement of axes come down to.
 *
 * @module
 */
import { sizeOf } from "./shape.ts";
import type { StridedView } from "./tensor.ts";

/** A copy of the entries of `view` in row-major order. */
export function readStrided(source: Float64Array, view: StridedView): Float64Array {
  const out = new Float64Array(sizeOf(view.shape)), lean = squeezed(view);
  const { length, step } = lastAxis(lean);
  eachRow(lean, (from, to) => {
    for (let i = 0; i < length; i++) out[to + i] = source[from + i * step];
  });
  return out;
}

/** Adds row-major `values` to the entries of `view`. */
export function addStrided(out: Float64Array, values: Float64Array, view: StridedView): void {
  const lean = squeezed(view), { length, step } = lastAxis(lean);
  eachRow(lean, (to, from) => {
    for (let i = 0; i < length; i++) out[to + i * step] += values[from + i];
  });
}

/** The same entries without axes of length 1, so that the last axis, which is run through without a call, is a long one. */
function squeezed({ shape, strides, start }: StridedView): StridedView {
  const kept = Array.from(shape.keys()).filter((axis) => shape[axis] !== 1);
  return { shape: kept.map((axis) => shape[axis]), strides: kept.map((axis) => strides[axis]), start };
}

function lastAxis({ shape, strides }: StridedView): { length: number; step: number } {
  return { length: shape.at(-1) ?? 1, step: strides.at(-1) ?? 0 };
}

/** Visits the rows along the last axis: the position of each in the view's data, and in row-major order. */
function eachRow(view: StridedView, visit: (strided: number, flat: number) => void): void {
  const { shape, strides, start } = view;
  const size = sizeOf(shape), { length } = lastAxis(view);
  const index = new Array<number>(shape.length).fill(0);
  let position = start;
  for (let flat = 0; flat < size; flat += length) {
    visit(position, flat);
    for (let k = shape.length - 2; k >= 0; k--) {
      position += strides[k];
      if (++index[k] < shape[k]) break;
      position -= strides[k] * shape[k];
      index[k] = 0;
    }
  }
}
