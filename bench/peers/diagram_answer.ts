/**
 * How diagrams and gradients get from an engine to whoever compares them: through a file of little-endian float64, because a
 * line of JSON with millions of numbers would be most of what the engine's process holds in memory.
 *
 * @module
 */
import type { Tensor } from "../../mod.ts";

/** What an engine answers. */
export interface DiagramAnswer {
  /** Time from the input in memory to diagrams and, where there is one, gradient. */
  readonly seconds: number;
  /** Number of finite points, by degree. */
  readonly counts: readonly number[];
  /** Number of entries of the gradient, 0 for an engine that has none. */
  readonly gradient: number;
}

/** What is in the file that belongs to an answer. */
export interface DiagramNumbers {
  /** The finite points of all degrees. */
  readonly diagrams: readonly (readonly (readonly [number, number])[])[];
  /** The gradient of the sum of all persistence at the input, flat, `null` for an engine that has none. */
  readonly gradient: readonly number[] | null;
}

/** Answers with what was computed in `seconds`; writes the numbers if there is a `file` for them. */
export async function answerWith(
  seconds: number,
  diagrams: readonly Tensor[],
  gradient: Float64Array,
  file: string | undefined,
): Promise<DiagramAnswer> {
  if (file !== undefined) {
    using output = await Deno.create(file);
    const writer = output.writable.getWriter();
    for (const data of [...diagrams.map(({ data }) => data), gradient]) {
      await writer.write(new Uint8Array(data.buffer as ArrayBuffer, data.byteOffset, data.byteLength));
    }
    await writer.close();
  }
  return { seconds, counts: diagrams.map(({ shape }) => shape[0]), gradient: gradient.length };
}

/** Reads the numbers that belong to an answer. */
export async function readNumbers(file: string, { counts, gradient }: DiagramAnswer): Promise<DiagramNumbers> {
  const numbers = new Float64Array((await Deno.readFile(file)).buffer);
  let position = 0;
  const diagrams = counts.map((count) =>
    Array.from({ length: count }, () => [numbers[position++], numbers[position++]] as const)
  );
  if (numbers.length !== position + gradient) {
    throw new Error(`an answer of ${position + gradient} numbers was expected, but its file has ${numbers.length}`);
  }
  return { diagrams, gradient: gradient === 0 ? null : Array.from(numbers.subarray(position)) };
}
