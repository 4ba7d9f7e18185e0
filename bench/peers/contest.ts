/**
 * Diagrams of one input by several engines: answers and peak memory from a fresh process each, times from warm processes that
 * take turns.
 *
 * @module
 */
import { compare, type Contestant, OURS, type Quantity } from "./compare.ts";
import { type DiagramAnswer, type DiagramNumbers, readNumbers } from "./diagram_answer.ts";
import { EngineProcess } from "./engine_process.ts";
import { measuredProcess } from "./measured_process.ts";
import type { Python } from "./python.ts";
import type { Row } from "./record.ts";

/** Whom we are compared with. */
export interface Rival {
  /** Its name. */
  readonly engine: string;
  /** Whether it needs so long that the fresh process is its only run. */
  readonly once?: boolean;
  /** After how many seconds the fresh process is stopped. */
  readonly limit?: number;
}

/** One comparison; `Question` is what the engines are asked, without their name. */
export interface Contest<Question> {
  /** The heading its rows stand under. */
  readonly task: string;
  /** What the task is done on. */
  readonly input: string;
  /** What the engines are asked. */
  readonly question: Question;
  /** Who takes part besides us. */
  readonly rivals: readonly Rival[];
  /** Rounds that count. */
  readonly repetitions: number;
  /** Says how far an answer agrees with ours, and throws if it does not. */
  readonly agreement: (engine: string, found: DiagramNumbers, ours: DiagramNumbers) => string;
}

/** What a command is sent besides the question. */
export interface Asked {
  /** Name of the engine. */
  readonly engine: string;
  /** The file that takes diagrams and gradient; none are written without it. */
  readonly answer?: string;
}

/** One run; only fresh processes know their memory and hand over their numbers. */
interface Sample {
  readonly seconds: number;
  readonly peakBytes?: number;
  readonly stopped?: boolean;
  readonly numbers?: DiagramNumbers;
}

/** Ours, or the Python engines together. */
interface Side<Question> {
  readonly command: string[];
  readonly warm: EngineProcess<Question & Asked, DiagramAnswer>;
}

/** Rounds of ours before each comparison, in which the code is compiled; the others need one. */
const WARM_UP = 5;

/** Both sides of a series of contests, kept warm from one to the next. */
export class Arena<Question extends object> {
  readonly #python: Python;
  readonly #folder: string;
  readonly #ours: Side<Question>;
  readonly #theirs: Side<Question>;

  /** Starts both commands; `folder` takes the answers. */
  constructor(python: Python, folder: string, ours: string[], theirs: string[]) {
    this.#python = python;
    this.#folder = folder;
    this.#ours = { command: ours, warm: new EngineProcess(ours) };
    this.#theirs = { command: theirs, warm: new EngineProcess(theirs) };
  }

  /** Holds one contest. */
  rows({ task, input, question, rivals, repetitions, agreement }: Contest<Question>): Promise<Row[]> {
    const contestants = [{ engine: OURS }, ...rivals].map((rival: Rival): Contestant<Sample> => ({
      engine: rival.engine,
      once: rival.once,
      first: async () => {
        const sample = await this.#fresh(rival, question);
        const warmUp = rival.once ? 0 : rival.engine === OURS ? Math.min(WARM_UP, repetitions) : 1;
        for (let round = 0; round < warmUp; round++) await this.#ask(rival, question);
        return sample;
      },
      run: () => this.#ask(rival, question),
      check: ({ stopped, numbers }, ours) =>
        stopped ? `stopped after ${rival.limit} s` : agreement(rival.engine, numbers!, ours.numbers!),
    }));
    const quantities: Quantity<Sample>[] = [
      { task, unit: "s", of: ({ seconds }) => seconds },
      { task: `${task}: peak memory`, unit: "B", checked: true, of: ({ peakBytes }) => peakBytes! },
    ];
    return compare(contestants, { input, repetitions, quantities, stopped: ({ stopped = false }) => stopped });
  }

  /** Lets both sides end. */
  async close(): Promise<void> {
    for (const { warm } of [this.#ours, this.#theirs]) await warm.close();
  }

  #side({ engine }: Rival): Side<Question> {
    return engine === OURS ? this.#ours : this.#theirs;
  }

  #ask(rival: Rival, question: Question): Promise<Sample> {
    return this.#side(rival).warm.ask({ ...question, engine: rival.engine });
  }

  async #fresh(rival: Rival, question: Question): Promise<Sample> {
    const file = `${this.#folder}/answer.f64`;
    const line = JSON.stringify({ ...question, engine: rival.engine, answer: file }) + "\n";
    const { command } = this.#side(rival);
    const { output, peakBytes, seconds, stopped } = await measuredProcess(this.#python, command, line, rival.limit);
    if (stopped) return { seconds, peakBytes, stopped };
    const answer: DiagramAnswer & { failure?: string } = JSON.parse(output);
    if (answer.failure !== undefined) throw new Error(answer.failure);
    return { seconds: answer.seconds, peakBytes, numbers: await readNumbers(file, answer) };
  }
}
