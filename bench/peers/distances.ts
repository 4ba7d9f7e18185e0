/**
 * Distances between diagrams and losses on them, ours against Hera, GUDHI, POT and Oineus; everybody has one thread.
 *
 * @module
 */
import type { Tensor } from "../../mod.ts";
import type { DistanceName } from "../distances.ts";
import { bars, type BarsName } from "../workloads.ts";
import { checkClose } from "./agreement.ts";
import { denoRun, pythonRun } from "./commands.ts";
import { Arena, type Rival } from "./contest.ts";
import type { DiagramNumbers } from "./diagram_answer.ts";
import type { Python } from "./python.ts";
import type { Row } from "./record.ts";
import { write } from "./workload_file.ts";

/** What an engine is asked. */
export interface DistanceQuestion {
  /** What is computed. */
  readonly distance: DistanceName;
  /** A file with the first diagram as little-endian float64. */
  readonly a: string;
  /** A file with the second. */
  readonly b: string;
  /** Number of points of each. */
  readonly count: number;
  /** How often to compute it within the time that is divided by this number: one call may be too short to time. */
  readonly calls: number;
}

/** One comparison. */
interface Case {
  readonly input: string;
  readonly distance: DistanceName;
  readonly kind: BarsName;
  readonly count: number;
  readonly calls: number;
  readonly repetitions: number;
  readonly rivals: readonly Rival[];
}

/** The heading of the rows. */
export const DISTANCES = "Distances between diagrams, one thread";

const HERA = { engine: "Hera, delta 0.01" }, POT = { engine: "POT" }, GUDHI = { engine: "GUDHI" };
/** GUDHI with its least error but 0 halves intervals, and with 0 sorts the lengths of all pairs: both find the same. */
const ALL_LENGTHS = { engine: "GUDHI, all lengths", once: true };
const OINEUS = { engine: "Oineus" }, AUCTIONED = { engine: "Oineus, delta 0.01" };

/** All comparisons. */
export const DISTANCE_CASES: readonly Case[] = [
  distance("W2", "mixed", 1000, [HERA, POT], 5),
  distance("W2", "mixed", 5000, [{ ...HERA, once: true }], 3),
  distance("W2", "noise", 1000, [HERA, POT], 5),
  distance("W2", "noise", 10_000, [{ ...HERA, once: true }], 3),
  distance("W2", "equal births", 2000, [HERA], 3),
  distance("W2", "mixed", 10_000, [], 1),
  distance("W2", "like spread", 10_000, [], 1),
  distance("bottleneck", "noise", 10_000, [GUDHI, ALL_LENGTHS], 5),
  distance("sliced, 64 directions, with gradient", "mixed", 5000, [OINEUS], 21),
  { ...distance("W2 cost with gradient", "mixed", 10, [AUCTIONED], 21), calls: 50 },
];

/** Compares all engines; `folder` takes the files with inputs and answers. */
export async function distanceRows(python: Python, folder: string): Promise<Row[]> {
  const arena = new Arena<DistanceQuestion>(
    python,
    folder,
    denoRun("bench/peers/distance_engine.ts", folder),
    pythonRun(python, "bench/peers/distance_engines.py"),
  );
  const rows: Row[] = [];
  for (const { input, distance, kind, count, calls, repetitions, rivals } of DISTANCE_CASES) {
    const [a, b] = await Promise.all([1, 2].map((seed) => write(`${folder}/${seed}.f64`, drawn(kind, count, seed))));
    const question = { distance, a, b, count, calls };
    rows.push(...await arena.rows({ task: DISTANCES, input, question, rivals, repetitions, agreement }));
  }
  await arena.close();
  return rows;
}

/** How far an auction with delta 0.01 may be from the least distance; twice that for its square. */
const AUCTION = 0.0101;

function agreement(engine: string, found: DiagramNumbers, ours: DiagramNumbers): string {
  const [value, least] = [found, ours].map(({ gradient }) => gradient![0]);
  if (engine !== HERA.engine && engine !== AUCTIONED.engine) {
    checkClose("values", found.gradient, ours.gradient, 1e-9);
    return "values agree to 1e-9";
  }
  if (value < least * (1 - 1e-9)) throw new Error("the distance is below ours, which is the least");
  checkClose("distance", value / least, 1, 2 * AUCTION);
  return "the distance agrees to 2.02 %, ours is exact";
}

function drawn(kind: BarsName, count: number, seed: number): Tensor {
  return bars[kind](count, seed);
}

function distance(
  distance: DistanceName,
  kind: BarsName,
  count: number,
  rivals: readonly Rival[],
  repetitions: number,
): Case {
  return { input: `${distance}: ${kind}, ${count} points each`, distance, kind, count, calls: 1, repetitions, rivals };
}
