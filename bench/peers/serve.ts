/**
 * Our side of serve.py: answers questions on standard input, one line of JSON each, on standard output.
 *
 * @module
 */
import { type Tensor, tensor } from "../../mod.ts";

/** Answers every question until the input ends; an exception becomes the answer `{ failure }`. */
export async function serve<Question, Answer>(answer: (question: Question) => Promise<Answer>): Promise<void> {
  let pending = "";
  for await (const text of Deno.stdin.readable.pipeThrough(new TextDecoderStream())) {
    const lines = (pending + text).split("\n");
    pending = lines.pop()!;
    for (const line of lines) {
      const reply = await answer(JSON.parse(line)).catch((error) => ({ failure: `${error}` }));
      console.log(JSON.stringify(reply));
    }
  }
}

/** The little-endian float64 numbers of a file. */
export async function read(file: string, shape: readonly number[]): Promise<Tensor> {
  return tensor(new Float64Array((await Deno.readFile(file)).buffer), { shape });
}
