/**
 * Vietoris–Rips filtrations.
 *
 * @module
 */
import type { RipsInput, RipsKernels } from "../core/kernels.ts";
import { call, inputArray, joined, nativeLimits } from "./call.ts";
import { cutter, type Engine } from "./engine.ts";
import { library } from "./library.ts";

const ACTION = "compute the persistence of a Vietoris–Rips filtration";

/** The persistence engine of Vietoris–Rips filtrations. */
export const ripsEngine: Engine<"rips"> = {
  action: ACTION,

  batch(tasks) {
    const values = joined(ACTION, tasks.map(({ input }) => input.values));
    const items = Uint32Array.from(tasks.flatMap(({ input, maxHomology }) => [...row(input), maxHomology + 1]));
    const diameters = Float64Array.from(tasks, ({ input }) => input.maxDiameter ?? NaN);
    return {
      now: (tail) => library().dg_rips_pairs(values, values.length, items, diameters, tasks.length, ...tail),
      later: (tail) => library().dg_rips_pairs_async(values, values.length, items, diameters, tasks.length, ...tail),
    };
  },

  take(number, parts) {
    const total = (size: (dimension: number) => number) =>
      new Uint32Array(parts.reduce((sum, { dimension, count }) => sum + count * size(dimension), 0));
    const births = total((d) => d + 1), deaths = total((d) => d + 2), birthEdges = total(() => 2);
    const deathEdges = new Uint32Array(birthEdges.length);
    call("take the pairs of a Vietoris–Rips filtration", (error, size) =>
      library().dg_rips_take_pairs(
        number,
        births,
        births.length,
        deaths,
        deaths.length,
        birthEdges,
        deathEdges,
        birthEdges.length,
        error,
        size,
      ));
    const [birth, death, birthEdge, deathEdge] = [births, deaths, birthEdges, deathEdges].map(cutter);
    return parts.map(({ dimension, count }) => ({
      dimension,
      count,
      births: birth(count * (dimension + 1)),
      deaths: death(count * (dimension + 2)),
      birthEdges: birthEdge(count * 2),
      deathEdges: deathEdge(count * 2),
    }));
  },

  forget: (number) => library().dg_rips_forget_pairs(number),
};

/** The other Vietoris–Rips kernels of the native library. */
export const ripsKernels: RipsKernels = {
  ripsCells(input, maxDim, upTo, limits) {
    const number = new Uint32Array(1), counts = new Uint32Array(maxDim + 1);
    call("list the cells of a Vietoris–Rips filtration", (error, size) =>
      library().dg_rips_cells(
        inputArray(input.values),
        input.values.length,
        Uint32Array.from(row(input)),
        input.maxDiameter ?? NaN,
        upTo,
        ...nativeLimits(limits),
        number,
        counts,
        counts.length,
        error,
        size,
      ));
    try {
      return takeCells(number[0], counts);
    } catch (error) {
      library().dg_rips_forget_cells(number[0]);
      throw error;
    }
  },
};

/** The numbers that say what `values` holds. */
function row({ kind, count, dimension }: RipsInput): [number, number, number] {
  return [kind === "distances" ? 1 : 0, count, dimension];
}

function takeCells(number: number, counts: Uint32Array) {
  const vertices = new Uint32Array(counts.reduce((sum, count, dimension) => sum + count * (dimension + 1), 0));
  const edges = new Uint32Array(counts.reduce((sum, count) => sum + count * 2, 0));
  call(
    "take the cells of a Vietoris–Rips filtration",
    (error, size) => library().dg_rips_take_cells(number, vertices, vertices.length, edges, edges.length, error, size),
  );
  const [vertex, edge] = [vertices, edges].map(cutter);
  return Array.from(counts, (count, dimension) => ({
    dimension,
    count,
    vertices: vertex(count * (dimension + 1)),
    edges: edge(count * 2),
  }));
}
