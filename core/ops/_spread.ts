/**
 * How far entries lie from their mean.
 *
 * @module
 */
import { sumOf } from "./_sum.ts";

/** The mean of the entries and the mean of their squared distances to it, with `length − correction` as divisor. */
export function spreadOf(
  x: Float64Array,
  start: number,
  stride: number,
  length: number,
  correction: number,
): { mean: number; variance: number; divisor: number } {
  const mean = sumOf(x, start, stride, length) / length;
  let squares = 0;
  for (let i = 0, at = start; i < length; i++, at += stride) squares += (x[at] - mean) ** 2;
  const divisor = Math.max(0, length - correction);
  return { mean, variance: squares / divisor, divisor };
}

/** Checks a correction; `action` opens the error. */
export function checkCorrection(action: string, correction: number): void {
  if (!Number.isFinite(correction)) {
    throw new RangeError(`Cannot ${action}: correction must be a finite number, but is ${correction}`);
  }
}
