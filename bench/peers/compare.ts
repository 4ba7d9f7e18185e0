/**
 * Engines that take turns at one task, so that what disturbs the machine disturbs all of them.
 *
 * @module
 */
import type { Row } from "./record.ts";

/** The name our own rows go by; it comes first in a comparison. */
export const OURS = "Diagrad";

/** One who takes part in a comparison. */
export interface Contestant<Sample> {
  /** Its name. */
  readonly engine: string;
  /** Does the task once. */
  readonly run: () => Promise<Sample>;
  /** Compares its answer with ours; gives the tolerance that held. */
  readonly check: (sample: Sample, ours: Sample) => string;
}

/** A number to take from each sample. */
export interface Quantity<Sample> {
  /** The heading its rows stand under. */
  readonly task: string;
  /** In what it is measured. */
  readonly unit: Row["unit"];
  /** Reads it. */
  readonly of: (sample: Sample) => number;
}

/** How often, and what for. */
export interface Plan<Sample> {
  /** What the task is done on. */
  readonly input: string;
  /** Rounds that count, after one that is checked and does not. */
  readonly repetitions: number;
  /** What is measured. */
  readonly quantities: readonly Quantity<Sample>[];
}

/** Checks every contestant's answer, then lets them take turns; a failure becomes a row and ends only its own part. */
export async function compare<Sample>(contestants: readonly Contestant<Sample>[], plan: Plan<Sample>): Promise<Row[]> {
  const samples = new Map<string, Sample[]>(), remarks = new Map<string, string>();
  let ours: Sample | undefined;
  for (const { engine, run, check } of contestants) {
    try {
      const sample = await run();
      ours ??= sample;
      remarks.set(engine, check(sample, ours));
      samples.set(engine, []);
    } catch (error) {
      remarks.set(engine, `failed: ${withoutPaths((error as Error).message)}`);
      if (engine === contestants[0].engine) throw error;
    }
  }
  for (let round = 0; round < plan.repetitions; round++) {
    for (const { engine, run } of contestants) samples.get(engine)?.push(await run());
  }
  const all = contestants.map(({ engine }) => [engine, samples.get(engine) ?? []] as const);
  return plan.quantities.flatMap((quantity) => {
    const reference = median(all[0][1].map(quantity.of));
    return all.map(([engine, found]) => row(plan.input, quantity, engine, found, reference, remarks.get(engine)!));
  });
}

function row<Sample>(
  input: string,
  { task, unit, of }: Quantity<Sample>,
  engine: string,
  samples: readonly Sample[],
  reference: number,
  remark: string,
): Row {
  const repetitions = samples.length, base = { task, input, engine, unit, repetitions, remark };
  if (repetitions === 0) return { ...base, median: null, minimum: null, ratio: null };
  const values = samples.map(of), middle = median(values);
  return { ...base, median: middle, minimum: Math.min(...values), ratio: middle / reference };
}

/** The middle value, or the mean of the middle two. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b), half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

/** Records are published, and where things are on the machine is nobody's business. */
export function withoutPaths(message: string): string {
  return message.replace(/([A-Z]:)?([\\/][\w.-]+){2,}/g, "…");
}
