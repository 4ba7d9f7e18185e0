/**
 * Rips diagrams of degree 0 and 1, ours with the gradient at the points, against engines with and without one.
 *
 * @module
 */
import type { CloudName } from "../workloads.ts";
import { denoRun, pythonRun } from "./commands.ts";
import { compare, type Contestant, OURS } from "./compare.ts";
import { EngineProcess } from "./engine_process.ts";
import type { Python } from "./python.ts";
import type { Row } from "./record.ts";
import { agreement, questionAbout, type RipsAnswer, type RipsQuestion } from "./rips_task.ts";

/** Clouds and sizes, how often, and the engines that are done in reasonable time. */
const CASES: readonly Case[] = [
  { cloud: "noisy circle", count: 100, repetitions: 21, peers: ["Oineus", "ripser.py", "giotto-ph", "GUDHI"] },
  { cloud: "noisy circle", count: 200, repetitions: 11, peers: ["Oineus", "ripser.py", "giotto-ph", "GUDHI"] },
  { cloud: "noisy circle", count: 400, repetitions: 11, peers: ["ripser.py", "giotto-ph"] },
  { cloud: "torus", count: 400, repetitions: 11, peers: ["ripser.py", "giotto-ph"] },
  { cloud: "gauss50", count: 200, repetitions: 11, peers: ["ripser.py", "giotto-ph"] },
  { cloud: "grid", count: 400, repetitions: 11, peers: ["ripser.py", "giotto-ph"] },
  { cloud: "duplicated", count: 200, repetitions: 11, peers: ["ripser.py", "giotto-ph"] },
];

interface Case {
  readonly cloud: CloudName;
  readonly count: number;
  readonly repetitions: number;
  readonly peers: readonly string[];
}

/** Rounds before the first comparison in which both sides load and compile what they need. */
const WARM_UP = 5;

/** Compares the engines at each size; `folder` takes the files with the points. */
export async function ripsRows(python: Python, folder: string): Promise<Row[]> {
  const ours = new EngineProcess<RipsQuestion, RipsAnswer>(denoRun("bench/peers/rips_engine.ts"));
  const theirs = new EngineProcess<RipsQuestion, RipsAnswer>(pythonRun(python, "bench/peers/rips_engines.py"));
  const rows: Row[] = [];
  for (const { cloud, count, repetitions, peers } of CASES) {
    const question = await questionAbout(cloud, count, folder);
    const contestants = [OURS, ...peers].map((engine): Contestant<RipsAnswer> => ({
      engine,
      run: () => (engine === OURS ? ours : theirs).ask({ ...question, engine }),
      check: (answer, reference) => agreement(engine, answer, reference),
    }));
    if (rows.length === 0) {
      for (let round = 0; round < WARM_UP; round++) for (const { run } of contestants) await run();
    }
    const quantities = [{
      task: "Rips diagrams of degree 0 and 1",
      unit: "s",
      of: (answer: RipsAnswer) => answer.seconds,
    }] as const;
    rows.push(...await compare(contestants, { input: `${cloud}, ${count} points`, repetitions, quantities }));
  }
  await ours.close();
  await theirs.close();
  return rows;
}
