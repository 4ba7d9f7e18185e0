/**
 * A gradient flow that is under way.
 *
 * @module
 */
import { Tensor } from "../tensor/tensor.ts";
import type { Evaluation } from "./_lbfgsb.ts";
import type { ProgressBar } from "./_progress_bar.ts";

/** A state of a flow. */
export interface FlowSnapshot {
  /** Steps since the start. */
  readonly step: number;
  /** Time since the start: the sum of the lengths of these steps. */
  readonly time: number;
  /** The points, a copy. */
  readonly x: Tensor;
  /** The loss. */
  readonly loss: number;
  /** Its gradient, a copy. */
  readonly gradient: Tensor;
  /** Seconds spent on the flow until here. */
  readonly seconds: number;
}

/** What a flow is made of, checked by `gradientFlow`. */
export interface FlowParts {
  /** The loss with its gradient. */
  readonly evaluate: (x: Float64Array) => Evaluation;
  /** The first points. */
  readonly start: Float64Array;
  /** Their shape. */
  readonly shape: readonly number[];
  /** The length of each step. */
  readonly lengths: Float64Array;
  /** The time before each step, and after the last. */
  readonly times: Float64Array;
  /** The steps at which a snapshot is taken. */
  readonly kept: ReadonlySet<number>;
  /** Called after each step; `true` ends the flow. */
  readonly onStep?: (snapshot: FlowSnapshot) => boolean | void;
  /** Ends the flow when aborted. */
  readonly signal?: AbortSignal;
  /** Shows how far the flow is. */
  readonly bar?: ProgressBar;
}

/** How long the asynchronous loop computes before it lets others run, in milliseconds. */
const SLICE = 10;

/**
 * A flow of points: a sequence of snapshots, computed as they are asked for; made by {@linkcode gradientFlow}.
 *
 * `for (const snapshot of flow)` computes without a pause; `for await (…)` lets timers, displays and signals have their turn
 * in between; `flow.run()` and `await flow.runAsync()` go to the end. Whatever ends it early, `break`, an error or an aborted
 * signal, the flow stays at the last state that was reached: `x`, `loss`, `losses` and `snapshots` can be used, and a new
 * loop goes on from there.
 */
export class GradientFlow implements Iterable<FlowSnapshot>, AsyncIterable<FlowSnapshot> {
  /** The loss at each step so far, the start first. */
  readonly losses: number[] = [];
  /** The snapshots so far. */
  readonly snapshots: FlowSnapshot[] = [];
  readonly #parts: FlowParts;
  #x: Float64Array;
  #gradient: Float64Array = new Float64Array(0);
  #milliseconds = 0;
  #isStopped = false;

  /** Takes its parts as they are; use {@linkcode gradientFlow}. */
  constructor(parts: FlowParts) {
    this.#parts = parts;
    this.#x = parts.start;
  }

  /** The points now, a copy. */
  get x(): Tensor {
    return new Tensor(this.#x.slice(), this.#parts.shape);
  }

  /** The loss now, `undefined` before the first evaluation. */
  get loss(): number | undefined {
    return this.losses.at(-1);
  }

  /** Steps so far. */
  get step(): number {
    return Math.max(0, this.losses.length - 1);
  }

  /** Time since the start. */
  get time(): number {
    return this.#parts.times[this.step];
  }

  /** Seconds of computing so far. */
  get seconds(): number {
    return this.#milliseconds / 1000;
  }

  /** Whether all steps are done, or `onStep` has ended the flow. */
  get isDone(): boolean {
    return this.#isStopped || this.losses.length > this.#parts.lengths.length;
  }

  /** Goes to the end. */
  run(): this {
    for (const _ of this);
    return this;
  }

  /** Goes to the end, with pauses for others. */
  async runAsync(): Promise<this> {
    // deno-lint-ignore no-empty
    for await (const _ of this) {}
    return this;
  }

  /** The snapshots to come, without a pause. */
  *[Symbol.iterator](): Generator<FlowSnapshot, void, void> {
    try {
      while (!this.isDone) {
        const snapshot = this.#advance();
        if (snapshot !== null) yield snapshot;
      }
    } finally {
      this.#parts.bar?.pause(); // however the loop was left
    }
  }

  /** The snapshots to come, with pauses for others. */
  async *[Symbol.asyncIterator](): AsyncGenerator<FlowSnapshot, void, void> {
    let last = performance.now();
    try {
      while (!this.isDone) {
        if (performance.now() - last > SLICE) {
          await new Promise((resolve) => setTimeout(resolve));
          last = performance.now();
        }
        const snapshot = this.#advance();
        if (snapshot !== null) yield snapshot;
      }
    } finally {
      this.#parts.bar?.pause();
    }
  }

  /** What the flow is and how far it has come. */
  toString(): string {
    const { lengths, shape } = this.#parts, loss = this.loss === undefined ? "" : `, loss ${this.loss}`;
    return `GradientFlow(${shape.join(" × ")}, step ${this.step} of ${lengths.length}, time ${this.time}${loss})`;
  }

  /** What `console.log` prints. */
  [Symbol.for("Deno.customInspect")](): string {
    return this.toString();
  }

  /** Evaluates the start, or makes a step; gives the state there if it is to be kept. Changes nothing if it throws. */
  #advance(): FlowSnapshot | null {
    const { evaluate, lengths, kept, onStep, signal, bar } = this.#parts;
    signal?.throwIfAborted();
    const step = this.losses.length, began = performance.now();
    const length = step === 0 ? 0 : lengths[step - 1], x = step === 0 ? this.#x : this.#moved(length);
    const { value, gradient } = evaluate(x), bad = gradient.find((g) => !Number.isFinite(g));
    if (!Number.isFinite(value) || bad !== undefined) {
      const found = bad === undefined || !Number.isFinite(value) ? `the loss is ${value}` : `the gradient has ${bad}`;
      throw new RangeError(`Cannot follow the flow: a finite loss was expected, but at step ${step} ${found}`);
    }
    this.#milliseconds += performance.now() - began;
    this.#x = x;
    this.#gradient = gradient;
    this.losses.push(value);
    bar?.show(step, lengths.length);
    if (onStep?.(this.#snapshot()) === true) {
      this.#isStopped = true;
      bar?.end();
    }
    if (!kept.has(step)) return null;
    this.snapshots.push(this.#snapshot());
    return this.#snapshot();
  }

  /** `x − length · n · ∇`. */
  #moved(length: number): Float64Array {
    const scale = length * this.#parts.shape[0];
    return this.#x.map((xi, i) => xi - scale * this.#gradient[i]);
  }

  #snapshot(): FlowSnapshot {
    const { shape } = this.#parts, { step, time, x, seconds } = this;
    return { step, time, x, loss: this.losses[step], gradient: new Tensor(this.#gradient.slice(), shape), seconds };
  }
}
