/**
 * The operations that a tensor also has as methods: `x.sub(y).square().sum()`.
 *
 * Only their types stand here, open in the tensor type `T`, so that the lowest room can name the operations without
 * importing them. `core/ops/methods.ts` fills them in; what each does, and its subgradients, is documented at the
 * function of the same name.
 *
 * @module
 */

/** Numbers nested to any depth, of one length per level. */
export type NestedArray = readonly (number | NestedArray)[];

/** Flat row-major values with their shape. */
export interface ShapedArray {
  /** The values in row-major order. */
  readonly data: Float64Array | Float32Array | readonly number[];
  /** The lengths of the axes. */
  readonly shape: readonly number[];
}

/** What is accepted where a tensor of type `T` is expected. */
export type LikeTensor<T> = T | number | NestedArray | Float64Array | Float32Array | ShapedArray;

/** Positions along an axis. */
export type Indices<T> = T | readonly number[] | Uint32Array | Int32Array | Float64Array;

/** Options of a reduction. */
export interface ReductionOptions {
  /** Keep the reduced axes with length 1; default `false`. */
  keepDim?: boolean;
}

/** Options of `std` and `variance`. */
export interface SpreadOptions extends ReductionOptions {
  /** What is subtracted from the number of entries in the divisor; default 1. */
  correction?: number;
}

/** Options of `norm`. */
export interface NormOptions extends ReductionOptions {
  /** The exponent, from 1 to `Infinity`; default 2. */
  p?: number;
}

/** Options of operations along one axis. */
export interface AxisOptions {
  /** The axis, negative from the end. */
  dim?: number;
}

/** Options of `sort` and `argsort`. */
export interface SortOptions extends AxisOptions {
  /** From the largest to the smallest; default `false`. */
  descending?: boolean;
}

/** Options of `topk`. */
export interface TopkOptions extends AxisOptions {
  /** Take the largest; `false` takes the smallest. Default `true`. */
  largest?: boolean;
}

/** Options of `slice`. */
export interface SliceOptions extends AxisOptions {
  /** Take every `step`-th entry, at least 1; default 1. */
  step?: number;
}

/** Bounds of `clamp`; an absent one does not bound. */
export interface ClampOptions {
  /** The lower bound. */
  min?: number;
  /** The upper bound. */
  max?: number;
}

/** Options of `cdist`. */
export interface CdistOptions {
  /** The exponent of the norm, from 1 to `Infinity`; default 2. */
  p?: number;
}

/** Options of `pairwiseDistances`. */
export interface PairwiseDistancesOptions {
  /** What is added to squared distances under the root; default 0. */
  eps?: number;
}

/** Sorted or selected values with the positions they came from. */
export interface ValuesWithIndices<T> {
  /** The values; gradients flow through them. */
  readonly values: T;
  /** The positions along the axis. */
  readonly indices: T;
}

/** Options of `backward`. */
export interface BackwardOptions<T> {
  /** The gradient of the final loss with respect to this tensor; needed unless it holds a single number. */
  gradient?: LikeTensor<T>;
  /** Keep the recorded steps so that `backward` can run again; default `false`. */
  retainGraph?: boolean;
}

