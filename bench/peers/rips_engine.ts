/**
 * Our side of rips_engines.py: the same questions, the same answers.
 *
 * @module
 */
import { tensor } from "../../mod.ts";
import { totalPersistence } from "../total_persistence.ts";
import type { RipsAnswer, RipsQuestion } from "./engine_process.ts";

async function answer({ points, shape, threads }: RipsQuestion): Promise<RipsAnswer> {
  const cloud = tensor(new Float64Array((await Deno.readFile(points)).buffer), { shape });
  const start = performance.now();
  const { diagrams, gradient } = totalPersistence(cloud, threads);
  const seconds = (performance.now() - start) / 1000;
  return {
    seconds,
    diagrams: [diagrams[0].toArray() as [number, number][], diagrams[1].toArray() as [number, number][]],
    gradient: tensor(gradient, { shape }).toArray() as number[][],
  };
}

let pending = "";
for await (const text of Deno.stdin.readable.pipeThrough(new TextDecoderStream())) {
  const lines = (pending + text).split("\n");
  pending = lines.pop()!;
  for (const line of lines) {
    const reply = await answer(JSON.parse(line)).catch((error) => ({ failure: `${error}` }));
    console.log(JSON.stringify(reply));
  }
}
