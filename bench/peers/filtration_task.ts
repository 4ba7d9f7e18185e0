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
import type { DiagramNumbers } from "./diagram_answer.ts";
import { write } from "./workload_file.ts";

/** What an engine is asked. */
export interface FiltrationQuestion {
  /** Name of the filtration. */
  readonly filtration: PointFiltrationName | GridFiltrationName;
  /** A file with the points or the image as little-endian float64. */
  readonly file: string;
  /** The shape of what is in the file. */
  readonly shape: readonly number[];
  /** How many threads it may use. */
  readonly threads: number;
}

/** By how much diagrams may differ, relative to each number. */
const DIAGRAMS = 1e-9;

/** The same for GUDHI where it is not exact, whose radii of slivers are off by some 1e-9. */
const ROUNDED = 1e-8;

/** By how much gradients may differ, relative to the largest entry. */
const GRADIENTS = 1e-7;

/** A question about `input`, which it writes to a file in `folder`. */
export async function questionAbout(
  filtration: FiltrationQuestion["filtration"],
  input: Tensor,
  folder: string,
): Promise<FiltrationQuestion> {
  const file = await write(`${folder}/filtration_input.f64`, input);
  return { filtration, file, shape: input.shape, threads: THREADS };
}

/**
 * Says to what tolerance an answer agrees with ours.
 *
 * @throws {Error} If it does not agree.
 */
export function agreement(engine: string, answer: DiagramNumbers, ours: DiagramNumbers): string {
  if (engine === OURS) return "with gradient";
  const diagrams = diagramAgreement(answer, ours, engine.startsWith("GUDHI") ? ROUNDED : DIAGRAMS);
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
  { diagrams }: DiagramNumbers,
  ours: DiagramNumbers,
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
