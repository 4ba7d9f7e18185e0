/**
 * What a loss keeps of its last call to begin the next one with.
 *
 * @module
 */
import type { Clouds } from "./_clouds.ts";
import type { Settings } from "./samples_loss_options.ts";

/** The potentials of the last call, for one with clouds of the same sizes. */
export class WarmStart {
  readonly #keeps: boolean;
  #sizes = "";
  #potentials: Float64Array<ArrayBuffer> = new Float64Array(0);

  /** Keeps nothing unless the settings say so. */
  constructor({ warmStart }: Settings) {
    this.#keeps = warmStart;
  }

  /** What to begin with: no numbers if no call went before, `undefined` if nothing is to be kept. */
  potentials(clouds: Clouds): Float64Array<ArrayBuffer> | undefined {
    if (!this.#keeps) return undefined;
    if (this.#sizes === sizesOf(clouds)) return this.#potentials;
    return new Float64Array(clouds.x.weightData.length + clouds.y.weightData.length).fill(NaN);
  }

  /** Keeps the potentials that a call gave, if any. */
  keep(clouds: Clouds, plan: Float64Array<ArrayBuffer> | undefined): void {
    if (plan === undefined || plan.length === 0) return;
    this.#sizes = sizesOf(clouds);
    this.#potentials = plan;
  }
}

function sizesOf({ x, y }: Clouds): string {
  return `${x.ends}/${y.ends}`;
}
