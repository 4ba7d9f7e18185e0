/**
 * Tensors as text.
 *
 * @module
 */
import { sizeOf } from "./shape.ts";

/** Entries of an axis longer than this are cut to the first and last three. */
const LONGEST_AXIS = 12;

/** `tensor([[0.1256, 1.7526]])`: four decimals, or four digits in scientific notation where decimals would hide the values. */
export function formatTensor(data: Float64Array, shape: readonly number[]): string {
  const write = numberFormat(data);
  const nest = (axis: number, start: number, size: number): string => {
    if (axis === shape.length) return write(data[start]);
    const length = shape[axis], step = length === 0 ? 0 : size / length;
    const parts: string[] = [];
    for (let i = 0; i < length; i++) {
      if (length > LONGEST_AXIS && i === 3) {
        parts.push("…");
        i = length - 3;
      }
      parts.push(nest(axis + 1, start + i * step, step));
    }
    const isLast = axis === shape.length - 1;
    return `[${parts.join(isLast ? ", " : `,\n${" ".repeat(8 + axis)}`)}]`;
  };
  return `tensor(${nest(0, 0, sizeOf(shape))})`;
}

function numberFormat(data: Float64Array): (x: number) => string {
  let largest = 0, whole = true;
  for (const x of data) {
    if (!Number.isFinite(x)) continue;
    const size = Math.abs(x);
    if (size > largest) largest = size;
    if (whole && !Number.isInteger(x)) whole = false;
  }
  if (whole && largest < 1e8) return (x) => Number.isFinite(x) ? `${x}.` : special(x);
  const scientific = largest >= 1e8 || (largest > 0 && largest < 1e-3);
  return (x) => !Number.isFinite(x) ? special(x) : scientific ? x.toExponential(4) : x.toFixed(4);
}

function special(x: number): string {
  return Number.isNaN(x) ? "nan" : x > 0 ? "inf" : "-inf";
}
