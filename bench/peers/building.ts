/**
 * Building the Freudenthal filtration of an image, ours against Oineus: without listing its cells, which we need not do, and
 * with all of them in order.
 *
 * @module
 */
import { waves } from "../workloads.ts";
import { checkClose } from "./agreement.ts";
import { denoRun, pythonRun, THREADS } from "./commands.ts";
import { compare, type Contestant, OURS } from "./compare.ts";
import { EngineProcess } from "./engine_process.ts";
import type { Python } from "./python.ts";
import type { Row } from "./record.ts";
import { write } from "./workload_file.ts";

/** What an engine is asked. */
export interface BuildingQuestion {
  /** A file with the image as little-endian float64. */
  readonly file: string;
  /** Its shape. */
  readonly shape: readonly number[];
  /** Whether all cells are to be listed in order, with their values. */
  readonly listed: boolean;
  /** How many threads it may use. */
  readonly threads: number;
}

/** What an engine answers. */
export interface BuildingAnswer {
  /** Time from the image in memory to the filtration. */
  readonly seconds: number;
  /** Number of cells. */
  readonly size: number;
  /** For every ten-thousandth cell in order its value; none if they are not listed. */
  readonly values: readonly number[];
}

const SIDE = 512;

/** Rounds before the comparison in which both sides load and compile what they need. */
const WARM_UP = 5;

/** Compares both; `folder` takes the file with the image. */
export async function buildingRows(python: Python, folder: string): Promise<Row[]> {
  const ours = new EngineProcess<BuildingQuestion, BuildingAnswer>(denoRun("bench/peers/building_engine.ts"));
  const theirs = new EngineProcess<BuildingQuestion, BuildingAnswer>(
    pythonRun(python, "bench/peers/building_engines.py"),
  );
  const image = waves([SIDE, SIDE], 7);
  const question = { file: await write(`${folder}/image.f64`, image), shape: image.shape, threads: THREADS };
  const rows: Row[] = [];
  for (const listed of [false, true]) {
    const own = { engine: OURS, run: () => ours.ask({ ...question, listed }), check: sizeOf };
    const peer = { engine: "Oineus", run: () => theirs.ask({ ...question, listed }), check: agreement };
    const contestants: Contestant<BuildingAnswer>[] = listed ? [own, peer] : [own];
    for (let round = 0; round < WARM_UP; round++) for (const { run } of contestants) await run();
    rows.push(
      ...await compare(contestants, {
        input: `${SIDE} × ${SIDE}, ${listed ? "all cells listed in order with their values" : "no cell listed yet"}`,
        repetitions: 15,
        quantities: [{ task: "Building a Freudenthal filtration", unit: "s", of: ({ seconds }) => seconds }],
      }),
    );
  }
  await ours.close();
  await theirs.close();
  return rows;
}

function sizeOf({ size }: BuildingAnswer): string {
  return `${size} cells`;
}

function agreement({ size, values }: BuildingAnswer, ours: BuildingAnswer): string {
  checkClose("number of cells", size, ours.size, 0);
  checkClose("list of values", values, ours.values, 0);
  return "the same number and values";
}
