/**
 * Diagrams against GUDHI's, computed exactly, where nothing is timed: also on input where points and values coincide.
 *
 * @module
 */
import type { Tensor } from "../../mod.ts";
import { clouds, cube, images } from "../workloads.ts";
import { denoRun, pythonRun } from "./commands.ts";
import { withoutPaths } from "./compare.ts";
import { EngineProcess } from "./engine_process.ts";
import { diagramAgreement, type FiltrationAnswer, type FiltrationQuestion, questionAbout } from "./filtration_task.ts";
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

/** Compares the diagrams of each case; `folder` takes the files with the inputs. */
export async function agreements(python: Python, folder: string): Promise<Agreement[]> {
  const ours = new EngineProcess<FiltrationQuestion, FiltrationAnswer>(denoRun("bench/peers/filtration_engine.ts"));
  const theirs = new EngineProcess<FiltrationQuestion, FiltrationAnswer>(
    pythonRun(python, "bench/peers/filtration_engines.py"),
  );
  const found: Agreement[] = [];
  for (const { filtration, input, make } of CASES) {
    const question = await questionAbout(filtration, make(), folder);
    const reference = await ours.ask({ ...question, engine: "" });
    const points = reference.diagrams.map((diagram) => diagram.length).join(", ");
    const row = { what: `${filtration}: ${input}`, peer: "GUDHI", points };
    try {
      const remark = diagramAgreement(await theirs.ask({ ...question, engine: ENGINE }), reference);
      found.push({ ...row, remark, holds: true });
    } catch (error) {
      found.push({ ...row, remark: withoutPaths((error as Error).message), holds: false });
    }
  }
  await ours.close();
  await theirs.close();
  return found;
}
