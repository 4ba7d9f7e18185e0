/**
 * Renders docs/benchmarks.md from the newest record of the benches.
 *
 * @module
 */
import { OURS } from "../bench/peers/compare.ts";
import { RECORDS } from "../bench/peers/folders.ts";
import { type Agreement, type Bench, type BenchRecord, newestRecord, type Row } from "../bench/peers/record.ts";
import { amount } from "../bench/peers/targets.ts";

/** The page that belongs to the record with the given text and file name. */
export function renderPage(text: string, name: string): string {
  const record: BenchRecord = JSON.parse(text);
  return [
    "<!-- Generated from a record by `deno task bench:peers`. Do not edit. -->",
    "<!-- deno-fmt-ignore-file -->",
    "",
    "# Benchmarks",
    "",
    introduction(record, name),
    "",
    "## Goals",
    "",
    table(
      ["Goal", "Found", ""],
      record.targets.map(({ goal, found, met }) => [goal, found, met ? "met" : "**missed**"]),
    ),
    ...sections(record.rows, ({ task }) => task, comparison),
    ...agreementSection(record.agreements ?? []),
    ...sections(record.benches, ({ group }) => `Diagrad alone: ${group}`, alone),
    "",
  ].join("\n");
}

function introduction({ date, machine, versions, threads }: BenchRecord, name: string): string {
  const peers = Object.entries(versions).map(([peer, version]) => `${peer} ${version}`).join(", ");
  return [
    `Measured on ${date} on ${machine.cpu} with ${machine.cores} processors (${machine.system}), load ` +
    `${machine.load} before the start; at most ${threads} threads per engine. Record: ` +
    `[\`bench/record/${name}\`](../bench/record/${name}).`,
    "",
    `Versions: ${peers}.`,
    "",
    "Within a table the engines take turns, one run each, after a first round in which their answers are compared; who needs " +
    "long has that round alone. " +
    "*Ratio* is the median divided by ours: above 1, Diagrad needs less; *of minima* is the same for the minimum, and where the two differ much " +
    "the machine was disturbed. Processes are timed from outside, start and " +
    "end included, with warm caches on both sides. Peak memory is that of a process that does the task once and ends; the " +
    "times of the same inputs are taken within processes that stay, from the input in memory to the diagrams, and on our side to " +
    "the gradient at the input.",
  ].join("\n");
}

/** One heading with a table for each group of neighbours. */
function sections<Item>(
  items: readonly Item[],
  heading: (item: Item) => string,
  render: (items: readonly Item[]) => string,
): string[] {
  const groups = Map.groupBy(items, heading);
  return [...groups].flatMap(([title, members]) => ["", `## ${title}`, "", render(members)]);
}

function comparison(rows: readonly Row[]): string {
  const ours = new Map(rows.filter(({ engine }) => engine === OURS).map(({ input, minimum }) => [input, minimum]));
  return table(
    ["Input", "Engine", "Median", "Minimum", "Ratio", "Of minima", "Runs", "Answer"],
    rows.map(({ input, engine, unit, median, minimum, ratio, atLeast = false, repetitions, remark }) => [
      input,
      engine,
      ...[median, minimum].map((value) => value === null ? "failed" : bounded(amount(value, unit), atLeast)),
      ...[ratio, ratio === null ? null : minimum! / ours.get(input)!].map((value) =>
        value === null ? "" : bounded(value.toFixed(2), atLeast)
      ),
      `${repetitions}`,
      remark,
    ]),
  );
}

/** A number, marked if the true one is larger. */
function bounded(text: string, atLeast: boolean): string {
  return atLeast ? `> ${text}` : text;
}

function agreementSection(agreements: readonly Agreement[]): string[] {
  if (agreements.length === 0) return [];
  return [
    "",
    "## Diagrams compared, not timed",
    "",
    table(
      ["Filtration and input", "With", "Points by degree", "Found", ""],
      agreements.map((
        { what, peer, points, remark, holds },
      ) => [what, peer, points, remark, holds ? "" : "**differs**"]),
    ),
  ];
}

function alone(benches: readonly Bench[]): string {
  return table(
    ["Bench", "Mean", "Minimum", "75 % below"],
    benches.map(({ name, avg, min, p75 }) => [name, ...[avg, min, p75].map((time) => amount(time * 1e-9, "s"))]),
  );
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

if (import.meta.main) {
  const name = newestRecord();
  if (name === undefined) {
    throw new Error("Cannot render the benchmarks: a record was expected, but bench/record/ has none");
  }
  await Deno.writeTextFile(
    `${import.meta.dirname}/../docs/benchmarks.md`,
    renderPage(await Deno.readTextFile(`${RECORDS}/${name}`), name),
  );
}
