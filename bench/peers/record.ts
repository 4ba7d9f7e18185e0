/**
 * What a run of the benches found, and where it is kept.
 *
 * @module
 */
import { RECORDS } from "./folders.ts";

/** One engine on one task. */
export interface Row {
  /** The task, a heading of the page. */
  readonly task: string;
  /** Its input. */
  readonly input: string;
  /** Who did it. */
  readonly engine: string;
  /** What was measured: seconds, or bytes. */
  readonly unit: "s" | "B";
  /** How often; 0 if it failed. */
  readonly repetitions: number;
  /** The median of all repetitions, `null` if it failed. */
  readonly median: number | null;
  /** The least of all repetitions, `null` if it failed. */
  readonly minimum: number | null;
  /** The median divided by ours, `null` if either failed. */
  readonly ratio: number | null;
  /** Whether it was stopped before its end, so that all three numbers are too low; only ever `true`. */
  readonly atLeast?: true;
  /** How far its answer agrees with ours, or why it failed. */
  readonly remark: string;
}

/** Diagrams that were compared and not timed. */
export interface Agreement {
  /** The filtration and its input. */
  readonly what: string;
  /** Whose diagrams ours were compared with. */
  readonly peer: string;
  /** Number of our points, by degree. */
  readonly points: string;
  /** How far they agree, or what is different. */
  readonly remark: string;
  /** Whether they agree. */
  readonly holds: boolean;
}

/** A goal and whether it was reached. */
export interface Target {
  /** What is wanted. */
  readonly goal: string;
  /** What was found. */
  readonly found: string;
  /** Whether that is good enough. */
  readonly met: boolean;
}

/** One of our own benches, times in nanoseconds. */
export interface Bench {
  /** The heading it stands under. */
  readonly group: string;
  /** What it does. */
  readonly name: string;
  /** The mean time. */
  readonly avg: number;
  /** The shortest time. */
  readonly min: number;
  /** Three quarters of the times are shorter. */
  readonly p75: number;
}

/** Everything one run found. */
export interface BenchRecord {
  /** The day, as `2026-01-31`. */
  readonly date: string;
  /** What it ran on. */
  readonly machine: Machine;
  /** Versions of the languages and of the peers. */
  readonly versions: Readonly<{ [name: string]: string }>;
  /** How many threads an engine might use. */
  readonly threads: number;
  /** The goals. */
  readonly targets: readonly Target[];
  /** The comparisons. */
  readonly rows: readonly Row[];
  /** The comparisons without time; older records have none. */
  readonly agreements?: readonly Agreement[];
  /** Our own benches. */
  readonly benches: readonly Bench[];
}

/** A computer, without its name. */
export interface Machine {
  /** Model of the processor, as the operating system gives it. */
  readonly cpu: string;
  /** Number of processors. */
  readonly cores: number;
  /** Operating system and instruction set. */
  readonly system: string;
  /** Processes that wanted to run in the minute before: above 0 means others were at work too. */
  readonly load: number;
}

/** This computer. */
export async function machine(): Promise<Machine> {
  return {
    cpu: await cpuModel(),
    cores: navigator.hardwareConcurrency,
    system: `${Deno.build.os} ${Deno.build.arch}`,
    load: Math.round(100 * Deno.loadavg()[0]) / 100,
  };
}

/** The file name of a record: its date and processor. */
export function nameOf({ date, machine }: BenchRecord): string {
  const words = machine.cpu.toLowerCase().replace(/\(\w+\)/g, "");
  return `${date}-${words.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "")}.json`;
}

/** Writes `record` and gives the name of the file. */
export async function save(record: BenchRecord): Promise<string> {
  const name = nameOf(record);
  await Deno.mkdir(RECORDS, { recursive: true });
  await Deno.writeTextFile(`${RECORDS}/${name}`, JSON.stringify(record, null, 2) + "\n");
  return name;
}

/** The record of the given name, if there is one. */
export async function load(name: string): Promise<BenchRecord | undefined> {
  try {
    return JSON.parse(await Deno.readTextFile(`${RECORDS}/${name}`));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

/** The name of the record with the latest date. */
export function newestRecord(): string | undefined {
  return [...Deno.readDirSync(RECORDS)].map(({ name }) => name).filter((name) => name.endsWith(".json")).sort().at(-1);
}

async function cpuModel(): Promise<string> {
  try {
    const model = /^model name\s*:\s*(.+)$/m.exec(await Deno.readTextFile("/proc/cpuinfo"));
    if (model !== null) return model[1].trim();
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  return `unknown ${Deno.build.arch}`;
}
