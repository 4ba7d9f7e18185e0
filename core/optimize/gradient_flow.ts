/**
 * Gradient flows: points that go down a loss.
 *
 * @module
 */
import { asOptions } from "../tensor/as_options.ts";
import { checkFlag } from "../tensor/check_flag.ts";
import { checkFunction } from "../tensor/check_function.ts";
import { asTensor } from "../tensor/create.ts";
import { describe } from "../tensor/describe.ts";
import { checkCount, formatShape } from "../tensor/shape.ts";
import type { Tensor, TensorLike } from "../tensor/tensor.ts";
import { evaluateLoss, type Loss } from "./_loss.ts";
import { ProgressBar } from "./_progress_bar.ts";
import { type FlowSnapshot, GradientFlow } from "./flow.ts";

/** Options of {@linkcode gradientFlow}. */
export interface GradientFlowOptions {
  /** The length of a step in time: a positive number, or a function of the number of the step; default 0.05. */
  lr?: number | ((step: number) => number);
  /** How many steps; default 100. */
  steps?: number;
  /** The times of snapshots, from 0 to that of the last step; by default one at the start and one after each step. */
  snapshots?: readonly number[];
  /** Called at the start and after each step; `true` ends the flow. */
  onStep?: (snapshot: FlowSnapshot) => boolean | void;
  /** Ends the flow when aborted: the loop gets its reason as an error, and the flow stays where it is. */
  signal?: AbortSignal;
  /** Draw a progress bar, in a terminal on the error output or in a notebook; default `false`. */
  progress?: boolean;
}

const OPTIONS = ["lr", "steps", "snapshots", "onStep", "signal", "progress"] as const;

/**
 * The flow of points down the gradient of a loss, by explicit Euler steps `x ← x − lr · n · ∇loss(x)`.
 *
 * The factor `n`, the number of points, makes up for their weights `1/n`: each point moves as its mass would in the
 * Wasserstein gradient flow, whatever their number, and time means the same for all losses between samples.
 *
 * Nothing is computed until the flow is iterated or run; see {@linkcode GradientFlow}. A snapshot of time `t` is taken at the
 * first step that is not before `t`, with the loss and gradient there: `steps + 1` evaluations in all. A Sinkhorn loss made with
 * `warmStart: true` begins each evaluation with the potentials of the step before, which saves it iterations.
 *
 * Shapes: `x0: [n, …]`; `loss` gets a tensor of this shape and gives a single number on the tape, or `{ value, gradient }`.
 *
 * **Differentiable:** no; snapshots are given, not computed, as far as gradients go.
 *
 * **Cost:** that of the evaluations.
 *
 * @throws {TypeError} If `x0` is a single number, `loss` or `onStep` no function, or an option is of the wrong kind.
 * @throws {RangeError} If there is no point, a coordinate is not finite, `lr` is not positive, or a snapshot lies outside the
 * flow. While it runs: if the loss or its gradient is not finite, with the step at which that is so.
 *
 * @example A cloud onto another
 * ```ts
 * import { gradientFlow, rand, samplesLoss } from "@diagrad/diagrad";
 * import { assert, assertEquals } from "@std/assert";
 *
 * const x = rand([30, 2], { seed: 1 }), y = rand([40, 2], { seed: 2 }).add(1);
 * const loss = samplesLoss("energy");
 * const flow = gradientFlow((z) => loss(z, y), x, { lr: 0.05, steps: 40, snapshots: [0, 0.5, 2] });
 * for await (const { time, x } of flow) console.log(time, x.mean(0).toString());
 * assertEquals(flow.snapshots.map(({ step }) => step), [0, 10, 40]);
 * assert(flow.loss! < flow.losses[0] / 10);
 * ```
 *
 * @example Steps that begin with what the ones before found
 * ```ts
 * import { gradientFlow, rand, samplesLoss } from "@diagrad/diagrad";
 * import { assert } from "@std/assert";
 *
 * const x = rand([30, 2], { seed: 1 }), y = rand([40, 2], { seed: 2 }).add(1);
 * const loss = samplesLoss("sinkhorn", { blur: 0.1, warmStart: true });
 * const flow = gradientFlow((z) => loss(z, y), x, { lr: 0.05, steps: 20 }).run();
 * assert(flow.loss! < flow.losses[0] / 5 && loss.report!.warning === undefined);
 * ```
 *
 * @example Ended early, and gone on with
 * ```ts
 * import { gradientFlow } from "@diagrad/diagrad";
 * import { assertEquals } from "@std/assert";
 *
 * const flow = gradientFlow((x) => x.square().sum(), [[4]], { lr: 0.25, steps: 3 });
 * for (const { x } of flow) if (x.item() < 3) break;
 * assertEquals([flow.step, flow.x.item()], [1, 2]);
 * assertEquals(flow.run().x.item(), 0.5);
 * ```
 *
 * See [Feydy19].
 */
