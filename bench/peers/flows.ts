/**
 * Flows of clouds as the notebooks follow them, ours against the documented examples in Python.
 *
 * @module
 */
import type { Tensor } from "../../mod.ts";
import { densityClouds, type FlowName } from "../flows.ts";
import { intervals } from "../line_barycenters.ts";
import { maskClouds } from "../sliced_flows.ts";
import { checkClose } from "./agreement.ts";
import { denoRun, pythonRun } from "./commands.ts";
import { Arena, type Rival } from "./contest.ts";
import type { DiagramNumbers } from "./diagram_answer.ts";
import type { Python } from "./python.ts";
import type { Row } from "./record.ts";
import { write } from "./workload_file.ts";

/** What an engine is asked. */
export interface FlowQuestion {
  /** What is computed. */
  readonly flow: FlowName;
  /** The clouds: files of little-endian float64, with their shapes. */
  readonly clouds: readonly { readonly file: string; readonly shape: readonly number[] }[];
}

/** One comparison. */
interface Case {
  readonly input: string;
  readonly flow: FlowName;
  readonly make: () => Promise<readonly Tensor[]>;
  readonly repetitions: number;
  readonly rivals: readonly Rival[];
  readonly agreement: (engine: string, found: DiagramNumbers, ours: DiagramNumbers) => string;
}

/** The heading of the rows. */
export const CLOUD_FLOWS = "Flows of clouds, two threads";

/** The input of the nine flows of notebook 02. */
export const NINE_FLOWS = "notebook 02, nine gradient flows of 100 points in 2-D";

/** The input of the flow and the barycenter of notebook 03. */
export const SLICED_FLOWS = "notebook 03, sliced flow and barycenter, 100 steps each";

/** The input of the three descents of notebook 04. */
export const LINE_BARYCENTERS = "notebook 04, three barycenters of 50 points in 1-D";

/** All comparisons. */
export const FLOW_CASES: readonly Case[] = [
  {
    input: NINE_FLOWS,
    flow: "gradient flows in 2-D",
    make: () => densityClouds(100),
    repetitions: 5,
    // The example computes in float32; so few points are faster on one thread.
    rivals: ["", ", one thread", ", one thread, float32"].map((way) => ({ engine: `GeomLoss${way}` })),
    agreement: sameFlows,
  },
  {
    input: SLICED_FLOWS,
    flow: "sliced flow and barycenter",
    make: () => Promise.resolve(maskClouds()),
    repetitions: 5,
    rivals: ["", ", one thread"].map((way) => ({ engine: `POT${way}` })),
    agreement: sameSlices,
  },
  {
    input: LINE_BARYCENTERS,
    flow: "barycenters in 1-D",
    make: () => Promise.resolve(intervals(50)),
    repetitions: 5,
    // Half a minute each.
    rivals: ["", ", one thread", ", one thread, float32"].map((way) => ({ engine: `GeomLoss${way}`, once: true })),
    agreement: sameCosts,
  },
];

/** Compares both; `folder` takes the files with inputs and answers. */
export async function flowRows(python: Python, folder: string): Promise<Row[]> {
  const arena = new Arena<FlowQuestion>(
    python,
    folder,
    denoRun("bench/peers/flow_engine.ts", folder),
    pythonRun(python, "bench/peers/flow_engines.py"),
  );
  const rows: Row[] = [];
  for (const { input, flow, make, rivals, repetitions, agreement } of FLOW_CASES) {
    const clouds = await Promise.all((await make()).map(async (points, k) => ({
      file: await write(`${folder}/cloud_${k}.f64`, points),
      shape: points.shape,
    })));
    rows.push(
      ...await arena.rows({
        task: CLOUD_FLOWS,
        input,
        question: { flow, clouds },
        rivals,
        repetitions,
        agreement,
      }),
    );
  }
  await arena.close();
  return rows;
}

/** The flows in which rounding decides from some step on, by their place among the nine. */
const STEADY: Readonly<Record<number, number>> = { 2: 40, 5: 10 };
/** Numbers of a flow: the start, and each step. */
const STATES = 102;

function sameFlows(engine: string, found: DiagramNumbers, ours: DiagramNumbers): string {
  const tolerance = engine.includes("float32") ? 1e-3 : 1e-8;
  const steady = (losses: readonly number[]) =>
    losses.filter((_, i) => i % STATES <= (STEADY[Math.floor(i / STATES)] ?? STATES));
  checkClose("loss", steady(found.gradient!), steady(ours.gradient!), tolerance);
  return `losses agree to ${tolerance} while rounding does not decide`;
}

function sameSlices(_: string, found: DiagramNumbers, ours: DiagramNumbers): string {
  checkClose("loss or coordinate", found.gradient!, ours.gradient!, 1e-8);
  return "losses and last points agree to 1e-8";
}

function sameCosts(engine: string, found: DiagramNumbers, ours: DiagramNumbers): string {
  const tolerance = engine.includes("float32") ? 1e-4 : 1e-8;
  checkClose("cost", found.gradient!, ours.gradient!, tolerance);
  return `costs agree to ${tolerance} while rounding does not decide`;
}
