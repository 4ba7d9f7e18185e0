/**
 * Our side of rips_engines.py: the same questions, the same answers.
 *
 * @module
 */
import { tensor } from "../../mod.ts";
import { rips, totalPersistence } from "../total_persistence.ts";
import type { RipsAnswer, RipsQuestion } from "./rips_task.ts";
import { read, serve } from "./serve.ts";

await serve(async ({ points, shape, threads }: RipsQuestion): Promise<RipsAnswer> => {
  const cloud = await read(points, shape);
  const start = performance.now();
  const { diagrams, gradient } = totalPersistence(cloud, rips, threads);
  const seconds = (performance.now() - start) / 1000;
  return {
    seconds,
    diagrams: [diagrams[0].toArray() as [number, number][], diagrams[1].toArray() as [number, number][]],
    gradient: tensor(gradient, { shape }).toArray() as number[][],
  };
});
