/**
 * Coarser and finer images.
 *
 * @module
 */
import { sizeOf } from "../../tensor/shape.ts";
import type { PixelGrid } from "./_steps.ts";

/** Images on one grid. */
export interface Level extends PixelGrid {
  /** The images, one after the other. */
  readonly images: Float64Array;
}

/** Images and what becomes of them by summing pixels two by two along all axes, until no axis is longer than 2. */
export function pyramid(finest: Level): Level[] {
  const levels = [finest];
  for (let level = finest; Math.max(...level.shape) > 2;) levels.push(level = halved(level));
  return levels;
}

/** Pixels summed two by two; the last of an odd number stays alone. */
function halved({ images, shape, width }: Level): Level {
  const current = [...shape];
  let values = images;
  for (let axis = 0; axis < shape.length; axis++) {
    const length = current[axis], half = Math.ceil(length / 2), inner = sizeOf(current.slice(axis + 1));
    const outer = values.length / (length * inner), out = new Float64Array(outer * half * inner);
    for (let o = 0; o < outer; o++) {
      for (let k = 0; k < length; k++) {
        const from = (o * length + k) * inner, to = (o * half + (k >> 1)) * inner;
        for (let i = 0; i < inner; i++) out[to + i] += values[from + i];
      }
    }
    values = out;
    current[axis] = half;
  }
  return { images: values, shape: current, width: 2 * width };
}

/** Values between the centres of coarse pixels, which are twice as wide, at those of fine ones. */
export function doubled(images: Float64Array, coarse: readonly number[], fine: readonly number[]): Float64Array {
  const current = [...coarse];
  let values = images;
  for (let axis = 0; axis < fine.length; axis++) {
    const length = current[axis], long = fine[axis], inner = sizeOf(current.slice(axis + 1));
    const outer = values.length / (length * inner), out = new Float64Array(outer * long * inner);
    for (let k = 0; k < long; k++) {
      const place = Math.min(Math.max((k - 0.5) / 2, 0), length - 1);
      const low = Math.floor(place), high = Math.min(low + 1, length - 1), share = place - low;
      for (let o = 0; o < outer; o++) {
        const to = (o * long + k) * inner, [x, y] = [(o * length + low) * inner, (o * length + high) * inner];
        for (let i = 0; i < inner; i++) out[to + i] = (1 - share) * values[x + i] + share * values[y + i];
      }
    }
    values = out;
    current[axis] = long;
  }
  return values;
}
