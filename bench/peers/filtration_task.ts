/**
 * What engines are asked about filtrations of points and images, and whether their answers agree.
 *
 * @module
 */
import type { Tensor } from "../../mod.ts";
import type { GridFiltrationName, PointFiltrationName } from "../filtrations.ts";
import { checkClose, checkRelativeDiagram } from "./agreement.ts";
import { THREADS } from "./commands.ts";
import { OURS } from "./compare.ts";
import { write } from "./workload_file.ts";

/** What an engine is asked. */
export interface FiltrationQuestion {
  /** Name of the engine. */
  readonly engine: string;
  /** Name of the filtration. */
  readonly filtration: PointFiltrationName | GridFiltrationName;
  /** A file with the points or the image as little-endian float64. */
  readonly file: string;
  /** The shape of what is in the file. */
  readonly shape: readonly number[];
  /** How many threads it may use. */
  readonly threads: number;
}

/** What an engine answers. */
export interface FiltrationAnswer {
  /** Time from the input in memory to diagrams and, where there is one, gradient. */
  readonly seconds: number;
  /** The finite points of all degrees. */
  readonly diagrams: readonly (readonly (readonly [number, number])[])[];
  /** The gradient of the sum of all persistence at the input, flat, `null` for an engine that has none. */
  readonly gradient: readonly number[] | null;
}

/** By how much diagrams may differ, relative to each number. */
const DIAGRAMS = 1e-9;

/** The same for GUDHI as it is by default, whose radii of slivers are off by some 1e-9. */
const ROUNDED = 1e-8;

/** By how much gradients may differ, relative to the largest entry. */
const GRADIENTS = 1e-7;

/** A question about `input`, which it writes to a file in `folder`. */
export async function questionAbout(
  filtration: FiltrationQuestion["filtration"],
  input: Tensor,
  folder: string,
): Promise<Omit<FiltrationQuestion, "engine">> {
  const file = await write(`${folder}/filtration_input.f64`, input);
  return { filtration, file, shape: input.shape, threads: THREADS };
}

/**
 * Says to what tolerance an answer agrees with ours.
 *
 * @throws {Error} If it does not agree.
 */
export function agreement(engine: string, answer: FiltrationAnswer, ours: FiltrationAnswer): string {
  if (engine === OURS) return "with gradient";
  const diagrams = diagramAgreement(answer, ours, engine === "GUDHI" ? ROUNDED : DIAGRAMS);
  if (answer.gradient === null) return `no gradient; ${diagrams}`;
  const scale = ours.gradient!.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  const [found, expected] = [answer.gradient, ours.gradient!].map((gradient) => gradient.map((x) => x / scale));
  checkClose("gradient", found, expected, GRADIENTS);
  return `with gradient; ${diagrams}, gradient to ${GRADIENTS.toExponential()}`;
}

/**
 * Says that the diagrams of an answer agree with ours to a relative tolerance.
 *
 * @throws {Error} If they do not agree.
 */
export function diagramAgreement(
  { diagrams }: FiltrationAnswer,
  ours: FiltrationAnswer,
  tolerance: number = DIAGRAMS,
): string {
  if (diagrams.length !== ours.diagrams.length) {
    throw new Error(`there are ${diagrams.length} diagrams, but ours are ${ours.diagrams.length}`);
  }
  diagrams.forEach((diagram, degree) =>
    checkRelativeDiagram(`H${degree} diagram`, diagram, ours.diagrams[degree], tolerance)
  );
  return `diagrams agree to ${tolerance.toExponential()}`;
}
