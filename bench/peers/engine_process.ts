/**
 * A process that stays alive and answers requests, so that what is timed is warm and engines can take turns.
 *
 * @module
 */

/** What an engine is asked. */
export interface RipsQuestion {
  /** Name of the engine. */
  readonly engine: string;
  /** A file with the coordinates as little-endian float64. */
  readonly points: string;
  /** Number of points and of coordinates. */
  readonly shape: readonly number[];
  /** How many threads it may use. */
  readonly threads: number;
}

/** What an engine answers. */
export interface RipsAnswer {
  /** Time from points in memory to diagrams and, where there is one, gradient. */
  readonly seconds: number;
  /** The finite points of degree 0 and 1. */
  readonly diagrams: readonly (readonly (readonly [number, number])[])[];
  /** The gradient of the sum of all persistence at the points, `null` for an engine that has none. */
  readonly gradient: readonly (readonly number[])[] | null;
}

/** Asks one line of JSON, waits for one line of JSON. */
export class EngineProcess {
  readonly #child: Deno.ChildProcess;
  readonly #writer: WritableStreamDefaultWriter<Uint8Array<ArrayBuffer>>;
  readonly #reader: ReadableStreamDefaultReader<string>;

  /** Starts `command`. */
  constructor([file, ...args]: string[]) {
    this.#child = new Deno.Command(file, { args, stdin: "piped", stdout: "piped", stderr: "inherit" }).spawn();
    this.#writer = this.#child.stdin.getWriter();
    this.#reader = this.#child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  }

  /**
   * The answer to one question.
   *
   * @throws {Error} If the engine fails or ends.
   */
  async ask(question: RipsQuestion): Promise<RipsAnswer> {
    await this.#writer.write(new TextEncoder().encode(JSON.stringify(question) + "\n"));
    let line = "";
    while (!line.endsWith("\n")) {
      const { value, done } = await this.#reader.read();
      if (done) throw new Error(`${question.engine} ended without an answer`);
      line += value;
    }
    const answer = JSON.parse(line);
    if (answer.failure !== undefined) throw new Error(answer.failure);
    return answer;
  }

  /** Lets the process end. */
  async close(): Promise<void> {
    await this.#writer.close();
    await this.#reader.cancel();
    await this.#child.status;
  }
}
