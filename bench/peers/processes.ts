/**
 * Whole processes, from start to end: the first notebook, one large Rips diagram, one large alpha filtration, and the import
 * alone.
 *
 * @module
 */
import { noisyCircle } from "../workloads.ts";
import { checkClose } from "./agreement.ts";
import { denoRun, pythonRun } from "./commands.ts";
import { compare, type Contestant, OURS, type Quantity } from "./compare.ts";
import { type DiagramNumbers, readNumbers } from "./diagram_answer.ts";
import { measuredProcess, type ProcessSample } from "./measured_process.ts";
import type { Python } from "./python.ts";
import type { Row } from "./record.ts";
import { agreement, questionAbout } from "./rips_task.ts";

const TOLERANCE = 1e-9;

/** What is measured of a process. */
type Measured = Pick<ProcessSample, "seconds" | "peakBytes">;

/** A process that leaves diagrams in a file. */
interface LargeSample extends Measured {
  readonly numbers: DiagramNumbers;
}

/** The first notebook against torch and Oineus, without its figures and with them; `folder` takes the figures. */
export async function notebookRows(python: Python, folder: string): Promise<Row[]> {
  const check = (found: ProcessSample, ours: ProcessSample) => {
    checkClose("output", JSON.parse(found.output), JSON.parse(ours.output), TOLERANCE);
    return `all values and gradients agree to ${TOLERANCE.toExponential()}`;
  };
  const side = (figures: string[]) => [
    contestant(python, OURS, denoRun("bench/peers/tutorial.ts", figures[0]), () => ""),
    contestant(python, "torch and Oineus", pythonRun(python, "bench/peers/tutorial.py", ...figures), check),
  ];
  const quantities = [time("The first notebook as a process"), memory("The first notebook as a process")];
  return [
    ...await compare(side([]), { input: "its computation, no figures", repetitions: 11, quantities }),
    ...await compare(side([folder]), { input: "with four figures as SVG", repetitions: 7, quantities }),
  ];
}

/** Points of the noisy circle, how often, and the engines that are done in reasonable time. */
const CIRCLES = [
  { count: 1000, repetitions: 5, peers: ["ripser.py", "giotto-ph"] },
  { count: 10_000, repetitions: 3, peers: [] },
] as const;

/** Processes with one large Rips diagram each; `folder` takes the files with points and answers. */
export async function largeRows(python: Python, folder: string): Promise<Row[]> {
  const answer = `${folder}/answer.f64`, task = "Rips diagrams of degree 0 and 1 as a process";
  const quantities = [memory(task), time(task)];
  const rows: Row[] = [];
  for (const { count, repetitions, peers } of CIRCLES) {
    const question = await questionAbout(noisyCircle(count, 7), folder);
    const contestants = [OURS, ...peers].map((engine): Contestant<LargeSample> => {
      const line = JSON.stringify({ ...question, engine, answer }) + "\n";
      const command = engine === OURS
        ? denoRun("bench/peers/rips_engine.ts", folder)
        : pythonRun(python, "bench/peers/rips_engines.py");
      return {
        engine,
        run: async () => {
          const { output, ...sample } = await measuredProcess(python, command, line);
          return { ...sample, numbers: await readNumbers(answer, JSON.parse(output)) };
        },
        check: ({ numbers }, { numbers: ours }) => agreement(question, engine, numbers, ours),
      };
    });
    rows.push(...await compare(contestants, { input: `noisy circle, ${count} points`, repetitions, quantities }));
  }
  return rows;
}

/** A process with the alpha filtration of a million points, which has the Euler characteristic of a ball. */
export function alphaRows(python: Python): Promise<Row[]> {
  const check = ({ output }: ProcessSample) => {
    const counts: number[] = JSON.parse(output);
    checkClose("Euler characteristic", counts.reduce((sum, count, d) => sum + (-1) ** d * count, 0), 1, 0);
    return `${counts.reduce((sum, count) => sum + count)} cells, Euler characteristic 1`;
  };
  const task = "Building an alpha filtration as a process";
  return compare([contestant(python, OURS, denoRun("bench/alpha_process.ts"), check)], {
    input: "1000000 points of a cube",
    repetitions: 3,
    quantities: [memory(task), time(task)],
  });
}

/** What it costs to start with the module, against the bare runtime and against Python with torch and Oineus. */
export async function importRows(python: Python): Promise<Row[]> {
  const unchecked = () => "";
  const { interpreter } = python;
  const processes = await compare([
    contestant(python, OURS, denoRun("bench/empty_program.ts"), unchecked),
    contestant(python, "Deno alone", [Deno.execPath(), "eval", ""], unchecked),
    contestant(python, "torch and Oineus", [interpreter, "-c", "import torch, oineus.diff"], unchecked),
    contestant(python, "Python alone", [interpreter, "-c", ""], unchecked),
  ], {
    input: "a process that imports and ends",
    repetitions: 11,
    quantities: [time("Import"), memory("Import")],
  });
  const within = await compare([contestant(python, OURS, denoRun("bench/import_probe.ts"), unchecked)], {
    input: "import() alone, in a fresh process",
    repetitions: 11,
    quantities: [{ task: "Import: time", unit: "s", of: ({ output }) => Number(output) / 1000 }],
  });
  return [...within, ...processes];
}

function contestant(
  python: Python,
  engine: string,
  command: string[],
  check: Contestant<ProcessSample>["check"],
  input?: string,
): Contestant<ProcessSample> {
  return { engine, run: () => measuredProcess(python, command, input), check };
}

function time(task: string): Quantity<Measured> {
  return { task: `${task}: time`, unit: "s", of: ({ seconds }) => seconds };
}

function memory(task: string): Quantity<Measured> {
  return { task: `${task}: peak memory`, unit: "B", of: ({ peakBytes }) => peakBytes };
}
