/**
 * What NumPy's new and legacy generators share.
 *
 * @module
 */
import { asOptions } from "../tensor/as_options.ts";
import { asTensor } from "../tensor/create.ts";
import { checkCount, sizeOf } from "../tensor/shape.ts";
import { Tensor, type TensorLike } from "../tensor/tensor.ts";
import { checkFinite, checkIntegerRange, shapeOf, type Size } from "./_checks.ts";
import { checkProbabilities, weightedChoice } from "./_weighted_choice.ts";
import type { RandomSource } from "./source.ts";

/** Options of `choice`. */
export interface ChoiceOptions {
  /** How many to draw; without it, a single one. */
  size?: Size;
  /** Whether an entry may be drawn more than once; default `true`. */
  replace?: boolean;
  /** The probability of each entry; by default all are equal. */
  p?: TensorLike;
}

/** {@linkcode ChoiceOptions} for a single draw. */
export interface SingleChoiceOptions extends ChoiceOptions {
  /** Not given. */
  size?: undefined;
}

/** {@linkcode ChoiceOptions} for several draws. */
export interface ManyChoicesOptions extends ChoiceOptions {
  /** How many to draw. */
  size: Size;
}

/**
 * A stream of NumPy's random numbers: what `NumpyRng` and `NumpyRandomState` share.
 *
 * Methods have NumPy's names and order of arguments, and give a number where no `size` is given, a tensor otherwise.
 *
 * @example One function for both
 * ```ts
 * import { numpyRandomState, numpyRng, type NumpyStream } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * const noise = (stream: NumpyStream) => stream.normal(0, 0.1, [50, 2]);
 * assertEquals([noise(numpyRng(0)).shape, noise(numpyRandomState(0)).shape], [[50, 2], [50, 2]]);
 * ```
 */
export abstract class NumpyStream implements RandomSource {
  /** The next 32 random bits. */
  protected abstract nextUint32(): number;
  /** The next number uniform in [0, 1). */
  protected abstract nextUniform(): number;
  /** The next standard normal number. */
  protected abstract nextNormal(): number;
  /** The next integer from 0 to `max`. */
  protected abstract nextInteger(max: number): number;
  /** `count` different integers below `population`, in random order. */
  protected abstract subset(population: number, count: number): Float64Array;

  /** The next `count` numbers uniform in [0, 1). */
  uniforms(count: number): Float64Array {
    checkCount("draw uniform numbers", "count", count);
    return this.#filled(count, () => this.nextUniform());
  }

  /** The next `count` standard normal numbers. */
  normals(count: number): Float64Array {
    checkCount("draw normal numbers", "count", count);
    return this.#filled(count, () => this.nextNormal());
  }

  /** A number uniform in [0, 1). */
  random(): number;
  /** Numbers uniform in [0, 1). */
  random(size: Size): Tensor;
  random(size?: Size): number | Tensor {
    return this.drawn("draw uniform numbers", size, () => this.nextUniform());
  }

  /** A number uniform in [`low`, `high`); by default in [0, 1). */
  uniform(low?: number, high?: number): number;
  /**
   * Numbers uniform in [`low`, `high`).
   *
   * @throws {RangeError} If a bound is not finite or `high` is below `low`.
   */
  uniform(low: number | undefined, high: number | undefined, size: Size): Tensor;
  uniform(low = 0, high = 1, size?: Size): number | Tensor {
    const action = "draw uniform numbers";
    checkFinite(action, "low", low);
    checkFinite(action, "high", high, low);
    checkFinite(action, "high − low", high - low);
    return this.drawn(action, size, () => low + (high - low) * this.nextUniform());
  }

  /** A standard normal number. */
  standardNormal(): number;
  /** Standard normal numbers. */
  standardNormal(size: Size): Tensor;
  standardNormal(size?: Size): number | Tensor {
    return this.drawn("draw normal numbers", size, () => this.nextNormal());
  }

  /** A normal number of mean `loc` and standard deviation `scale`; by default 0 and 1. */
  normal(loc?: number, scale?: number): number;
  /**
   * Normal numbers of mean `loc` and standard deviation `scale`.
   *
   * @throws {RangeError} If `loc` or `scale` is not finite, or `scale` is negative.
   */
  normal(loc: number | undefined, scale: number | undefined, size: Size): Tensor;
  normal(loc = 0, scale = 1, size?: Size): number | Tensor {
    const action = "draw normal numbers";
    checkFinite(action, "loc", loc);
    checkFinite(action, "scale", scale, 0);
    return this.drawn(action, size, () => loc + scale * this.nextNormal());
  }

  /**
   * The integers from 0 to `x − 1` in random order; of an array, a copy with its entries along the first axis in random
   * order.
   *
   * Differentiable: no; to carry gradients, take `indexSelect` at the permutation of the length.
   *
   * @throws {TypeError} If `x` is neither a non-negative integer nor an array with an axis.
   */
  permutation(x: TensorLike): Tensor {
    const action = "draw a permutation", source = this.#population(action, x);
    const order = this.#filled(source.count, (i) => i);
    this.shuffle(order, 1);
    return source.take(order, [source.count]);
  }

