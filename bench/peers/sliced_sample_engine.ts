/**
 * Our side of sliced_sample_engines.py: the same questions, the same answers.
 *
 * @module
 */
import { ot, tensor } from "../../mod.ts";
import type { Asked } from "./contest.ts";
import { answerWith, type DiagramAnswer } from "./diagram_answer.ts";
import { read, serve } from "./serve.ts";
import type { SlicedQuestion } from "./sliced_samples.ts";

await serve(async ({ x, y, shape, answer }: SlicedQuestion & Asked): Promise<DiagramAnswer> => {
  const first = tensor(await read(x, shape), { requiresGrad: true }), second = await read(y, shape);
  const start = performance.now();
  const distance = ot.slicedWassersteinDistance(first, second, { seed: 0, nThreads: 2 });
  distance.backward();
  const seconds = (performance.now() - start) / 1000;
  const numbers = new Float64Array(1 + first.size);
  numbers[0] = distance.item();
  numbers.set(first.grad!.data, 1);
  return answerWith(seconds, [], numbers, answer);
});
