/**
 * Our side of filtration_engines.py: the same questions, the same answers.
 *
 * @module
 */
import { GRID_FILTRATIONS, POINT_FILTRATIONS } from "../filtrations.ts";
import { reversed, totalPersistence } from "../total_persistence.ts";
import type { Asked } from "./contest.ts";
import { answerWith, type DiagramAnswer } from "./diagram_answer.ts";
import type { FiltrationQuestion } from "./filtration_task.ts";
import { read, serve } from "./serve.ts";

const FILTRATIONS = { ...POINT_FILTRATIONS, ...GRID_FILTRATIONS };

await serve(async (question: FiltrationQuestion & Asked): Promise<DiagramAnswer> => {
  const { filtration, file, shape, threads, answer } = question;
  const input = await read(file, shape);
  if (answer === undefined) totalPersistence(reversed(input), FILTRATIONS[filtration], threads);
  const start = performance.now();
  const { diagrams, gradient } = totalPersistence(input, FILTRATIONS[filtration], threads);
  const seconds = (performance.now() - start) / 1000;
  return answerWith(seconds, [...diagrams].map(([, diagram]) => diagram), gradient, answer);
});
