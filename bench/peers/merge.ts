/**
 * Records of runs that did only some of the benches.
 *
 * @module
 */
import type { BenchRecord } from "./record.ts";
import { judged } from "./targets.ts";

/** What some benches found. */
export type Findings = Pick<BenchRecord, "rows" | "agreements" | "benches">;

/** Puts what was found one after the other together. */
export function together(parts: readonly Partial<Findings>[]): Findings {
  return {
    rows: parts.flatMap(({ rows = [] }) => rows),
    agreements: parts.flatMap(({ agreements = [] }) => agreements),
    benches: parts.flatMap(({ benches = [] }) => benches),
  };
}

/**
 * The record `before` with what a later run found: rows replace all those of the same task, in their place; agreements and
 * benches of ours replace all there were. Goals are judged again, and of both loads the higher one stays.
 */
export function merged(before: BenchRecord, later: BenchRecord): BenchRecord {
  const tasks = Map.groupBy(later.rows, ({ task }) => task);
  const kept = [...Map.groupBy(before.rows, ({ task }) => task)].flatMap(([task, old]) => {
    const found = tasks.get(task) ?? old;
    tasks.delete(task);
    return found;
  });
  const rows = [...kept, ...[...tasks.values()].flat()];
  return {
    ...later,
    machine: { ...later.machine, load: Math.max(before.machine.load, later.machine.load) },
    versions: { ...before.versions, ...later.versions },
    targets: judged(rows),
    rows,
    agreements: later.agreements?.length ? later.agreements : before.agreements,
    benches: later.benches.length > 0 ? later.benches : before.benches,
  };
}
