/**
 * Our side of distance_engines.py: the same questions, the same answers.
 *
 * @module
 */
import { DISTANCES } from "../distances.ts";
import type { Asked } from "./contest.ts";
import { answerWith, type DiagramAnswer } from "./diagram_answer.ts";
import type { DistanceQuestion } from "./distances.ts";
import { read, serve } from "./serve.ts";

await serve(async ({ distance, a, b, count, calls, answer }: DistanceQuestion & Asked): Promise<DiagramAnswer> => {
  const [first, second] = [await read(a, [count, 2]), await read(b, [count, 2])];
  const start = performance.now();
  for (let call = 1; call < calls; call++) DISTANCES[distance](first, second);
  const found = DISTANCES[distance](first, second);
  return answerWith((performance.now() - start) / 1000 / calls, [], Float64Array.from(found), answer);
});
