/**
 * The tensor: float64 values, a shape, and what reverse-mode differentiation needs to know of it.
 *
 * @module
 */
import { checkNumbers } from "./check_numbers.ts";
import { formatTensor } from "./format.ts";
import type { LikeTensor, TensorMethods } from "./methods.ts";
import { type Picture, pictureOf } from "./pictures.ts";
import { formatShape, sameShape, sizeOf } from "./shape.ts";

/** What is accepted wherever a tensor is expected: a tensor, a number, nested arrays, typed arrays, or data with a shape. */
export type TensorLike = LikeTensor<Tensor>;

/** Numbers nested as deeply as a shape is long. */
export type NestedNumbers = number | NestedNumbers[];

/** The entries `start + Σ strides[k] · i[k]` of flat data, for all indices `i` of `shape`. */
export interface StridedView {
  /** The lengths of the axes. */
  readonly shape: readonly number[];
  /** Steps along each axis, 0 to repeat, negative to reverse. */
  readonly strides: readonly number[];
  /** The entry at index 0. */
  readonly start: number;
}

/** The gradient at one input: an entry for each of its own, or only those that are not 0, to be added at some places. */
export type Gradient = Float64Array | {
  /** Places in the input, listed or as a view; one may come several times. */
  readonly at: Uint32Array | StridedView;
  /** What is added at each. */
  readonly values: Float64Array;
};

/**
 * Carries the gradient of an output back to the inputs of one step.
 *
 * Gives one gradient per input, or `null` where `needed` is `false`. Nobody writes to the arrays: the tape adds them up in
 * arrays of its own.
 */
export type Pullback = (gradient: Float64Array, needed: readonly boolean[]) => readonly (Gradient | null)[];

/** How a tensor was computed: one step of the tape. */
export interface Origin {
  /** Name of the operation, for error messages. */
  readonly name: string;
  /** Number of the step; an input always has a smaller one than its output. */
  readonly step: number;
  /** What the tensor was computed from. */
  readonly inputs: readonly Tensor[];
  /** Whether a gradient flows to `inputs[i]`: `inputs[i].requiresGrad` when the step ran. */
  readonly needed: readonly boolean[];
  /** `inputs[i].version` when the step ran. */
  readonly versions: readonly number[];
  /** The way back, or `null` once `backward` has used and released it. */
  pullback: Pullback | null;
}

/** The operations of `core/ops`, as methods. */
export interface Tensor extends TensorMethods<Tensor> {}

/**
 * An array of float64 numbers that remembers how it was computed.
 *
 * Make one with {@linkcode tensor}; `new Tensor` takes its arguments as they are, unchecked and uncopied.
 *
 * @example A gradient
 * ```ts
 * import { tensor } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * const x = tensor([1, 2, 3], { requiresGrad: true });
 * x.square().sum().backward();
 * assertEquals(x.grad?.toArray(), [2, 4, 6]);
 * ```
 */
export class Tensor {
  /** The values in row-major order. Writing here is not seen by {@linkcode version}: what was computed stays as it was. */
  readonly data: Float64Array;
  /** The lengths of the axes; `[]` for a single number. */
  readonly shape: readonly number[];
  /** The gradient that `backward` added up, or `null`. */
  grad: Tensor | null = null;
  /** How the tensor was computed, or `null` for one that was given. */
  readonly origin: Origin | null;
  /** Whether `backward` fills `grad` although the tensor was computed; see {@linkcode retainGrad}. */
  retainsGrad = false;
  #requiresGrad: boolean;
  #version = 0;

  /** Wraps `data` as a tensor of `shape`, computed by `origin` or given. */
  constructor(data: Float64Array, shape: readonly number[], requiresGrad = false, origin: Origin | null = null) {
    this.data = data;
    this.shape = shape;
    this.origin = origin;
    this.#requiresGrad = requiresGrad;
  }

  /** Whether gradients flow to this tensor. Can be switched only on tensors that were given, not computed. */
  get requiresGrad(): boolean {
    return this.#requiresGrad;
  }

  set requiresGrad(value: boolean) {
    if (this.origin !== null) {
      throw new TypeError(
        `Cannot set requiresGrad: the tensor must be given, not computed, but comes from ${this.origin.name}; use detach()`,
      );
    }
    this.#requiresGrad = value;
  }

  /** How often {@linkcode assign} has replaced the values. */
  get version(): number {
    return this.#version;
  }

  /** Number of entries. */
  get size(): number {
    return this.data.length;
  }

  /** Number of axes. */
  get ndim(): number {
    return this.shape.length;
  }

  /** The single number held; throws a `TypeError` if there are more or none. */
  item(): number {
    if (this.size !== 1) {
      throw new TypeError(
        `Cannot read an item: the tensor must hold one number, but its shape is ${formatShape(this.shape)}`,
      );
    }
    return this.data[0];
  }

  /** The values as nested arrays, a number for shape `[]`. */
  toArray(): NestedNumbers {
    const { data, shape } = this;
    const nest = (axis: number, start: number, size: number): NestedNumbers => {
      if (axis === shape.length) return data[start];
      const step = shape[axis] === 0 ? 0 : size / shape[axis];
      return Array.from({ length: shape[axis] }, (_, i) => nest(axis + 1, start + i * step, step));
    };
    return nest(0, 0, sizeOf(shape));
  }

  /** The values printed as NumPy and torch do, with four decimals. */
  toString(): string {
    return formatTensor(this.data, this.shape);
  }

  /** Asks `backward` to fill `grad` here too, although the tensor was computed. */
  retainGrad(): this {
    if (!this.#requiresGrad) {
      throw new TypeError("Cannot retain the gradient: the tensor must require one, but requiresGrad is false");
    }
    this.retainsGrad = true;
    return this;
  }

  /** The same values, shared, cut off from the tape. */
  detach(): Tensor {
    return new Tensor(this.data, this.shape);
  }

  /** Forgets the gradient. */
  zeroGrad(): this {
    this.grad = null;
    return this;
  }

  /**
   * Replaces the values in place, as an optimiser does.
   *
   * Whatever was computed from the old values can no longer run backward or be read lazily: it throws.
   *
   * @throws {TypeError} If the tensor was computed and gradients flow through it, or `values` has another shape or size.
   */
  assign(values: Tensor | Float64Array | Float32Array | readonly number[]): this {
    if (this.origin !== null) {
      throw new TypeError(
        `Cannot assign: the tensor must be given, not computed, but comes from ${this.origin.name}; use detach()`,
      );
    }
    if (values instanceof Tensor && !sameShape(values.shape, this.shape)) {
      throw new TypeError(
        `Cannot assign: values of shape ${formatShape(this.shape)} were expected, but their shape is ${
          formatShape(values.shape)
        }`,
      );
    }
    const source = values instanceof Tensor ? values.data : values;
    checkNumbers("assign", source);
    if (source.length !== this.size) {
      throw new TypeError(`Cannot assign: ${this.size} values were expected, but ${source.length} were found`);
    }
    this.data.set(source);
    this.#version++;
    return this;
  }

  /** What `console.log` prints. */
  [Symbol.for("Deno.customInspect")](): string {
    return this.toString();
  }

  /** What the Jupyter kernel calls on the last value of a cell. */
  [Symbol.for("Jupyter.display")](): Promise<Picture> {
    return pictureOf("tensor", this);
  }
}
