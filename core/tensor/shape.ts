/**
 * Shapes: sizes, strides, broadcasting and the words for them in errors.
 *
 * A shape is a list of axis lengths; data is row-major, so the last axis is contiguous.
 *
 * @module
 */

/** Number of entries of an array of this shape; 1 for the empty shape of a scalar. */
export function sizeOf(shape: readonly number[]): number {
  let size = 1;
  for (const length of shape) size *= length;
  return size;
}

/** Steps, in entries, from one index to the next along each axis of a row-major array. */
export function stridesOf(shape: readonly number[]): number[] {
  const strides = new Array<number>(shape.length);
  let step = 1;
  for (let k = shape.length - 1; k >= 0; k--) {
    strides[k] = step;
    step *= shape[k];
  }
  return strides;
}

/** `[2, 3]`, as errors and `toString` print shapes. */
export function formatShape(shape: readonly number[]): string {
  return `[${shape.join(", ")}]`;
}

/** Whether two shapes are the same. */
export function sameShape(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((length, k) => length === b[k]);
}

/** The shape that `a` and `b` broadcast to by NumPy's rule; `action` opens the error if there is none. */
export function broadcastShapes(action: string, a: readonly number[], b: readonly number[]): number[] {
  const rank = Math.max(a.length, b.length);
  const shape = new Array<number>(rank);
  for (let k = 1; k <= rank; k++) {
    const x = a[a.length - k] ?? 1, y = b[b.length - k] ?? 1;
    if (x !== y && x !== 1 && y !== 1) {
      throw new TypeError(
        `Cannot ${action}: shapes must broadcast, but are ${formatShape(a)} and ${formatShape(b)}`,
      );
    }
    shape[rank - k] = x === 1 ? y : x;
  }
  return shape;
}

/** Strides with which an array of shape `from` is read as if it had the broadcast shape `to`: 0 along repeated axes. */
export function broadcastStrides(from: readonly number[], to: readonly number[]): number[] {
  const own = stridesOf(from), lead = to.length - from.length;
  return to.map((_, k) => k < lead || from[k - lead] === 1 ? 0 : own[k - lead]);
}

/** `dim` counted from the front, where a negative one counts from the end; `action` opens the error. */
export function normalizeDim(action: string, dim: number, rank: number): number {
  const allowed = Math.max(rank, 1);
  if (!Number.isInteger(dim) || dim < -allowed || dim >= allowed) {
    throw new RangeError(
      `Cannot ${action}: dim must be an integer from ${-allowed} to ${allowed - 1}, but is ${dim}`,
    );
  }
  return dim < 0 ? dim + allowed : dim;
}

/** Checks that `shape` is a list of non-negative integers whose product is an array length. */
export function checkShape(action: string, shape: readonly number[]): void {
  if (!Array.isArray(shape) || !shape.every((length) => Number.isInteger(length) && length >= 0)) {
    throw new TypeError(`Cannot ${action}: shape must be a list of non-negative integers, but is ${String(shape)}`);
  }
  if (sizeOf(shape) > 2 ** 32) {
    throw new RangeError(`Cannot ${action}: at most 2^32 entries fit, but shape ${formatShape(shape)} has more`);
  }
}

/** Checks that `count`, called `name` in the error, is a non-negative integer that an array can have as length. */
export function checkCount(action: string, name: string, count: number): void {
  if (!(Number.isInteger(count) && count >= 0)) {
    throw new TypeError(`Cannot ${action}: ${name} must be a non-negative integer, but is ${String(count)}`);
  }
  checkShape(action, [count]);
}
