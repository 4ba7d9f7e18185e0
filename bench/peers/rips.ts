/**
 * Rips diagrams, ours with the gradient at the input, against engines with and without one.
 *
 * @module
 */
import type { Tensor } from "../../mod.ts";
import { type CloudName, clouds, symmetricMatrix } from "../workloads.ts";
import { denoRun, pythonRun } from "./commands.ts";
import { Arena, type Contest, type Rival } from "./contest.ts";
import type { Python } from "./python.ts";
import type { Row } from "./record.ts";
import { agreement, questionAbout, type RipsQuestion } from "./rips_task.ts";

/** One comparison. */
interface Case extends Pick<Contest<RipsQuestion>, "task" | "input" | "rivals" | "repetitions"> {
  /** Makes the points or the distances. */
  readonly make: () => Tensor;
  /** How the question differs from the usual one. */
  readonly differences?: Partial<RipsQuestion>;
}

const H0 = "Rips diagram of degree 0", H1 = "Rips diagrams of degree 0 and 1", H2 = "Rips diagrams of degree 0 to 2";

const OINEUS = { engine: "Oineus" }, RIPSER = { engine: "ripser.py" }, GIOTTO = { engine: "giotto-ph" };
const GUDHI = { engine: "GUDHI" }, SCIPY = { engine: "SciPy" };

/** The comparisons: what is done in reasonable time is done in turns, what needs longer once. */
export const RIPS_CASES: readonly Case[] = [
  cloud("noisy circle", 100, 21, [OINEUS, RIPSER, GIOTTO, GUDHI]),
  {
    ...cloud("noisy circle", 100, 11, [RIPSER, GIOTTO, { engine: "giotto-ph, 1 thread" }]),
    input: "noisy circle, 100 points, per call of 50",
    differences: { calls: 50 },
  },
  cloud("noisy circle", 200, 11, [OINEUS, RIPSER, GIOTTO, GUDHI]),
  cloud("noisy circle", 400, 11, [once(OINEUS), RIPSER, GIOTTO]),
  cloud("noisy circle", 1600, 7, [once(RIPSER), once(GIOTTO)]),
  cloud("torus", 400, 11, [RIPSER, GIOTTO]),
  cloud("torus", 1600, 7, [once(RIPSER), once(GIOTTO)]),
  cloud("cube", 1600, 5, [RIPSER, GIOTTO]),
  cloud("gauss50", 200, 11, [RIPSER, GIOTTO]),
  cloud("gauss50", 1000, 5, [RIPSER, GIOTTO]),
  cloud("grid", 400, 11, [RIPSER, GIOTTO]),
  cloud("duplicated", 200, 11, [RIPSER, GIOTTO]),
  distances(200, 7, [once(RIPSER), once(GIOTTO)]),
  distances(400, 5, [{ ...once(RIPSER), limit: 200 }]),
  { ...cloud("sphere", 300, 3, [RIPSER, GIOTTO]), task: H2, differences: { degree: 2 } },
  {
    ...cloud("square", 100_000, 3, [RIPSER, GIOTTO]),
    input: "square, 100000 points, edges up to 0.005",
    differences: { maxDiameter: 0.005, eps: 0 },
  },
  ...(["square", "cube"] as const).map((name) => (
    { ...cloud(name, 100_000, 3, [SCIPY]), task: H0, differences: { degree: 0 } }
  )),
];

/** Compares the engines on each case; `folder` takes the files with inputs and answers. */
export async function ripsRows(python: Python, folder: string): Promise<Row[]> {
  const arena = new Arena<RipsQuestion>(
    python,
    folder,
    denoRun("bench/peers/rips_engine.ts", folder),
    pythonRun(python, "bench/peers/rips_engines.py"),
  );
  const rows: Row[] = [];
  for (const { make, differences, ...contest } of RIPS_CASES) {
    const question = await questionAbout(make(), folder, differences);
    const agrees = agreement.bind(undefined, question);
    rows.push(...await arena.rows({ ...contest, question, agreement: agrees }));
  }
  await arena.close();
  return rows;
}

function cloud(name: CloudName, count: number, repetitions: number, rivals: readonly Rival[]): Case {
  return { task: H1, input: `${name}, ${count} points`, make: () => clouds[name](count, 7), repetitions, rivals };
}

function distances(count: number, repetitions: number, rivals: readonly Rival[]): Case {
  return {
    task: H1,
    input: `random symmetric matrix, ${count} points`,
    make: () => symmetricMatrix(count, 7),
    differences: { matrix: true },
    repetitions,
    rivals,
  };
}

function once(rival: Rival): Rival {
  return { ...rival, once: true };
}
