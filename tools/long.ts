/**
 * Does by hand what takes too long for CI, and appends a dated row on each work to bench/record/long.md: `deno task long`.
 *
 * Ends with code 1 if one of them failed.
 *
 * @module
 */
import { type Machine, machine } from "../bench/peers/record.ts";

/** A long work: its name, and what Deno is asked to do for it. */
interface Work {
  readonly name: string;
  readonly args: readonly string[];
}

/** All long works. */
const WORKS: readonly Work[] = [
  { name: "Notebooks with their long cells", args: ["task", "notebooks", "--long"] },
];

/** What became of a work. */
export interface Outcome {
  /** The day, as YYYY-MM-DD. */
  readonly date: string;
  /** Where it was done. */
  readonly machine: Machine;
  /** The name of the work. */
  readonly work: string;
  /** How long it took. */
  readonly seconds: number;
  /** Whether it went well. */
  readonly isOk: boolean;
}

const RECORD = new URL("../bench/record/long.md", import.meta.url);
const HEAD = `# Long runs

What \`deno task long\` found. The load is that of the minute before: above 0 means others were at work too.

| date | processor | cores | load | work | seconds | outcome |
| ---- | --------- | ----: | ---: | ---- | ------: | ------- |
`;

/** The record with one more row; begins one where there is none. */
export function withRow(record: string, { date, machine: { cpu, cores, load }, work, seconds, isOk }: Outcome): string {
  const cells = [date, cpu, cores, load, work, seconds.toFixed(0), isOk ? "ok" : "failed"];
  return `${record === "" ? HEAD : record}| ${cells.join(" | ")} |\n`;
}

async function done({ name, args }: Work): Promise<Outcome> {
  const computer = await machine(), start = performance.now();
  const { success } = await new Deno.Command(Deno.execPath(), { args: [...args] }).spawn().status;
  const seconds = (performance.now() - start) / 1000, date = new Date().toISOString().slice(0, 10);
  return { date, machine: computer, work: name, seconds, isOk: success };
}

async function readRecord(): Promise<string> {
  try {
    return await Deno.readTextFile(RECORD);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return "";
    throw error;
  }
}

if (import.meta.main) {
  let failed = 0;
  for (const work of WORKS) {
    const outcome = await done(work);
    await Deno.writeTextFile(RECORD, withRow(await readRecord(), outcome));
    if (!outcome.isOk) failed++;
  }
  Deno.exit(failed > 0 ? 1 : 0);
}
