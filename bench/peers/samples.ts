/**
 * Losses between samples with their gradients, ours against GeomLoss.
 *
 * @module
 */
import { linspace, type Tensor } from "../../mod.ts";
import type { SamplesName } from "../samples.ts";
import { blobs, square } from "../workloads.ts";
import { checkClose } from "./agreement.ts";
import { denoRun, pythonRun } from "./commands.ts";
import { OURS } from "./compare.ts";
import { Arena, type Rival } from "./contest.ts";
import type { DiagramNumbers } from "./diagram_answer.ts";
import type { Python } from "./python.ts";
import type { Row } from "./record.ts";
import { write } from "./workload_file.ts";

/** What an engine is asked. */
export interface SampleQuestion {
  /** What is computed. */
  readonly loss: SamplesName;
  /** A file with the first cloud as little-endian float64. */
  readonly x: string;
  /** A file with the second. */
  readonly y: string;
  /** The shape of each. */
  readonly shape: readonly [count: number, dimension: number];
  /** How often to compute it within the time that is divided by this number: one call may be too short to time. */
  readonly calls: number;
}

/** One comparison. */
interface Case {
  readonly input: string;
  readonly loss: SamplesName;
  readonly count: number;
  readonly calls: number;
  readonly repetitions: number;
  readonly rivals: readonly Rival[];
  readonly agreement: (engine: string, found: DiagramNumbers, ours: DiagramNumbers) => string;
}

/** The heading of the rows. */
export const SAMPLE_LOSSES = "Losses between samples with gradient, two threads";

/** The name of the barycenter's row. */
const BARYCENTER = "barycenter in one dimension";

/** All comparisons. */
export const SAMPLE_CASES: readonly Case[] = [
  ...(["sinkhorn p = 2, blur 0.01", "sinkhorn p = 1, blur 0.01"] as const).flatMap((loss) => [
    compared(loss, 100, 11, 20),
    compared(loss, 1000, 7, 1),
    once(compared(loss, 5000, 5, 1)),
  ]),
  ...(["gaussian, blur 0.1", "laplacian, blur 0.1", "energy"] as const).map((loss) => compared(loss, 5000, 5, 1)),
  { ...compared("sinkhorn p = 2, blur 0.01, to convergence", 1000, 7, 1), agreement: aboveGeomLoss },
  { ...once(compared("sinkhorn p = 2, blur 0.01, to convergence", 5000, 5, 1)), agreement: aboveGeomLoss },
  { ...compared("sinkhorn p = 2, blur 0.01", 50_000, 1, 1), rivals: [] },
  { ...compared("sinkhorn p = 2, blur 0.01, fast", 50_000, 1, 1), rivals: [] },
  compared(BARYCENTER, 50, 7, 1),
];

/** Compares both; `folder` takes the files with inputs and answers. */
export async function sampleRows(python: Python, folder: string): Promise<Row[]> {
  const arena = new Arena<SampleQuestion>(
    python,
    folder,
    denoRun("bench/peers/sample_engine.ts", folder),
    pythonRun(python, "bench/peers/sample_engines.py"),
  );
  const rows: Row[] = [];
  for (const { input, loss, count, calls, rivals, repetitions, agreement } of SAMPLE_CASES) {
    const clouds = drawn(loss, count), dimension = clouds[0].shape[1];
    const [x, y] = await Promise.all(clouds.map((points, k) => write(`${folder}/samples_${k}.f64`, points)));
    const question: SampleQuestion = { loss, x, y, shape: [count, dimension], calls };
    rows.push(...await arena.rows({ task: SAMPLE_LOSSES, input, question, rivals, repetitions, agreement }));
  }
  await arena.close();
  return rows;
}

function compared(loss: SamplesName, count: number, repetitions: number, calls: number): Case {
  const input = `${loss}, ${count} points each`;
  return { input, loss, count, repetitions, calls, rivals: [{ engine: "GeomLoss" }], agreement: sameDigits };
}

/** Where GeomLoss needs a quarter of a minute, it runs in the first round alone. */
function once(comparison: Case): Case {
  return { ...comparison, rivals: comparison.rivals.map((rival) => ({ ...rival, once: true })) };
}

function drawn(loss: SamplesName, count: number): Tensor[] {
  if (loss !== BARYCENTER) return [square(count, 1), blobs(count, 2)];
  const line = linspace(0, 1, count).reshape([count, 1]);
  return [line.mul(0.1), line.mul(0.2).add(0.8)];
}

/** GeomLoss takes squared distances as |x|² − 2 x·y + |y|², whose digits are lost where points are close. */
function sameDigits(_: string, found: DiagramNumbers, ours: DiagramNumbers): string {
  const [value, ...gradient] = ours.gradient!, [theirs, ...their] = found.gradient!;
  const scale = gradient.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0);
  checkClose("value", theirs / value, 1, 1e-11);
  checkClose("gradient", their.map((entry) => entry / scale), gradient.map((entry) => entry / scale), 1e-8);
  return "value agrees to 1e-11, gradient to 1e-8, relative";
}

/** The schedule of GeomLoss ends before its marginals are right, with a value that is too low. */
function aboveGeomLoss(engine: string, found: DiagramNumbers, ours: DiagramNumbers): string {
  if (engine === OURS) return "marginals right up to 1e-6 of the mass";
  const ratio = found.gradient![0] / ours.gradient![0];
  if (!(ratio > 0.8 && ratio < 1)) throw new Error(`the value is ${ratio} times ours, not a little less`);
  return `stops ${(100 * (1 - ratio)).toFixed(1)} % below the converged value`;
}
