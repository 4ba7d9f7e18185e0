/**
 * Making tensors from data, from shapes and from ranges.
 *
 * @module
 */
import { asOptions } from "./as_options.ts";
import { checkNumbers } from "./check_numbers.ts";
import { describe } from "./describe.ts";
import type { NestedArray, ShapedArray } from "./methods.ts";
import { checkCount, checkShape, formatShape, sizeOf } from "./shape.ts";
import { Tensor, type TensorLike } from "./tensor.ts";

/** Options of {@linkcode tensor}. */
export interface TensorOptions {
  /** The shape of flat data; by default that of the data itself. */
  shape?: readonly number[];
  /** Whether gradients flow to the tensor; default `false`. */
  requiresGrad?: boolean;
}

/**
 * A tensor with a copy of `data`; float32 is widened.
 *
 * @throws {TypeError} If nested arrays are ragged, or `shape` does not fit the number of values.
 *
 * @example Nested and flat data
 * ```ts
 * import { tensor } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(tensor([[1, 2], [3, 4], [5, 6]]).shape, [3, 2]);
 * assertEquals(tensor(new Float32Array(6), { shape: [2, 3] }).shape, [2, 3]);
 * ```
 */
export function tensor(data: TensorLike, options: TensorOptions = {}): Tensor {
  const { shape: given, requiresGrad = false } = asOptions("make a tensor", options, ["shape", "requiresGrad"]);
  const source = asTensor("make a tensor", data), shape = given ?? source.shape;
  checkShape("make a tensor", shape);
  if (sizeOf(shape) !== source.size) {
    throw new TypeError(
      `Cannot make a tensor: shape ${formatShape(shape)} needs ${sizeOf(shape)} values, but ${source.size} were found`,
    );
  }
  return new Tensor(source.data.slice(), [...shape], requiresGrad);
}

/**
 * A tensor of zeros.
 *
 * @example A row
 * ```ts
 * import { zeros } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(zeros([1, 2]).toArray(), [[0, 0]]);
 * ```
 */
export function zeros(shape: readonly number[]): Tensor {
  return full(shape, 0);
}

/**
 * A tensor of ones.
 *
 * @example A row
 * ```ts
 * import { ones } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(ones([1, 2]).toArray(), [[1, 1]]);
 * ```
 */
export function ones(shape: readonly number[]): Tensor {
  return full(shape, 1);
}

/**
 * A tensor with `value` everywhere.
 *
 * @example Two halves
 * ```ts
 * import { full } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(full([2], 0.5).toArray(), [0.5, 0.5]);
 * ```
 */
export function full(shape: readonly number[], value: number): Tensor {
  checkShape("make a tensor", shape);
  checkNumbers("make a tensor", [value]);
  return new Tensor(new Float64Array(sizeOf(shape)).fill(value), [...shape]);
}

/**
 * The identity matrix `[n, n]`, or `[n, m]` with ones on the diagonal.
 *
 * @example In the plane
 * ```ts
 * import { eye } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(eye(2).toArray(), [[1, 0], [0, 1]]);
 * ```
 */
export function eye(n: number, m: number = n): Tensor {
  const action = "make an identity matrix";
  checkCount(action, "n", n);
  checkCount(action, "m", m);
  checkShape(action, [n, m]);
  const data = new Float64Array(n * m);
  for (let i = 0; i < Math.min(n, m); i++) data[i * m + i] = 1;
  return new Tensor(data, [n, m]);
}

/**
 * `start, start + step, …` below `end`, as NumPy's `arange`; one argument means `0 … end`.
 *
 * @throws {RangeError} If a bound or `step` is not finite, or `step` is 0.
 *
 * @example Quarters
 * ```ts
 * import { arange } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(arange(0, 1, 0.25).toArray(), [0, 0.25, 0.5, 0.75]);
 * ```
 */
export function arange(start: number, end?: number, step: number = 1): Tensor {
  const [from, to] = end === undefined ? [0, start] : [start, end];
  if (![from, to, step].every(Number.isFinite) || step === 0) {
    throw new RangeError(
      `Cannot make a range: finite bounds and a step that is not 0 were expected, but are ${from}, ${to} and ${step}`,
    );
  }
  const length = Math.max(0, Math.ceil((to - from) / step));
  checkShape("make a range", [length]);
  return new Tensor(Float64Array.from({ length }, (_, i) => from + i * step), [length]);
}

/**
 * `count` evenly spaced numbers from `start` to `end`, both included, as NumPy's `linspace`.
 *
 * @example Halves
 * ```ts
 * import { linspace } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(linspace(0, 1, 3).toArray(), [0, 0.5, 1]);
 * ```
 */
export function linspace(start: number, end: number, count: number = 50): Tensor {
  const action = "make evenly spaced numbers";
  checkNumbers(action, [start, end]);
  checkCount(action, "count", count);
  const step = count > 1 ? (end - start) / (count - 1) : 0;
  const data = Float64Array.from({ length: count }, (_, i) => start + i * step);
  if (count > 1) data[count - 1] = end;
  return new Tensor(data, [count]);
}

/**
 * `x` as a tensor: itself if it is one, else wrapped, copied only where it must be; `action` opens the error.
 *
 * @throws {TypeError} If `x` is ragged, holds something else than numbers, or its shape does not fit.
 */
export function asTensor(action: string, x: TensorLike): Tensor {
  if (x instanceof Tensor) return x;
  if (typeof x === "number") return new Tensor(Float64Array.of(x), []);
  if (x instanceof Float64Array) return new Tensor(x, [x.length]);
  if (x instanceof Float32Array) return new Tensor(Float64Array.from(x), [x.length]);
  if (Array.isArray(x)) return fromNested(action, x);
  if (typeof x === "object" && x !== null && "data" in x && "shape" in x) return fromShaped(action, x);
  throw new TypeError(
    `Cannot ${action}: a tensor, a number, nested arrays of numbers or a Float64Array was expected, but ${
      describe(x)
    } was found`,
  );
}

function fromShaped(action: string, { data, shape }: ShapedArray): Tensor {
  checkShape(action, shape);
  checkNumbers(action, data);
  if (data.length !== sizeOf(shape)) {
    throw new TypeError(
      `Cannot ${action}: shape ${formatShape(shape)} needs ${sizeOf(shape)} values, but ${data.length} were found`,
    );
  }
  return new Tensor(data instanceof Float64Array ? data : Float64Array.from(data), [...shape]);
}

function fromNested(action: string, nested: NestedArray): Tensor {
  const shape: number[] = [];
  for (let level: unknown = nested; Array.isArray(level); level = level[0]) shape.push(level.length);
  const data = new Float64Array(sizeOf(shape));
  let next = 0;
  const fill = (part: unknown, axis: number): void => {
    if (axis === shape.length) {
      if (typeof part !== "number") {
        throw new TypeError(`Cannot ${action}: numbers were expected, but ${describe(part)} was found`);
      }
      data[next++] = part;
      return;
    }
    if (!Array.isArray(part) || part.length !== shape[axis]) {
      const found = Array.isArray(part) ? `one of length ${part.length}` : describe(part);
      throw new TypeError(
        `Cannot ${action}: arrays of length ${shape[axis]} were expected at depth ${axis}, but ${found} was found`,
      );
    }
    for (const inner of part) fill(inner, axis + 1);
  };
  fill(nested, 0);
  return new Tensor(data, shape);
}
