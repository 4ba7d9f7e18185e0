/**
 * Diagrams of filtrations of points and images, ours with the gradient at the input, against engines with and without one.
 *
 * @module
 */
import type { Tensor } from "../../mod.ts";
import { cube, square, waves } from "../workloads.ts";
import { denoRun, pythonRun } from "./commands.ts";
import { compare, type Contestant, OURS } from "./compare.ts";
import { EngineProcess } from "./engine_process.ts";
import { agreement, type FiltrationAnswer, type FiltrationQuestion, questionAbout } from "./filtration_task.ts";
import type { Python } from "./python.ts";
import type { Row } from "./record.ts";

/** One comparison. */
interface Case {
  readonly task: string;
  readonly filtration: FiltrationQuestion["filtration"];
  readonly input: string;
  readonly make: () => Tensor;
  readonly peers: readonly string[];
}

const POINTS = "Delaunay filtrations: diagrams of all degrees",
  IMAGES = "Filtrations of images: diagrams of all degrees";

const CASES: readonly Case[] = [
  ...clouds("alpha", ["Oineus", "GUDHI"]),
  ...clouds("Čech–Delaunay", ["Oineus", "GUDHI"]),
  ...clouds("weak alpha", ["Oineus"]),
  ...pictures("Freudenthal", ["Oineus"]),
  ...pictures("cubes, values on vertices", ["Oineus", "GUDHI"]),
  ...pictures("cubes, values on cells", ["Oineus", "GUDHI"]),
];

const REPETITIONS = 7;

/** Rounds before each comparison in which both sides load and compile what they need. */
const WARM_UP = 2;

/** Compares the engines on each case; `folder` takes the files with the inputs. */
export async function filtrationRows(python: Python, folder: string): Promise<Row[]> {
  const ours = new EngineProcess<FiltrationQuestion, FiltrationAnswer>(denoRun("bench/peers/filtration_engine.ts"));
  const theirs = new EngineProcess<FiltrationQuestion, FiltrationAnswer>(
    pythonRun(python, "bench/peers/filtration_engines.py"),
  );
  const rows: Row[] = [];
  for (const { task, filtration, input, make, peers } of CASES) {
    const question = await questionAbout(filtration, make(), folder);
    const contestants = [OURS, ...peers].map((engine): Contestant<FiltrationAnswer> => ({
      engine,
      run: () => (engine === OURS ? ours : theirs).ask({ ...question, engine }),
      check: (answer, reference) => agreement(engine, answer, reference),
    }));
    for (let round = 0; round < WARM_UP; round++) await contestants[0].run();
    const quantities = [{ task, unit: "s", of: ({ seconds }: FiltrationAnswer) => seconds }] as const;
    rows.push(
      ...await compare(contestants, { input: `${filtration}, ${input}`, repetitions: REPETITIONS, quantities }),
    );
  }
  await ours.close();
  await theirs.close();
  return rows;
}

function clouds(filtration: Case["filtration"], peers: readonly string[]): Case[] {
  const count = 10_000;
  return [
    { task: POINTS, filtration, input: `${count} points of a square`, make: () => square(count, 7), peers },
    { task: POINTS, filtration, input: `${count} points of a cube`, make: () => cube(count, 7), peers },
  ];
}

function pictures(filtration: Case["filtration"], peers: readonly string[]): Case[] {
  return [256, 512].map((side) => (
    { task: IMAGES, filtration, input: `${side} × ${side}`, make: () => waves([side, side], 7), peers }
  ));
}
