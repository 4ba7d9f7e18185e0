/**
 * The goals for speed and memory, and how far the rows of a run are from them.
 *
 * @module
 */
import { OURS } from "./compare.ts";
import { type Lead, LEADS } from "./persistence_targets.ts";
import type { Row, Target } from "./record.ts";
import { SAMPLE_LOSSES } from "./samples.ts";

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
  const within = (goal: string, key: Key, most: number): Target => {
    const ratio = find(key)?.ratio ?? null;
    return {
      goal,
      found: ratio === null ? "failed" : `${(1 / ratio).toFixed(2)} times`,
      met: ratio !== null && 1 / ratio <= most,
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
    within("A Delaunay triangulation of 100,000 points in space takes at most 1.3 times as long as with CGAL", {
      task: "Delaunay triangulation in space: time",
      input: "100000 points",
      engine: "CGAL",
      unit: "s",
    }, 1.3),
    below("A process with the Delaunay triangulation of 1,000,000 points in space stays below 3 GB", {
      task: "Delaunay triangulation in space: peak memory",
      input: "1000000 points",
      unit: "B",
    }, 3e9),
    below("A process with the alpha filtration of 1,000,000 points in space stays below 3 GB", {
      task: "Building an alpha filtration as a process",
      input: "1000000 points",
      unit: "B",
    }, 3e9),
    faster("Alpha diagrams of 10,000 points in space with gradient are at least 10 times faster than with Oineus", {
      task: "Delaunay filtrations",
      input: "alpha, 10000 points of a cube",
      engine: "Oineus",
      unit: "s",
    }, 10),
    below("Building a Freudenthal filtration of 512 × 512 values takes less than 50 ms", {
      task: "Building a Freudenthal filtration",
      input: "512 × 512, no cell listed",
      unit: "s",
    }, 0.05),
    below("Building it and listing its 1.57 million cells in order takes less than 50 ms", {
      task: "Building a Freudenthal filtration",
      input: "512 × 512, all cells listed",
      unit: "s",
    }, 0.05),
    below("A process with the Rips diagrams of 10,000 points and their gradient takes less than 5 s", {
      task: "Rips diagrams of degree 0 and 1 as a process",
      input: "noisy circle, 10000 points",
      unit: "s",
    }, 5),
    below("It stays below 600 MB", {
      task: "Rips diagrams of degree 0 and 1 as a process",
      input: "noisy circle, 10000 points",
      unit: "B",
    }, 600e6),
    below("The Sinkhorn loss of GeomLoss between 50,000 points each takes less than 30 s", {
      task: SAMPLE_LOSSES,
      input: "sinkhorn p = 2, blur 0.01, 50000 points",
      unit: "s",
    }, 30),
    below("A process with it and its gradient stays below 1 GB", {
      task: `${SAMPLE_LOSSES}: peak memory`,
      input: "sinkhorn p = 2, blur 0.01, 50000 points",
      unit: "B",
    }, 1e9),
    below("With the fast mode it takes less than 3 s", {
      task: SAMPLE_LOSSES,
      input: "sinkhorn p = 2, blur 0.01, fast, 50000 points",
      unit: "s",
    }, 3),
    ...LEADS.map((lead) => led(rows, lead)),
    frugal(rows),
  ];
}

/** Whether we are as many times faster as wanted; of the ways in which the rival was called the fastest counts. */
function led(rows: readonly Row[], { goal, task, input, rival, least }: Lead): Target {
  const [slowest] = against(rows, { task, input, rival }).toSorted((a, b) => a.ratio! - b.ratio!);
  const wanted = `${goal}: at least ${least} times faster than ${rival}`;
  if (slowest === undefined) {
    const tried = rows.some((row) => row.task === task && row.input === input);
    return { goal: wanted, found: tried ? "failed" : "not measured", met: false };
  }
  const found = `${slowest.atLeast ? "more than " : ""}${slowest.ratio!.toFixed(1)} times faster`;
  return { goal: wanted, found, met: slowest.ratio! >= least };
}

/** Whether in none of these comparisons the rival's process held less memory than ours. */
function frugal(rows: readonly Row[]): Target {
  const goal =
    "Where a goal compares diagrams with those of a rival, the peak memory of our process is not above the rival's";
  const compared = LEADS.flatMap(({ task, input, rival }) => {
    const [least] = against(rows, { task: `${task}: peak memory`, input, rival }).toSorted((a, b) =>
      a.ratio! - b.ratio!
    );
    return least === undefined ? [] : [least];
  });
  const above = compared.filter(({ ratio }) => ratio! < 1);
  const cases = above.map(({ input, engine, ratio }) =>
    `${(1 / ratio!).toFixed(2)} times that of ${engine} on ${input}`
  );
  if (compared.length < LEADS.length) cases.push(`not measured on ${LEADS.length - compared.length}`);
  return { goal, found: cases.length === 0 ? "nowhere above" : cases.join("; "), met: cases.length === 0 };
}

/** The rows of a rival, however it was called, that have a ratio to ours. */
function against(rows: readonly Row[], { task, input, rival }: Pick<Lead, "task" | "input" | "rival">): Row[] {
  return rows.filter((row) =>
    row.task === task && row.input === input && row.engine.split(",")[0] === rival && row.ratio !== null
  );
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
