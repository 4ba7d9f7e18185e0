/**
 * Our side of rips_engines.py: the same questions, the same answers.
 *
 * @module
 */
import { type Tensor, vrFiltration } from "../../mod.ts";
import { reversed, totalPersistence } from "../total_persistence.ts";
import type { Asked } from "./contest.ts";
import { answerWith, type DiagramAnswer } from "./diagram_answer.ts";
import type { RipsQuestion } from "./rips_task.ts";
import { read, serve } from "./serve.ts";

await serve(async (question: RipsQuestion & Asked): Promise<DiagramAnswer> => {
  const { file, shape, matrix, degree, maxDiameter, eps, calls, threads, answer } = question;
  const longest = maxDiameter === null ? {} : { maxDiameter };
  const build = (input: Tensor) =>
    vrFiltration(input, { fromPwdists: matrix, maxDim: degree + 1, ...longest, ...(matrix ? {} : { eps }) });
  const input = await read(file, shape);
  const inputs = [input, reversed(input)];
  if (answer === undefined) totalPersistence(inputs[1], build, threads);
  const start = performance.now();
  for (let call = calls - 1; call > 0; call--) totalPersistence(inputs[call % 2], build, threads);
  const { diagrams, gradient } = totalPersistence(input, build, threads);
  const seconds = (performance.now() - start) / 1000 / calls;
  return answerWith(seconds, [...diagrams].map(([, diagram]) => diagram), gradient, answer);
});
