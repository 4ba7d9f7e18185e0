/**
 * Our side of flow_engines.py: the same questions, the same answers.
 *
 * @module
 */
import { FLOWS } from "../flows.ts";
import type { Asked } from "./contest.ts";
import { answerWith, type DiagramAnswer } from "./diagram_answer.ts";
import type { FlowQuestion } from "./flows.ts";
import { read, serve } from "./serve.ts";

await serve(async ({ flow, clouds, answer }: FlowQuestion & Asked): Promise<DiagramAnswer> => {
  const points = await Promise.all(clouds.map(({ file, shape }) => read(file, shape)));
  const start = performance.now(), found = FLOWS[flow](points);
  return answerWith((performance.now() - start) / 1000, [], found, answer);
});
