/**
 * Our side of filtration_engines.py: the same questions, the same answers.
 *
 * @module
 */
import { GRID_FILTRATIONS, POINT_FILTRATIONS } from "../filtrations.ts";
import { totalPersistence } from "../total_persistence.ts";
import type { FiltrationAnswer, FiltrationQuestion } from "./filtration_task.ts";
import { read, serve } from "./serve.ts";

const FILTRATIONS = { ...POINT_FILTRATIONS, ...GRID_FILTRATIONS };

await serve(async ({ filtration, file, shape, threads }: FiltrationQuestion): Promise<FiltrationAnswer> => {
  const input = await read(file, shape);
  const start = performance.now();
  const { diagrams, gradient } = totalPersistence(input, FILTRATIONS[filtration], threads);
  const seconds = (performance.now() - start) / 1000;
  return {
    seconds,
    diagrams: [...diagrams].map(([, diagram]) => diagram.toArray() as [number, number][]),
    gradient: Array.from(gradient),
  };
});
