/**
 * Our side of loss_engines.py: the same questions, the same answers.
 *
 * @module
 */
import { lossWithGradients } from "../losses.ts";
import type { LossAnswer, LossQuestion } from "./losses.ts";
import { read, serve } from "./serve.ts";

await serve(async ({ loss, a, b, count, calls, threads }: LossQuestion): Promise<LossAnswer> => {
  const [first, second] = [await read(a, [count, 2]), await read(b, [count, 2])];
  const start = performance.now();
  for (let call = 1; call < calls; call++) lossWithGradients(loss, first, second, threads);
  const { value, gradients } = lossWithGradients(loss, first, second, threads);
  const seconds = (performance.now() - start) / 1000 / calls;
  return { seconds, value, gradients: gradients.map((gradient) => gradient.toArray() as number[][]) };
});
