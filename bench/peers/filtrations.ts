/**
 * Diagrams of filtrations of points and images, ours with the gradient at the input, against engines with and without one.
 *
 * @module
 */
import type { Tensor } from "../../mod.ts";
import { cube, type ImageName, images, square } from "../workloads.ts";
import { denoRun, pythonRun } from "./commands.ts";
import { Arena, type Contest, type Rival } from "./contest.ts";
import { agreement, type FiltrationQuestion, questionAbout } from "./filtration_task.ts";
import type { Python } from "./python.ts";
import type { Row } from "./record.ts";

type Name = FiltrationQuestion["filtration"];

/** One comparison. */
interface Case extends Pick<Contest<FiltrationQuestion>, "task" | "input" | "rivals" | "repetitions"> {
  /** The filtration, with which the name of the input begins. */
  readonly filtration: Name;
  /** Makes the points or the image. */
  readonly make: () => Tensor;
}

const POINTS = "Delaunay filtrations: diagrams of all degrees",
  IMAGES = "Filtrations of images: diagrams of all degrees";

const OINEUS = { engine: "Oineus" }, GUDHI = { engine: "GUDHI" }, FAST = { engine: "GUDHI, fast" };
const CUBICAL_RIPSER = { engine: "CubicalRipser" };

/** The comparisons on points. */
export const POINT_CASES: readonly Case[] = [
  ...clouds("alpha", [OINEUS, GUDHI]),
  ...clouds("Čech–Delaunay", [OINEUS, GUDHI]),
  ...clouds("weak alpha", [OINEUS]),
  points("alpha", square, 100_000, 5, [GUDHI, FAST]),
  points("alpha", cube, 50_000, 3, [GUDHI, FAST]),
];

/** The comparisons on images. */
export const IMAGE_CASES: readonly Case[] = [
  ...pictures("Freudenthal", [OINEUS]),
  ...pictures("cubes, values on vertices", [OINEUS, GUDHI]),
  ...pictures("cubes, values on cells", [OINEUS, GUDHI]),
  ...(["smooth", "noise"] as const).flatMap((kind) => [
    ...[512, 1024].map((side) => image("cubes, values on vertices", kind, [side, side], 5, [CUBICAL_RIPSER])),
    image("cubes, values on vertices", kind, [96, 96, 96], 3, [CUBICAL_RIPSER]),
    image("cubes, values on vertices", kind, [128, 128, 128], 3, [{ ...CUBICAL_RIPSER, once: kind === "noise" }]),
    image("cubes, values on cells", kind, [1024, 1024], 5, [GUDHI, CUBICAL_RIPSER]),
    image("Freudenthal", kind, [512, 512], 5, [OINEUS]),
    image("Freudenthal", kind, [64, 64, 64], 5, [{ ...OINEUS, once: true }]),
  ]),
];

/** Compares the engines on points; `folder` takes the files with inputs and answers. */
export function pointRows(python: Python, folder: string): Promise<Row[]> {
  return filtrationRows(POINT_CASES, python, folder);
}

/** Compares the engines on images; `folder` takes the files with inputs and answers. */
export function imageRows(python: Python, folder: string): Promise<Row[]> {
  return filtrationRows(IMAGE_CASES, python, folder);
}

async function filtrationRows(cases: readonly Case[], python: Python, folder: string): Promise<Row[]> {
  const arena = new Arena<FiltrationQuestion>(
    python,
    folder,
    denoRun("bench/peers/filtration_engine.ts", folder),
    pythonRun(python, "bench/peers/filtration_engines.py"),
  );
  const rows: Row[] = [];
  for (const { filtration, make, ...contest } of cases) {
    const question = await questionAbout(filtration, make(), folder);
    rows.push(...await arena.rows({ ...contest, question, agreement }));
  }
  await arena.close();
  return rows;
}

function clouds(filtration: Name, rivals: readonly Rival[]): Case[] {
  return [square, cube].map((cloud) => points(filtration, cloud, 10_000, 7, rivals));
}

function points(
  filtration: Name,
  cloud: typeof cube,
  count: number,
  repetitions: number,
  rivals: readonly Rival[],
): Case {
  const input = `${filtration}, ${count} points of a ${cloud.name}`;
  return { task: POINTS, filtration, input, make: () => cloud(count, 7), repetitions, rivals };
}

function pictures(filtration: Name, rivals: readonly Rival[]): Case[] {
  return [256, 512].map((side) => ({
    ...image(filtration, "waves", [side, side], 7, rivals),
    input: `${side} × ${side}`,
  }));
}

function image(
  filtration: Name,
  kind: ImageName,
  shape: readonly number[],
  repetitions: number,
  rivals: readonly Rival[],
): Case {
  const input = `${filtration}, ${kind}, ${shape.join(" × ")}`;
  return { task: IMAGES, filtration, input, make: () => images[kind](shape, 7), repetitions, rivals };
}
