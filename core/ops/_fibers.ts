/**
 * Fibers: the entries along one axis, or along neighbouring axes, at one position of all others.
 *
 * @module
 */
import { normalizeDim, sizeOf } from "../tensor/shape.ts";

/** A fiber: the entries `start + i · stride` for `i` below `length`. */
export interface Fibers {
  /** Number of entries of a fiber. */
  readonly length: number;
  /** Steps from one entry of a fiber to the next: how many fibers run side by side. */
  readonly stride: number;
  /** Number of fibers. */
  readonly count: number;
}

/** The fibers along the axes from `first` to `last` of an array of `shape`. */
export function fibersAlong(shape: readonly number[], first: number, last: number = first): Fibers {
  const stride = sizeOf(shape.slice(last + 1));
  return { length: sizeOf(shape.slice(first, last + 1)), stride, count: sizeOf(shape.slice(0, first)) * stride };
}

/** Where fiber `k` starts. */
export function startOf({ length, stride }: Fibers, k: number): number {
  const side = k % stride;
  return (k - side) * length + side;
}

/** `dims` counted from the front, ascending; all axes if there are none. */
export function normalizeDims(action: string, dims: number | readonly number[] | undefined, rank: number): number[] {
  if (dims === undefined || (Array.isArray(dims) && dims.length === 0)) {
    return Array.from({ length: rank }, (_, k) => k);
  }
  const list = typeof dims === "number" ? [dims] : dims;
  if (!Array.isArray(list)) {
    throw new TypeError(`Cannot ${action}: dim must be an integer or a list of them, but is ${String(dims)}`);
  }
  const axes = list.map((dim) => normalizeDim(action, dim, rank)).sort((a, b) => a - b);
  if (new Set(axes).size < axes.length) {
    throw new RangeError(`Cannot ${action}: every axis may be named once, but dim is [${list.join(", ")}]`);
  }
  return rank === 0 ? [] : axes;
}