export function gradientFlow(loss: Loss, x0: TensorLike, options: GradientFlowOptions = {}): GradientFlow {
  const action = "follow the flow";
  const { lr = 0.05, steps = 100, snapshots, onStep, signal, progress = false } = asOptions(action, options, OPTIONS);
  checkFunction(action, "loss", loss);
  if (onStep !== undefined) checkFunction(action, "onStep", onStep);
  checkCount(action, "steps", steps);
  checkFlag(action, "progress", progress);
  if (signal !== undefined && !(signal instanceof AbortSignal)) {
    throw new TypeError(`Cannot ${action}: signal must be an AbortSignal, but is ${describe(signal)}`);
  }
  signal?.throwIfAborted();
  const start = asTensor(action, x0);
  checkPoints(action, start);
  const lengths = lengthsOf(action, lr, steps), times = timesOf(lengths), { shape } = start;
  return new GradientFlow({
    evaluate: (x) => evaluateLoss(action, loss, x, shape),
    start: start.data.slice(),
    shape: [...shape],
    lengths,
    times,
    kept: keptSteps(action, snapshots, times),
    onStep,
    signal,
    bar: progress ? new ProgressBar() : undefined,
  });
}

function checkPoints(action: string, { data, shape }: Tensor): void {
  if (shape.length === 0) {
    throw new TypeError(
      `Cannot ${action}: points of shape [n, …] were expected, but the shape of x0 is ${formatShape(shape)}`,
    );
  }
  if (data.length === 0) throw new RangeError(`Cannot ${action}: at least one point was expected, but x0 is empty`);
  const bad = data.findIndex((x) => !Number.isFinite(x));
  if (bad >= 0) throw new RangeError(`Cannot ${action}: x0 must be finite, but entry ${bad} is ${data[bad]}`);
}

function lengthsOf(action: string, lr: number | ((step: number) => number), steps: number): Float64Array {
  const lengths = new Float64Array(steps);
  // A wrong lr is refused although there may be no step.
  for (let i = 0; i < Math.max(1, steps); i++) {
    const length = typeof lr === "function" ? lr(i) : lr;
    if (typeof length !== "number" || !(length > 0 && length < Infinity)) {
      const found = typeof length === "number" ? length : describe(length);
      const where = typeof lr === "function" ? ` at step ${i}` : "";
      throw new RangeError(`Cannot ${action}: lr must be a positive number, but is ${found}${where}`);
    }
    if (i < steps) lengths[i] = length;
  }
  return lengths;
}

/** The time before each step, and after the last; equal steps are multiplied, so that their rounding does not add up. */
function timesOf(lengths: Float64Array): Float64Array {
  const times = new Float64Array(lengths.length + 1), isEven = lengths.every((length) => length === lengths[0]);
  lengths.forEach((length, i) => times[i + 1] = isEven ? (i + 1) * length : times[i] + length);
  return times;
}

/** The steps at which snapshots are taken: for each time the first that is not before it. */
function keptSteps(action: string, snapshots: readonly number[] | undefined, times: Float64Array): Set<number> {
  const last = times[times.length - 1];
  if (snapshots === undefined) return new Set(times.keys());
  if (!Array.isArray(snapshots)) {
    throw new TypeError(`Cannot ${action}: snapshots must be a list of times, but is ${describe(snapshots)}`);
  }
  // Times such as 0.3 = 3 · 0.1 are meant although 3 · 0.1 is a little more.
  const slack = 1e-9 * last / Math.max(1, times.length - 1);
  return new Set(snapshots.map((time) => {
    const step = typeof time === "number" && time >= 0 ? times.findIndex((t) => t >= time - slack) : -1;
    if (step >= 0) return step;
    const found = typeof time === "number" ? time : describe(time);
    throw new RangeError(`Cannot ${action}: snapshots must be times from 0 to ${last}, but one is ${found}`);
  }));
}
