/**
 * The page of results says what the newest record says.
 */
import { assertEquals, assertStringIncludes } from "@std/assert";
import { RECORDS, ROOT } from "../../bench/peers/folders.ts";
import { newestRecord } from "../../bench/peers/record.ts";
import { renderPage } from "../../tools/benchmarks_page.ts";

Deno.test("docs/benchmarks.md is rendered from the newest record", async () => {
  const name = newestRecord()!;
  const text = await Deno.readTextFile(`${RECORDS}/${name}`);
  assertEquals(await Deno.readTextFile(`${ROOT}/docs/benchmarks.md`), renderPage(text, name));
});

Deno.test("records hold no path of the machine they were made on", () => {
  for (const { name } of Deno.readDirSync(RECORDS)) {
    const text = Deno.readTextFileSync(`${RECORDS}/${name}`);
    assertEquals(text.match(/[\s"'](?:\/[\w.-]+){2,}|[A-Z]:\\\\/), null, `${name} holds a path`);
  }
});

Deno.test("renderPage() keeps rows that failed or were stopped, goals that were missed and diagrams that differ", () => {
  const row = {
    task: "Rips",
    input: "100 points",
    engine: "peer",
    unit: "s",
    repetitions: 0,
    remark: "failed: too big",
  };
  const record = {
    date: "2026-01-31",
    machine: { cpu: "CPU", cores: 2, system: "linux x86_64", load: 0.1 },
    versions: { deno: "2" },
    threads: 2,
    targets: [{ goal: "Fast", found: "slow", met: false }],
    rows: [
      { ...row, engine: "Diagrad", median: 2, minimum: 1, ratio: 1, repetitions: 3, remark: "" },
      { ...row, median: null, minimum: null, ratio: null },
      {
        ...row,
        engine: "slow",
        median: 200,
        minimum: 200,
        ratio: 100,
        atLeast: true,
        repetitions: 1,
        remark: "stopped",
      },
    ],
    agreements: [{ what: "alpha: grid", peer: "GUDHI", points: "9, 4", remark: "4 points, but ours 3", holds: false }],
    benches: [{ group: "ffi", name: "a call", avg: 20, min: 10, p75: 15 }],
  };
  const page = renderPage(JSON.stringify(record), "r.json");
  assertStringIncludes(page, "| Fast | slow | **missed** |");
  assertStringIncludes(page, "| 100 points | peer | failed | failed |  |  | 0 | failed: too big |");
  assertStringIncludes(page, "| 100 points | slow | > 200 s | > 200 s | > 100.00 | > 200.00 | 1 | stopped |");
  assertStringIncludes(page, "| alpha: grid | GUDHI | 9, 4 | 4 points, but ours 3 | **differs** |");
  assertStringIncludes(page, "| a call | 20.0 ns | 10.0 ns | 15.0 ns |");
});
