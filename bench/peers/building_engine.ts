/**
 * Our side of building_engines.py: the same questions, the same answers.
 *
 * @module
 */
import { freudenthalFiltration } from "../../mod.ts";
import type { BuildingAnswer, BuildingQuestion } from "./building.ts";
import { read, serve } from "./serve.ts";

await serve(async ({ file, shape, listed }: BuildingQuestion): Promise<BuildingAnswer> => {
  const image = await read(file, shape);
  const start = performance.now();
  const filtration = freudenthalFiltration(image);
  const values = listed ? filtration.values.data : new Float64Array();
  const seconds = (performance.now() - start) / 1000;
  return { seconds, size: filtration.size, values: Array.from(values).filter((_, i) => i % 10_000 === 0) };
});