  /** An integer from 0 to `a − 1`, or an entry of the list `a`. */
  choice(a: number | readonly number[], options?: SingleChoiceOptions): number;
  /**
   * Integers from 0 to `a − 1`, or entries of `a` along its first axis, drawn at random.
   *
   * Differentiable: no; to carry gradients, take `indexSelect` at the choice among the positions.
   *
   * @throws {TypeError} If `a` is neither a non-negative integer nor an array with an axis, or `p` has another length.
   * @throws {RangeError} If there is nothing or too little to choose from, or `p` is negative or does not sum to 1.
   */
  choice(a: TensorLike, options: ManyChoicesOptions): Tensor;
  /** A single draw or several, as `options` say. */
  choice(a: TensorLike, options?: ChoiceOptions): number | Tensor;
  choice(a: TensorLike, options: ChoiceOptions = {}): number | Tensor {
    const action = "choose", { size, replace = true, p } = asOptions(action, options, ["size", "replace", "p"]);
    const { count: population, take } = this.#population(action, a);
    const shape = size === undefined ? [] : shapeOf(action, size), count = sizeOf(shape);
    if (population === 0 && count > 0) {
      throw new RangeError(`Cannot ${action}: at least one entry to choose from was expected, but there is none`);
    }
    const weights = p === undefined ? undefined : checkProbabilities(action, asTensor(action, p), population);
    const available = weights === undefined ? population : weights.reduce((n, w) => w > 0 ? n + 1 : n, 0);
    if (!replace && count > available) {
      throw new RangeError(
        `Cannot ${action}: at most ${available} different entries can be drawn without replacement, but ${count} were asked for`,
      );
    }
    const indices = weights !== undefined
      ? weightedChoice(weights, count, replace, () => this.nextUniform())
      : replace
      ? this.#filled(count, () => this.nextInteger(population - 1))
      : this.subset(population, count);
    const chosen = take(indices, shape);
    return size === undefined && chosen.ndim === 0 ? chosen.item() : chosen;
  }

  /** One number if `size` is `undefined`, otherwise a tensor of numbers drawn in row-major order. */
  protected drawn(action: string, size: Size | undefined, next: () => number): number | Tensor {
    if (size === undefined) return next();
    const shape = shapeOf(action, size);
    return new Tensor(this.#filled(sizeOf(shape), next), shape);
  }

  /** Integers from `low` to `high − 1`, or from 0 to `low − 1` where `high` is `undefined`. */
  protected drawnIntegers(low: number, high: number | undefined, size: Size | undefined): number | Tensor {
    const action = "draw integers", [from, to] = high === undefined ? [0, low] : [low, high];
    checkIntegerRange(action, from, to);
    return this.drawn(action, size, () => from + this.nextInteger(to - 1 - from));
  }

  /** Shuffles `values` in place from the last entry down to entry `first`, swapping each with an earlier one or itself. */
  protected shuffle(values: Float64Array, first: number, upTo = (max: number): number => this.nextMasked(max)): void {
    for (let i = values.length - 1; i >= first; i--) {
      const j = upTo(i), moved = values[i];
      values[i] = values[j];
      values[j] = moved;
    }
  }

  /** The next integer from 0 to `max < 2^32`: as many random bits as `max` has, again and again until they fit. */
  protected nextMasked(max: number): number {
    if (max === 0) return 0;
    const mask = 0xffffffff >>> Math.clz32(max);
    let value: number;
    do value = (this.nextUint32() & mask) >>> 0; while (value > max);
    return value;
  }

  #filled(count: number, next: (i: number) => number): Float64Array {
    const values = new Float64Array(count);
    for (let i = 0; i < count; i++) values[i] = next(i);
    return values;
  }

  /** What `permutation` and `choice` draw from: how many entries, and how to take those at `indices` in a given shape. */
  #population(action: string, x: TensorLike): {
    count: number;
    take: (indices: Float64Array, shape: number[]) => Tensor;
  } {
    if (typeof x === "number") {
      checkCount(action, "a number of entries", x);
      return { count: x, take: (indices, shape) => new Tensor(indices, shape) };
    }
    const { data, shape: [count, ...rest] } = asTensor(action, x);
    if (count === undefined) {
      throw new TypeError(`Cannot ${action}: an array with an axis was expected, but it has none`);
    }
    const length = sizeOf(rest);
    return {
      count,
      take: (indices, shape) => {
        const taken = new Float64Array(indices.length * length);
        indices.forEach((from, to) => taken.set(data.subarray(from * length, (from + 1) * length), to * length));
        return new Tensor(taken, [...shape, ...rest]);
      },
    };
  }
}
