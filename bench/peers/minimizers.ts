/**
 * Minimising with L-BFGS-B, ours against SciPy: what a run costs beside its function, and problems of Moré, Garbow and
 * Hillstrom with gradients by the tape and by torch.
 *
 * @module
 */
import { LEAST_SQUARES } from "../least_squares.ts";
import { checkClose } from "./agreement.ts";
import { denoRun, pythonRun } from "./commands.ts";
import { compare, type Contestant, OURS } from "./compare.ts";
import { EngineProcess } from "./engine_process.ts";
import type { Python } from "./python.ts";
import type { Row } from "./record.ts";

/** What an engine is asked: Rosenbrock's chain, or problems by name. */
export interface MinimizeQuestion {
  /** Variables of the chain; absent for problems. */
  readonly chain?: number;
  /** Names of problems, which are solved one after the other. */
  readonly problems?: readonly string[];
  /** Whether there are bounds. */
  readonly bounded: boolean;
  /** The most iterations. */
  readonly maxiter: number;
}

/** What an engine answers. */
export interface MinimizeAnswer {
  /** Time of all runs. */
  readonly seconds: number;
  /** Time of all runs less that of their functions, for each iteration. */
  readonly overhead: number;
  /** The least values. */
  readonly funs: readonly number[];
  /** The evaluations of each run. */
  readonly evaluations: readonly number[];
}

/** Problems whose minimum does not depend on rounding, and that give no infinite values. */
const STEADY = Object.keys(LEAST_SQUARES).filter((name) => name !== "jennrich and sampson");

const WARM_UP = 5;

/** Compares the runs. */
export async function minimizeRows(python: Python): Promise<Row[]> {
  const ours = new EngineProcess<MinimizeQuestion, MinimizeAnswer>(denoRun("bench/peers/minimize_engine.ts"));
  const theirs = new EngineProcess<MinimizeQuestion, MinimizeAnswer>(
    pythonRun(python, "bench/peers/minimize_engines.py"),
  );
  const rows: Row[] = [];
  const duel = async (input: string, question: MinimizeQuestion, task: string, of: "seconds" | "overhead") => {
    for (let round = 0; round < WARM_UP; round++) for (const side of [ours, theirs]) await side.ask(question);
    const contestants: Contestant<MinimizeAnswer>[] = [
      { engine: OURS, run: () => ours.ask(question), check: () => "" },
      { engine: "SciPy", run: () => theirs.ask(question), check: agree },
    ];
    const quantities = [{ task, unit: "s", of: (answer: MinimizeAnswer) => answer[of] }] as const;
    rows.push(...await compare(contestants, { input, repetitions: 21, quantities }));
  };
  const overhead = "L-BFGS-B, time per iteration beside the function";
  for (const bounded of [false, true]) {
    const within = bounded ? " in a box" : "";
    for (const chain of [20, 1000]) {
      // So few iterations of the long chain that rounding has not parted the ways.
      const question = { chain, bounded, maxiter: chain === 20 ? 1000 : 50 };
      await duel(`Rosenbrock's chain, ${chain} variables${within}`, question, overhead, "overhead");
    }
    const problems = { problems: STEADY, bounded, maxiter: 15000 };
    await duel(`${STEADY.length} problems${within}, gradients by the tape`, problems, "L-BFGS-B, problems", "seconds");
  }
  await ours.close();
  await theirs.close();
  return rows;
}

/** Values agree where the same minimum is found; how many evaluations it took is said. */
function agree(found: MinimizeAnswer, ours: MinimizeAnswer): string {
  const sized = (values: readonly number[]) => values.map((value, i) => value / Math.max(1, Math.abs(ours.funs[i])));
  checkClose("least value", sized(found.funs), sized(ours.funs), 1e-4);
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  return `values agree to 1e-4, ${sum(found.evaluations)} evaluations, ours ${sum(ours.evaluations)}`;
}
