/**
 * The goals for speed and memory, and how far the rows of a run are from them.
 *
 * @module
 */
import { OURS } from "./compare.ts";
import type { Row, Target } from "./record.ts";

/** A row, by the beginning of its task and input. */
interface Key {
  readonly task: string;
  readonly input: string;
  readonly engine: string;
  readonly unit: Row["unit"];
}

/** Judges the rows of one run. */
export function judged(rows: readonly Row[]): Target[] {
  const find = ({ task, input, engine, unit }: Key) =>
    rows.find((row) =>
      row.task.startsWith(task) && row.input.startsWith(input) && row.engine === engine && row.unit === unit
    );
  const below = (goal: string, key: Omit<Key, "engine">, limit: number): Target => {
    const found = find({ ...key, engine: OURS })?.median ?? null;
    return { goal, found: found === null ? "failed" : amount(found, key.unit), met: found !== null && found < limit };
  };
  const faster = (goal: string, key: Key, least: number): Target => {
    const ratio = find(key)?.ratio ?? null;
    return {
      goal,
      found: ratio === null ? "failed" : `${ratio.toFixed(1)} times faster`,
      met: ratio !== null && ratio >= least,
    };
  };
  return [
    below("Importing mod.ts takes less than 150 ms", { task: "Import", input: "import()", unit: "s" }, 0.15),
    faster("The first notebook's computation as a process is at least 5 times faster than with torch and Oineus", {
      task: "The first notebook",
      input: "its computation",
      engine: "torch and Oineus",
      unit: "s",
    }, 5),
    faster("Rips diagrams of 200 points with gradient are no slower than with ripser.py, which gives none", {
      task: "Rips diagrams",
      input: "noisy circle, 200 points",
      engine: "ripser.py",
      unit: "s",
    }, 1),
    below("A process with the Rips diagrams of 1000 points and their gradient stays below 200 MB", {
      task: "Rips diagrams",
      input: "noisy circle, 1000 points",
      unit: "B",
    }, 200e6),
  ];
}

/** A time or an amount of memory with its unit, three digits. */
export function amount(value: number, unit: Row["unit"]): string {
  const steps = unit === "B"
    ? [[1e9, "GB"], [1e6, "MB"], [1e3, "kB"]] as const
    : [[1, "s"], [1e-3, "ms"], [1e-6, "µs"], [1e-9, "ns"]] as const;
  const [size, name] = steps.find(([size]) => value >= size) ?? steps.at(-1)!;
  const scaled = value / size;
  return `${scaled.toFixed(scaled >= 99.95 ? 0 : scaled >= 9.995 ? 1 : 2)} ${name}`;
}