/** The operations a tensor has as methods; each is the function of the same name with the tensor as first argument. */
export interface TensorMethods<T> {
  /** Adds the gradients of this tensor to the `grad` of every tensor it was computed from that asks for one. */
  backward(options?: BackwardOptions<T>): void;
  /** A copy, with its own values, through which gradients flow. */
  clone(): T;
  /** Elementwise sum. */
  add(other: LikeTensor<T>): T;
  /** Elementwise difference. */
  sub(other: LikeTensor<T>): T;
  /** Elementwise product. */
  mul(other: LikeTensor<T>): T;
  /** Elementwise quotient. */
  div(other: LikeTensor<T>): T;
  /** Elementwise power. */
  pow(exponent: LikeTensor<T>): T;
  /** Elementwise maximum of two. */
  maximum(other: LikeTensor<T>): T;
  /** Elementwise minimum of two. */
  minimum(other: LikeTensor<T>): T;
  /** Elementwise negation. */
  neg(): T;
  /** Elementwise square. */
  square(): T;
  /** Elementwise square root. */
  sqrt(): T;
  /** Elementwise exponential. */
  exp(): T;
  /** Elementwise `exp(x) − 1`, accurate near 0. */
  expm1(): T;
  /** Elementwise natural logarithm. */
  log(): T;
  /** Elementwise `log(1 + x)`, accurate near 0. */
  log1p(): T;
  /** Elementwise absolute value. */
  abs(): T;
  /** Elementwise sign. */
  sign(): T;
  /** Elementwise sine. */
  sin(): T;
  /** Elementwise cosine. */
  cos(): T;
  /** Elementwise hyperbolic tangent. */
  tanh(): T;
  /** Elementwise logistic function. */
  sigmoid(): T;
  /** Elementwise positive part. */
  relu(): T;
  /** Elementwise clamping between bounds. */
  clamp(options: ClampOptions): T;
  /** This tensor where `condition` is not zero, `other` elsewhere. */
  where(condition: LikeTensor<T>, other: LikeTensor<T>): T;
  /** Sum over all entries or over axes. */
  sum(dim?: number | readonly number[], options?: ReductionOptions): T;
  /** Mean over all entries or over axes. */
  mean(dim?: number | readonly number[], options?: ReductionOptions): T;
  /** Largest entry of all or along an axis. */
  max(dim?: number, options?: ReductionOptions): T;
  /** Smallest entry of all or along an axis. */
  min(dim?: number, options?: ReductionOptions): T;
  /** Position of the largest entry, of all in row-major order or along an axis. */
  argmax(dim?: number, options?: ReductionOptions): T;
  /** Position of the smallest entry, of all in row-major order or along an axis. */
  argmin(dim?: number, options?: ReductionOptions): T;
  /** Standard deviation over all entries or over axes. */
  std(dim?: number | readonly number[], options?: SpreadOptions): T;
  /** Variance over all entries or over axes. */
  variance(dim?: number | readonly number[], options?: SpreadOptions): T;
  /** Logarithm of the sum of exponentials over all entries or over axes. */
  logSumExp(dim?: number | readonly number[], options?: ReductionOptions): T;
  /** Exponentials along an axis, scaled to sum 1. */
  softmax(dim?: number): T;
  /** Logarithm of `softmax`. */
  logSoftmax(dim?: number): T;
  /** Vector norm over all entries or over axes. */
  norm(dim?: number | readonly number[], options?: NormOptions): T;
  /** Running sums along an axis. */
  cumsum(dim?: number): T;
  /** Sorts along an axis. */
  sort(options?: SortOptions): ValuesWithIndices<T>;
  /** The permutation that sorts along an axis. */
  argsort(options?: SortOptions): T;
  /** The `k` largest or smallest entries along an axis, in order. */
  topk(k: number, options?: TopkOptions): ValuesWithIndices<T>;
  /** The same entries in another shape; one length may be −1. */
  reshape(shape: readonly number[]): T;
  /** Swaps two axes, by default the last two. */
  transpose(dim0?: number, dim1?: number): T;
  /** Reorders the axes. */
  permute(dims: readonly number[]): T;
  /** Drops axes of length 1: all of them, or the one named. */
  squeeze(dim?: number): T;
  /** Inserts an axis of length 1. */
  unsqueeze(dim: number): T;
  /** Repeats along axes of length 1 and new leading axes. */
  broadcastTo(shape: readonly number[]): T;
  /** A range along an axis. */
  slice(start: number, end?: number, options?: SliceOptions): T;
  /** The part at given positions of the leading axes; `null` keeps an axis whole. */
  index(positions: number | readonly (number | null)[]): T;
  /** Entries picked along an axis, position by position. */
  gather(indices: LikeTensor<T>, options?: AxisOptions): T;
  /** Whole slices picked along an axis. */
  indexSelect(indices: Indices<T>, options?: AxisOptions): T;
  /** This tensor and then the others, one after the other along an axis, by default the first. */
  concat(others: readonly LikeTensor<T>[], options?: AxisOptions): T;
  /** This tensor and then the others, side by side along a new axis, by default the first. */
  stack(others: readonly LikeTensor<T>[], options?: AxisOptions): T;
  /** Reverses axes: all of them, or those named. */
  flip(dims?: number | readonly number[]): T;
  /** Matrix product, batched over leading axes. */
  matmul(other: LikeTensor<T>): T;
  /** Distances between the rows of two clouds. */
  cdist(other: LikeTensor<T>, options?: CdistOptions): T;
  /** Distances between the rows of this cloud. */
  pairwiseDistances(options?: PairwiseDistancesOptions): T;
}
