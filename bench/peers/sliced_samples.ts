/**
 * Sliced distances between samples with their gradients, ours against POT on torch.
 *
 * @module
 */
import { blobs, square } from "../workloads.ts";
import { checkClose } from "./agreement.ts";
import { denoRun, pythonRun } from "./commands.ts";
import { Arena } from "./contest.ts";
import type { DiagramNumbers } from "./diagram_answer.ts";
import type { Python } from "./python.ts";
import type { Row } from "./record.ts";
import { SAMPLE_LOSSES } from "./samples.ts";
import { write } from "./workload_file.ts";

/** What an engine is asked. */
export interface SlicedQuestion {
  /** A file with the first cloud as little-endian float64. */
  readonly x: string;
  /** A file with the second. */
  readonly y: string;
  /** The shape of each. */
  readonly shape: readonly [count: number, dimension: number];
}

/** Numbers of points, and how often each is timed. */
const SIZES = [[10_000, 9], [100_000, 3]] as const;

/** The name of the row for so many points. */
function slicedInput(count: number): string {
  return `sliced, 50 directions, ${count} points each`;
}

/** The names of all rows. */
export const SLICED_INPUTS: readonly string[] = SIZES.map(([count]) => slicedInput(count));

/** Compares both; `folder` takes the files with inputs and answers. */
export async function slicedSampleRows(python: Python, folder: string): Promise<Row[]> {
  const arena = new Arena<SlicedQuestion>(
    python,
    folder,
    denoRun("bench/peers/sliced_sample_engine.ts", folder),
    pythonRun(python, "bench/peers/sliced_sample_engines.py"),
  );
  const rows: Row[] = [];
  for (const [count, repetitions] of SIZES) {
    const clouds = [square(count, 1), blobs(count, 2)];
    const [x, y] = await Promise.all(clouds.map((points, k) => write(`${folder}/sliced_${k}.f64`, points)));
    const question: SlicedQuestion = { x, y, shape: [count, 2] }, rivals = [{ engine: "POT" }];
    const input = slicedInput(count);
    rows.push(
      ...await arena.rows({ task: SAMPLE_LOSSES, input, question, rivals, repetitions, agreement: sameDigits }),
    );
  }
  await arena.close();
  return rows;
}

/** The directions are those of one seed. */
function sameDigits(_: string, found: DiagramNumbers, ours: DiagramNumbers): string {
  const [value, ...gradient] = ours.gradient!, [theirs, ...their] = found.gradient!;
  const scale = gradient.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0);
  checkClose("value", theirs / value, 1, 1e-11);
  checkClose("gradient", their.map((entry) => entry / scale), gradient.map((entry) => entry / scale), 1e-9);
  return "value agrees to 1e-11, gradient to 1e-9, relative";
}
