/**
 * Complexes listed cell by cell.
 *
 * @module
 */
import type { ComplexKernels } from "../core/kernels.ts";
import { call, joined } from "./call.ts";
import { cutter, type Engine } from "./engine.ts";
import { library } from "./library.ts";

const ACTION = "compute the persistence of a complex";

/** The persistence engine of complexes listed cell by cell. */
export const complexEngine: Engine<"complex"> = {
  action: ACTION,

  batch(tasks) {
    const offsets = Uint32Array.from(tasks.flatMap(({ input }) => input.dimOffsets));
    const values = joined(ACTION, tasks.map(({ input }) => input.values));
    const starts = joined(ACTION, tasks.map(({ input }) => input.boundary.starts ?? new Uint32Array()));
    const facets = joined(ACTION, tasks.map(({ input }) => input.boundary.facets));
    const items = Uint32Array.from(
      tasks.flatMap(({ input: { dimOffsets, boundary }, maxHomology }) => [
        dimOffsets.length,
        maxHomology + 1,
        boundary.starts === undefined ? 0 : 1,
      ]),
    );
    const head = [
      offsets,
      offsets.length,
      values,
      values.length,
      starts,
      starts.length,
      facets,
      facets.length,
      items,
      tasks.length,
    ] as const;
    return {
      now: (tail) => library().dg_complex_pairs(...head, ...tail),
      later: (tail) => library().dg_complex_pairs_async(...head, ...tail),
    };
  },

  take(number, parts) {
    const total = parts.reduce((sum, { count }) => sum + count, 0);
    const births = new Uint32Array(total), deaths = new Uint32Array(total);
    call(
      "take the pairs of a complex",
      (error, size) => library().dg_complex_take_pairs(number, births, deaths, total, error, size),
    );
    const [birth, death] = [births, deaths].map(cutter);
    return parts.map(({ dimension, count }) => ({ dimension, count, births: birth(count), deaths: death(count) }));
  },

  forget: (number) => library().dg_complex_forget_pairs(number),
};

/** The other kernels for listed complexes of the native library. */
export const complexKernels: ComplexKernels = {
  simplexBoundary(vertices) {
    const action = "list the facets of a complex";
    const counts = Uint32Array.from(vertices, ({ length }, dimension) => length / (dimension + 1));
    const all = vertices.length === 0 ? new Uint32Array() : joined(action, vertices);
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
