/**
 * Filtration values that are computed when somebody reads them.
 *
 * @module
 */
import { isRecording } from "../autodiff/recording.ts";
import type { Tensor } from "../tensor/tensor.ts";

/** The values of all cells of a filtration of a tensor, which must stay as it is until they are read. */
export class LazyValues {
  readonly #source: Tensor;
  readonly #version: number;
  readonly #compute: () => Tensor;
  #values: Tensor | undefined;

  /** The values that `compute` gives, one step of the tape from `source`. */
  constructor(source: Tensor, compute: () => Tensor) {
    this.#source = source;
    this.#version = source.version;
    this.#compute = compute;
  }

  /** The values; the first read computes them. */
  read(): Tensor {
    // Read without recording, or before the input required a gradient, they were not those that gradients flow through.
    const isStale = this.#source.requiresGrad && this.#values?.requiresGrad === false && isRecording();
    if (this.#values === undefined || isStale) {
      this.checkFresh("read the values of the filtration");
      this.#values = this.#compute();
    }
    return this.#values;
  }

  /** The values if somebody has read them and gradients flow through them. */
  get recorded(): Tensor | undefined {
    return this.#values?.requiresGrad ? this.#values : undefined;
  }

  /** Checks that the tensor was not assigned new values since the filtration was built. */
  checkFresh(action: string): void {
    if (this.#source.version !== this.#version) {
      throw new Error(
        `Cannot ${action}: the input it was built from was expected unchanged, but was assigned new values since; ` +
          "build the filtration again",
      );
    }
  }
}
