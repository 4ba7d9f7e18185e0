/**
 * Losses between two diagrams with the gradients at both, ours against Oineus.
 *
 * @module
 */
import type { LossName } from "../losses.ts";
import { diagram } from "../workloads.ts";
import { checkClose } from "./agreement.ts";
import { denoRun, pythonRun, THREADS } from "./commands.ts";
import { compare, type Contestant, OURS } from "./compare.ts";
import { EngineProcess } from "./engine_process.ts";
import type { Python } from "./python.ts";
import type { Row } from "./record.ts";
import { write } from "./workload_file.ts";

/** What an engine is asked. */
export interface LossQuestion {
  /** Name of the loss. */
  readonly loss: LossName;
  /** A file with the first diagram as little-endian float64. */
  readonly a: string;
  /** A file with the second. */
  readonly b: string;
  /** Number of points of each. */
  readonly count: number;
  /** How often to compute it within the time that is divided by this number: one call may be too short to time. */
  readonly calls: number;
  /** How many threads it may use. */
  readonly threads: number;
}

/** What an engine answers. */
export interface LossAnswer {
  /** Time of one call, from diagrams in memory to value and gradients. */
  readonly seconds: number;
  /** The value of the loss. */
  readonly value: number;
  /** The gradients at both diagrams. */
  readonly gradients: readonly (readonly (readonly number[])[])[];
}

const CASES: readonly Pick<LossQuestion, "loss" | "count" | "calls" | "threads">[] = [
  ...(["Wasserstein cost", "sliced Wasserstein"] as const).flatMap((loss) => [
    { loss, count: 30, calls: 20, threads: THREADS },
    { loss, count: 300, calls: 2, threads: THREADS },
  ]),
  { loss: "sliced Wasserstein, 64 directions", count: 5000, calls: 1, threads: 1 },
];

/** Rounds before the comparison in which both sides load and compile what they need. */
const WARM_UP = 10;

/** How far Oineus' auction may be from the least cost, `(1 + delta)^q` with delta 0.01 and q 2. */
const AUCTION = 0.0201;

/** Compares the losses at each size; `folder` takes the files with the diagrams. */
export async function lossRows(python: Python, folder: string): Promise<Row[]> {
  const ours = new EngineProcess<LossQuestion, LossAnswer>(denoRun("bench/peers/loss_engine.ts"));
  const theirs = new EngineProcess<LossQuestion, LossAnswer>(pythonRun(python, "bench/peers/loss_engines.py"));
  const rows: Row[] = [];
  for (const { loss, count, calls, threads } of CASES) {
    const a = await write(`${folder}/a_${count}.f64`, diagram(count, 1));
    const b = await write(`${folder}/b_${count}.f64`, diagram(count, 2));
    const question = { loss, a, b, count, calls, threads };
    for (let round = 0; round < WARM_UP; round++) for (const side of [ours, theirs]) await side.ask(question);
    const contestants: Contestant<LossAnswer>[] = [
      { engine: OURS, run: () => ours.ask(question), check: () => "" },
      { engine: "Oineus", run: () => theirs.ask(question), check: agreement(loss) },
    ];
    const quantities = [{
      task: "Diagram losses with gradient",
      unit: "s",
      of: (answer: LossAnswer) => answer.seconds,
    }] as const;
    const onThreads = threads === THREADS ? "" : ", one thread";
    const input = `${loss}, ${count} points each${onThreads}`;
    rows.push(...await compare(contestants, { input, repetitions: 21, quantities }));
  }
  await ours.close();
  await theirs.close();
  return rows;
}

function agreement(loss: LossName): (found: LossAnswer, ours: LossAnswer) => string {
  if (loss !== "Wasserstein cost") {
    return (found, ours) => {
      checkClose("value", found.value, ours.value, 1e-10);
      checkClose("gradient", found.gradients, ours.gradients, 1e-9);
      return "value agrees to 1e-10, gradients to 1e-9";
    };
  }
  return (found, ours) => {
    if (found.value < ours.value * (1 - 1e-12)) throw new Error("the cost is below ours, which is the least");
    checkClose("cost", found.value / ours.value, 1, AUCTION);
    return "delta 0.01: the cost agrees to 2.01 %, ours is exact";
  };
}
