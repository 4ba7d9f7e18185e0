/**
 * What all Rips engines are asked, and whether their answers agree.
 *
 * @module
 */
import type { Tensor } from "../../mod.ts";
import { checkClose, checkRelativeDiagram } from "./agreement.ts";
import { THREADS } from "./commands.ts";
import { OURS } from "./compare.ts";
import type { DiagramNumbers } from "./diagram_answer.ts";
import { write } from "./workload_file.ts";

/** What an engine is asked. */
export interface RipsQuestion {
  /** A file with coordinates or distances as little-endian float64. */
  readonly file: string;
  /** The shape of what is in the file. */
  readonly shape: readonly number[];
  /** Whether it is a matrix of distances. */
  readonly matrix: boolean;
  /** The highest degree wanted. */
  readonly degree: number;
  /** The longest edge, `null` for all of them. */
  readonly maxDiameter: number | null;
  /** What is added to squared distances under the root, by Oineus and by us. */
  readonly eps: number;
  /** How often to compute it within the time that is divided by this number. */
  readonly calls: number;
  /** How many threads an engine may use. */
  readonly threads: number;
}

/** The smoothing `sqrt(d² + eps)` that Oineus and we apply by default. */
const EPS = 1e-6;

/** By how much numbers of engines that compute in float32 may differ from ours, relative to each number. */
const SINGLE = 1e-6;

/** The same for the others. */
const DOUBLE = 1e-9;

/** A question about `input`, which it writes to a file in `folder`: by default all of degree 0 and 1 of a cloud. */
export async function questionAbout(
  input: Tensor,
  folder: string,
  differences: Partial<RipsQuestion> = {},
): Promise<RipsQuestion> {
  const file = await write(`${folder}/rips_input.f64`, input);
  const usual = { matrix: false, degree: 1, maxDiameter: null, eps: EPS, calls: 1, threads: THREADS };
  return { ...usual, file, shape: input.shape, ...differences };
}

/**
 * Says to what tolerance an answer agrees with ours; engines without smoothing get it afterwards.
 *
 * @throws {Error} If it does not agree.
 */
export function agreement(
  { matrix, eps }: RipsQuestion,
  engine: string,
  { diagrams, gradient }: DiagramNumbers,
  ours: DiagramNumbers,
): string {
  if (engine === OURS) return "with gradient";
  const single = engine.startsWith("ripser.py") || engine.startsWith("giotto-ph");
  const limit = single ? SINGLE : DOUBLE;
  const plain = matrix || engine === "Oineus";
  const smoothed = (length: number) => plain ? length : Math.sqrt(length * length + eps);
  ours.diagrams.forEach((expected, degree) => {
    const found = diagrams[degree].map(([birth, death]) => [smoothed(birth), smoothed(death)] as const);
    checkRelativeDiagram(`H${degree} diagram`, found, expected, limit);
  });
  const text = limit.toExponential();
  if (gradient === null) return `no gradient; ${single ? "float32; " : ""}diagrams agree to ${text}`;
  checkClose("gradient", gradient, ours.gradient, limit);
  return `with gradient; diagrams and gradient agree to ${text}`;
}
