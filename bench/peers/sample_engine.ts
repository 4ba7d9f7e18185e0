/**
 * Our side of sample_engines.py: the same questions, the same answers.
 *
 * @module
 */
import { SAMPLES } from "../samples.ts";
import type { Asked } from "./contest.ts";
import { answerWith, type DiagramAnswer } from "./diagram_answer.ts";
import type { SampleQuestion } from "./samples.ts";
import { read, serve } from "./serve.ts";

await serve(async ({ loss, x, y, shape, calls, answer }: SampleQuestion & Asked): Promise<DiagramAnswer> => {
  const [first, second] = [await read(x, shape), await read(y, shape)];
  const start = performance.now();
  for (let call = 1; call < calls; call++) SAMPLES[loss](first, second);
  const found = SAMPLES[loss](first, second);
  return answerWith((performance.now() - start) / 1000 / calls, [], found, answer);
});
