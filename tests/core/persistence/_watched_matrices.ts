/**
 * How many matrices are reduced, and not freed again.
 *
 * @module
 */
import { kernels, useKernels } from "../../../core/kernels.ts";

/** Runs `work`, and counts the matrices that it has reduced, and those of them that are still kept. */
export function watchMatrices(work: () => void): { reduced: number; kept: number } {
  const native = kernels();
  let reduced = 0, freed = 0;
  useKernels({
    ...native,
    reduceMatrices: (request, limits) => {
      const matrices = native.reduceMatrices(request, limits);
      for (const matrix of matrices) {
        const free = matrix[Symbol.dispose];
        matrix[Symbol.dispose] = () => {
          freed++;
          free.call(matrix);
        };
      }
      reduced += matrices.length;
      return matrices;
    },
  });
  try {
    work();
  } finally {
    useKernels(native);
  }
  return { reduced, kept: reduced - freed };
}
