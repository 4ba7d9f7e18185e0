/**
 * Complexes listed cell by cell.
 *
 * @module
 */
import type { ComplexKernels, PlacePairs } from "../core/kernels.ts";
import { call, inputArray } from "./call.ts";
import { NativeError } from "./errors.ts";
import { library } from "./library.ts";
import { takeAll, waitingResults } from "./waiting.ts";

/** The kernels for listed complexes of the native library. */
export const complexKernels: ComplexKernels = {
  complexPairs({ dimOffsets, values, boundary: { starts, facets } }, maxHomology) {
    const offsets = Uint32Array.from(dimOffsets);
    const waiting = waitingResults(maxHomology), { numbers, counts } = waiting;
    call("compute the persistence of a complex", (error, size) =>
      library().dg_complex_persistence(
        offsets,
        offsets.length,
        inputArray(values),
        values.length,
        inputArray(starts),
        starts.length,
        inputArray(facets),
        facets.length,
        numbers,
        counts,
        counts.length,
        error,
        size,
      ));
    return takeAll(waiting, takePairs, (number) => library().dg_complex_forget_pairs(number));
  },

  simplexBoundary(vertices) {
    const action = "list the facets of a complex";
    const counts = Uint32Array.from(vertices, ({ length }, dimension) => length / (dimension + 1));
    const all = joined(action, vertices);
    const starts = new Uint32Array(1 + counts.reduce((sum, count) => sum + count, 0));
    const facets = new Uint32Array(all.length - (counts[0] ?? 0));
    const missing = new Uint32Array(3);
    call(action, (error, size) =>
      library().dg_simplex_boundary(
        all,
        all.length,
        counts,
        counts.length,
        starts,
        starts.length,
        facets,
        facets.length,
        missing,
        error,
        size,
      ));
    const [dimension, cell, skipped] = missing;
    return dimension === 0 ? { starts, facets } : { dimension, cell, skipped };
  },
};

/** The vertices of all dimensions one after the other. */
function joined(action: string, vertices: readonly Uint32Array[]): Uint32Array<ArrayBuffer> {
  const length = vertices.reduce((sum, part) => sum + part.length, 0);
  if (length >= 2 ** 32) {
    throw new NativeError(
      `Cannot ${action}: cells with fewer than 2^32 vertices together were expected, but they have ${length}`,
      "refused",
    );
  }
  const all = new Uint32Array(length);
  let start = 0;
  for (const part of vertices) {
    all.set(part, start);
    start += part.length;
  }
  return all;
}

function takePairs(number: number, dimension: number, count: number): PlacePairs {
  const births = new Uint32Array(count), deaths = new Uint32Array(count);
  call(
    "take the pairs of a complex",
    (error, size) => library().dg_complex_pairs(number, births, deaths, count, error, size),
  );
  return { dimension, count, births, deaths };
}
