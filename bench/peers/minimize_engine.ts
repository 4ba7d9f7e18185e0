/**
 * Our side of minimize_engines.py: the same questions, the same answers.
 *
 * @module
 */
import { type Loss, minimize } from "../../mod.ts";
import { boundsAround, LEAST_SQUARES, sumOfSquares } from "../least_squares.ts";
import { chainedRosenbrock } from "../rosenbrock.ts";
import type { MinimizeAnswer, MinimizeQuestion } from "./minimizers.ts";
import { serve } from "./serve.ts";

// deno-lint-ignore require-await
await serve(async ({ chain, problems = [], bounded, maxiter }: MinimizeQuestion): Promise<MinimizeAnswer> => {
  const tasks = problems.map((name) => {
    const { start } = LEAST_SQUARES[name];
    return { loss: sumOfSquares(LEAST_SQUARES[name]) as Loss, start, bounds: boundsAround(start) };
  });
  if (chain !== undefined) {
    const start = Array.from({ length: chain }, (_, i) => i % 2 ? 1 : -1.2);
    tasks.push({ loss: chainedRosenbrock, start, bounds: start.map(() => [-1.5, 0.8]) });
  }
  let within = 0;
  const start = performance.now();
  const results = tasks.map(({ loss, start, bounds }) => {
    const timed: Loss = (x) => {
      const began = performance.now(), value = loss(x);
      within += performance.now() - began;
      return value;
    };
    return minimize(timed, [...start], { maxiter, bounds: bounded ? bounds : undefined });
  });
  const total = performance.now() - start, iterations = results.reduce((sum, { nit }) => sum + nit, 0);
  return {
    seconds: total / 1000,
    overhead: (total - within) / 1000 / iterations,
    funs: results.map(({ fun }) => fun),
    evaluations: results.map(({ nfev }) => nfev),
  };
});
