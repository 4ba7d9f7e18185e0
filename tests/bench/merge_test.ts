/**
 * Records of runs that did only some of the benches.
 */
import { assertEquals } from "@std/assert";
import { merged, together } from "../../bench/peers/merge.ts";
import type { BenchRecord, Row } from "../../bench/peers/record.ts";

function row(task: string, input: string, median: number): Row {
  return { task, input, engine: "e", unit: "s", repetitions: 1, median, minimum: median, ratio: 1, remark: "" };
}

function record(load: number, rows: Row[], benches: BenchRecord["benches"] = []): BenchRecord {
  const machine = { cpu: "CPU", cores: 2, system: "linux x86_64", load };
  return { date: "2026-01-31", machine, versions: { deno: `${load}` }, threads: 2, targets: [], rows, benches };
}

const BENCH = { group: "g", name: "n", avg: 1, min: 1, p75: 1 };

Deno.test("merged() replaces all rows of a task in their place and puts new tasks last", () => {
  const before = record(1, [row("a", "x", 1), row("b", "x", 1), row("a", "y", 1)]);
  const { rows } = merged(before, record(2, [row("c", "x", 2), row("a", "z", 2)]));
  assertEquals(rows.map(({ task, input, median }) => [task, input, median]), [["a", "z", 2], ["b", "x", 1], [
    "c",
    "x",
    2,
  ]]);
});

Deno.test("merged() keeps benches and agreements that were not made again, and the higher load", () => {
  const agreements = [{ what: "w", peer: "p", points: "1", remark: "", holds: true }];
  const before = { ...record(3, [], [BENCH]), agreements };
  const after = merged(before, { ...record(2, []), agreements: [] });
  assertEquals([after.benches, after.agreements, after.machine.load], [[BENCH], agreements, 3]);
  assertEquals(merged(before, record(2, [], [{ ...BENCH, avg: 2 }])).benches, [{ ...BENCH, avg: 2 }]);
});

Deno.test("merged() judges the goals by all rows together", () => {
  const found = (result: BenchRecord) => result.targets.find(({ goal }) => goal.startsWith("Importing"))!.found;
  const imported = { ...row("Import: time", "import() alone, in a fresh process", 0.1), engine: "Diagrad" };
  assertEquals(found(merged(record(1, [imported]), record(1, [row("a", "x", 1)]))), "100 ms");
});

Deno.test("together() keeps the order of the groups", () => {
  const { rows, benches, agreements } = together([{ rows: [row("b", "x", 1)] }, {}, { rows: [row("a", "x", 1)] }]);
  assertEquals([rows.map(({ task }) => task), benches, agreements], [["b", "a"], [], []]);
});
