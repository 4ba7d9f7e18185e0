/**
 * A process that stays alive and answers questions, so that what is timed is warm and engines can take turns.
 *
 * @module
 */

/** Asks one line of JSON, waits for one line of JSON. */
export class EngineProcess<Question, Answer> {
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
  async ask(question: Question): Promise<Answer> {
    await this.#writer.write(new TextEncoder().encode(JSON.stringify(question) + "\n"));
    let line = "";
    while (!line.endsWith("\n")) {
      const { value, done } = await this.#reader.read();
      if (done) throw new Error("the process ended without an answer");
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
