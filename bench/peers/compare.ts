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
  /** Does it in the round that is checked, where that is to be another way. */
  readonly first?: () => Promise<Sample>;
  /** Whether the checked round is its only one and counts: for those who need long. */
  readonly once?: boolean;
  /** Compares its answer with ours; gives the tolerance that held. */
  readonly check: (sample: Sample, ours: Sample) => string;
}

/** A number to take from each sample. */
export interface Quantity<Sample> {
  /** The heading its rows stand under. */
  readonly task: string;
  /** In what it is measured. */
  readonly unit: Row["unit"];
  /** Whether it is read from the checked round and not from those after it. */
  readonly checked?: boolean;
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
  /** Whether a sample was stopped before its end, so that its numbers are too low. */
  readonly stopped?: (sample: Sample) => boolean;
}

/** Checks every contestant's answer, then lets them take turns; a failure becomes a row and ends only its own part. */
export async function compare<Sample>(contestants: readonly Contestant<Sample>[], plan: Plan<Sample>): Promise<Row[]> {
  const checked = new Map<string, Sample>(), samples = new Map<string, Sample[]>(), remarks = new Map<string, string>();
  let ours: Sample | undefined;
  for (const { engine, run, first = run, once = false, check } of contestants) {
    try {
      const sample = await first();
      ours ??= sample;
      remarks.set(engine, check(sample, ours));
      checked.set(engine, sample);
      samples.set(engine, once ? [sample] : []);
    } catch (error) {
      remarks.set(engine, `failed: ${withoutPaths((error as Error).message)}`);
      if (engine === contestants[0].engine) throw error;
    }
  }
  for (let round = 0; round < plan.repetitions; round++) {
    for (const { engine, run, once = false } of contestants) if (!once) samples.get(engine)?.push(await run());
  }
  return plan.quantities.flatMap((quantity) => {
    const all = contestants.map(({ engine }): Found<Sample> => ({
      engine,
      samples: quantity.checked && checked.has(engine) ? [checked.get(engine)!] : samples.get(engine) ?? [],
      remark: remarks.get(engine)!,
    }));
    const reference = median(all[0].samples.map(quantity.of));
    return all.map((found) => row(plan, quantity, found, reference));
  });
}

interface Found<Sample> {
  readonly engine: string;
  readonly samples: readonly Sample[];
  readonly remark: string;
}

function row<Sample>(
  { input, stopped = () => false }: Plan<Sample>,
  { task, unit, of }: Quantity<Sample>,
  { engine, samples, remark }: Found<Sample>,
  reference: number,
): Row {
  const repetitions = samples.length, base = { task, input, engine, unit, repetitions, remark };
  if (repetitions === 0) return { ...base, median: null, minimum: null, ratio: null };
  const values = samples.map(of), middle = median(values);
  const found = { ...base, median: middle, minimum: Math.min(...values), ratio: middle / reference };
  return samples.some(stopped) ? { ...found, atLeast: true } : found;
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
