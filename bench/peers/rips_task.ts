/**
 * What all Rips engines are asked, and whether their answers agree.
 *
 * @module
 */
import { type CloudName, clouds } from "../workloads.ts";
import { checkClose, checkDiagram } from "./agreement.ts";
import { THREADS } from "./commands.ts";
import { OURS } from "./compare.ts";
import { write } from "./workload_file.ts";

/** What an engine is asked. */
export interface RipsQuestion {
  /** Name of the engine. */
  readonly engine: string;
  /** A file with the coordinates as little-endian float64. */
  readonly points: string;
  /** Number of points and of coordinates. */
  readonly shape: readonly number[];
  /** How many threads it may use. */
  readonly threads: number;
}

/** What an engine answers. */
export interface RipsAnswer {
  /** Time from points in memory to diagrams and, where there is one, gradient. */
  readonly seconds: number;
  /** The finite points of degree 0 and 1. */
  readonly diagrams: readonly (readonly (readonly [number, number])[])[];
  /** The gradient of the sum of all persistence at the points, `null` for an engine that has none. */
  readonly gradient: readonly (readonly number[])[] | null;
}

/** The smoothing `sqrt(d² + eps)` that Oineus and we apply by default. */
const EPS = 1e-6;

/** Engines that compute in float32. */
const SINGLE = ["ripser.py", "giotto-ph"];

/** A question about `count` points of a cloud, which it writes to a file in `folder`. */
export async function questionAbout(
  cloud: CloudName,
  count: number,
  folder: string,
): Promise<Omit<RipsQuestion, "engine">> {
  const points = clouds[cloud](count, 7);
  const file = await write(`${folder}/${cloud.replaceAll(" ", "_")}_${count}.f64`, points);
  return { points: file, shape: points.shape, threads: THREADS };
}

/**
 * Says to what tolerance an answer agrees with ours; engines without smoothing get it afterwards.
 *
 * @throws {Error} If it does not agree.
 */
export function agreement(engine: string, { diagrams, gradient }: RipsAnswer, ours: RipsAnswer): string {
  if (engine === OURS) return "with gradient";
  const single = SINGLE.includes(engine);
  const limits = single ? { tolerance: 1e-6, negligible: 1e-4 } : { tolerance: 1e-9, negligible: 1e-6 };
  diagrams.forEach((diagram, degree) => {
    const smooth = engine === "Oineus" ? diagram : diagram.map(([b, d]) => [smoothed(b), smoothed(d)] as const);
    checkDiagram(`H${degree} diagram`, smooth, ours.diagrams[degree], limits);
  });
  const limit = limits.tolerance.toExponential();
  if (gradient === null) return `no gradient; ${single ? "float32; " : ""}diagrams agree to ${limit}`;
  checkClose("gradient", gradient, ours.gradient, limits.tolerance);
  return `with gradient; diagrams and gradient agree to ${limit}`;
}

function smoothed(length: number): number {
  return Math.sqrt(length * length + EPS);
}
