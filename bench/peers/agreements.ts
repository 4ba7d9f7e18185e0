/**
 * Diagrams against GUDHI's, computed exactly, where nothing is timed: also on input where points and values coincide.
 *
 * @module
 */
import type { Tensor } from "../../mod.ts";
import { clouds, cube, images } from "../workloads.ts";
import { denoRun, pythonRun } from "./commands.ts";
import { withoutPaths } from "./compare.ts";
import type { Asked } from "./contest.ts";
import { EngineProcess } from "./engine_process.ts";
import { type DiagramAnswer, readNumbers } from "./diagram_answer.ts";
import { diagramAgreement, type FiltrationQuestion, questionAbout } from "./filtration_task.ts";
import type { Python } from "./python.ts";
import type { Agreement } from "./record.ts";

/** With exact constructions, where it has a choice. */
const ENGINE = "GUDHI, exact";

/** One comparison. */
interface Case {
  readonly filtration: FiltrationQuestion["filtration"];
  readonly input: string;
  readonly make: () => Tensor;
}

type Question = FiltrationQuestion & Asked;

/** Clouds and how many points of them; many give slivers, whose radii are hard. */
const CLOUDS = [
  ["noisy circle", 1000],
  ["square", 10_000],
  ["grid", 1000],
  ["duplicated", 1000],
  ["torus", 1000],
  ["cube", 1000],
  ["lattice", 1000],
  ["duplicated cube", 1000],
] as const;

const SHAPES = [[200], [37, 50], [12, 13, 14], [6, 5, 7, 4]];

const CASES: readonly Case[] = [
  { filtration: "alpha", input: "cube, 10000 points", make: () => cube(10_000, 7) },
  ...(["alpha", "Čech–Delaunay"] as const).flatMap((filtration) =>
    CLOUDS.map(([cloud, n]) => ({ filtration, input: `${cloud}, ${n} points`, make: () => clouds[cloud](n, 7) }))
  ),
  ...(["cubes, values on vertices", "cubes, values on cells"] as const).flatMap((filtration) =>
    SHAPES.flatMap((shape) =>
      (["waves", "steps"] as const).map((image) => (
        { filtration, input: `${image}, ${shape.join(" × ")}`, make: () => images[image](shape, 7) }
      ))
    )
  ),
];

/** Compares the diagrams of each case; `folder` takes the files with inputs and answers. */
export async function agreements(python: Python, folder: string): Promise<Agreement[]> {
  const ours = new EngineProcess<Question, DiagramAnswer>(denoRun("bench/peers/filtration_engine.ts", folder));
  const theirs = new EngineProcess<Question, DiagramAnswer>(pythonRun(python, "bench/peers/filtration_engines.py"));
  const answer = `${folder}/answer.f64`;
  const found: Agreement[] = [];
  for (const { filtration, input, make } of CASES) {
    const question = { ...await questionAbout(filtration, make(), folder), engine: ENGINE, answer };
    const numbers = async (side: typeof ours) => readNumbers(answer, await side.ask(question));
    const reference = await numbers(ours);
    const points = reference.diagrams.map((diagram) => diagram.length).join(", ");
    const row = { what: `${filtration}: ${input}`, peer: "GUDHI", points };
    try {
      found.push({ ...row, remark: diagramAgreement(await numbers(theirs), reference), holds: true });
    } catch (error) {
      found.push({ ...row, remark: withoutPaths((error as Error).message), holds: false });
    }
  }
  await ours.close();
  await theirs.close();
  return found;
}
