/**
 * Steps of topological optimization, ours against Oineus: gradients through critical sets of an image, and the documented
 * recipe of the topology optimizer on points.
 *
 * @module
 */
import type { Tensor } from "../../mod.ts";
import type { StepName } from "../optimization.ts";
import { noise, noisyCircle } from "../workloads.ts";
import { checkClose, checkDiagram } from "./agreement.ts";
import { denoRun, pythonRun, THREADS } from "./commands.ts";
import { Arena } from "./contest.ts";
import type { DiagramNumbers } from "./diagram_answer.ts";
import type { Python } from "./python.ts";
import type { Row } from "./record.ts";
import { write } from "./workload_file.ts";

/** What an engine is asked. */
export interface StepQuestion {
  /** What is done. */
  readonly step: StepName;
  /** Whether only the way back is timed. */
  readonly backward: boolean;
  /** A file with the image or the points as little-endian float64. */
  readonly file: string;
  /** Its shape. */
  readonly shape: readonly number[];
  /** How many threads an engine may use. */
  readonly threads: number;
}

/** One comparison. */
interface Case {
  readonly task: string;
  readonly input: string;
  readonly step: StepName;
  readonly backward: boolean;
  readonly make: () => Tensor;
  readonly repetitions: number;
}

/** The heading of rows about the way back. */
export const BACKWARD = "Gradients through critical sets: the way back alone";

/** The heading of rows about all of a step. */
export const WHOLE = "Steps of topological optimization";

const image = (step: StepName, what: string): Case[] =>
  [true, false].map((backward) => ({
    task: backward ? BACKWARD : WHOLE,
    input: `crit-sets, Freudenthal, noise, 256 × 256, ${what}`,
    step,
    backward,
    make: () => noise([256, 256], 7),
    repetitions: 7,
  }));

/** All comparisons. */
export const STEP_CASES: readonly Case[] = [
  ...image("sink", "to the diagonal"),
  ...image("raise", "away from it"),
  {
    task: WHOLE,
    input: "optimizer, Rips, noisy circle, 200 points",
    step: "recipe",
    backward: false,
    make: () => noisyCircle(200, 7),
    repetitions: 3,
  },
];

/** Compares both; `folder` takes the files with inputs and answers. */
export async function stepRows(python: Python, folder: string): Promise<Row[]> {
  const arena = new Arena<StepQuestion>(
    python,
    folder,
    denoRun("bench/peers/step_engine.ts", folder),
    pythonRun(python, "bench/peers/step_engines.py"),
  );
  const rows: Row[] = [];
  for (const { task, input, step, backward, make, repetitions } of STEP_CASES) {
    const data = make(), file = await write(`${folder}/step.f64`, data);
    const question = { step, backward, file, shape: data.shape, threads: THREADS };
    rows.push(...await arena.rows({ task, input, question, rivals: [{ engine: "Oineus" }], repetitions, agreement }));
  }
  await arena.close();
  return rows;
}

function agreement(_engine: string, found: DiagramNumbers, ours: DiagramNumbers): string {
  found.diagrams.forEach((diagram, degree) =>
    checkDiagram(`diagram ${degree}`, diagram, ours.diagrams[degree], { tolerance: 1e-12, negligible: 0 })
  );
  checkClose("gradient", found.gradient, ours.gradient, 1e-9);
  return "diagrams agree to 1e-12, gradients to 1e-9";
}
