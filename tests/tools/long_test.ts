/**
 * The record of long runs grows by a row at a time.
 *
 * @module
 */
import { assert, assertEquals } from "@std/assert";
import { type Outcome, withRow } from "../../tools/long.ts";

const OUTCOME: Outcome = {
  date: "2026-11-23",
  machine: { cpu: "A Processor", cores: 2, system: "linux x86_64", load: 0.25 },
  work: "Notebooks with their long cells",
  seconds: 512.4,
  isOk: true,
};
const ROW = "| 2026-11-23 | A Processor | 2 | 0.25 | Notebooks with their long cells | 512 | ok |\n";

Deno.test("withRow() begins a record with its head, and appends to one that is there", () => {
  const first = withRow("", OUTCOME);
  assert(first.startsWith("# Long runs\n") && first.endsWith(`------- |\n${ROW}`));
  const second = withRow(first, { ...OUTCOME, isOk: false });
  assertEquals(second, first + ROW.replace("| ok |", "| failed |"));
});
