/**
 * Our side of step_engines.py: the same questions, the same answers.
 *
 * @module
 */
import { STEPS } from "../optimization.ts";
import { reversed } from "../total_persistence.ts";
import type { Asked } from "./contest.ts";
import { answerWith, type DiagramAnswer } from "./diagram_answer.ts";
import { read, serve } from "./serve.ts";
import type { StepQuestion } from "./steps.ts";

await serve(async ({ step, backward, file, shape, threads, answer }: StepQuestion & Asked): Promise<DiagramAnswer> => {
  const input = await read(file, shape);
  if (answer === undefined) STEPS[step](reversed(input), threads);
  const start = performance.now();
  const { diagrams, gradient, turned } = STEPS[step](input, threads);
  const seconds = (performance.now() - (backward ? turned : start)) / 1000;
  return answerWith(seconds, diagrams, gradient, answer);
});
