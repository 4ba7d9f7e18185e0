/**
 * Sums of gradients while the tape runs backward.
 *
 * @module
 */
import { addStrided } from "../tensor/strided.ts";
import type { Gradient, Tensor } from "../tensor/tensor.ts";

/** A sum, and whether nobody else holds its array. */
interface Sum {
  readonly data: Float64Array;
  readonly isOwn: boolean;
}

/**
 * The gradients of tensors, as far as they are known.
 *
 * A first array is kept as it is, since most gradients have one part only. Whatever is added to it goes to an array of our
 * own, where further parts are added in place.
 */
export class Gradients {
  readonly #sums = new Map<Tensor, Sum>();

  /** Adds a part to the gradient of `tensor`. */
  add(tensor: Tensor, part: Gradient): void {
    const sum = this.#sums.get(tensor);
    if (part instanceof Float64Array && sum === undefined) {
      this.#sums.set(tensor, { data: part, isOwn: false });
      return;
    }
    const data = sum === undefined ? new Float64Array(tensor.size) : owned(sum);
    if (part instanceof Float64Array) { for (let i = 0; i < data.length; i++) data[i] += part[i]; }
    else addAt(data, part);
    this.#sums.set(tensor, { data, isOwn: true });
  }

  /** What was added up for `tensor`, to be read only; `undefined` if nothing was. */
  read(tensor: Tensor): Float64Array | undefined {
    return this.#sums.get(tensor)?.data;
  }

  /** Forgets the gradient of `tensor`. */
  forget(tensor: Tensor): void {
    this.#sums.delete(tensor);
  }

  /** The gradients of the tensors that `wanted` accepts, in arrays that nobody else holds. */
  take(wanted: (tensor: Tensor) => boolean): Map<Tensor, Float64Array> {
    const taken = [...this.#sums].filter(([tensor]) => wanted(tensor));
    return new Map(taken.map(([tensor, sum]) => [tensor, owned(sum)]));
  }
}

function addAt(data: Float64Array, { at, values }: Exclude<Gradient, Float64Array>): void {
  if (at instanceof Uint32Array) { for (let k = 0; k < values.length; k++) data[at[k]] += values[k]; }
  else addStrided(data, values, at);
}

function owned({ data, isOwn }: Sum): Float64Array {
  return isOwn ? data : data.slice();
}
