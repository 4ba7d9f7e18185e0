/**
 * Transport on lines and circles, and between projections to them.
 *
 * @module
 */
import type { LineKernels } from "../core/kernels.ts";
import { call, inputArray, nativeLimits } from "./call.ts";
import { library } from "./library.ts";

const NONE = new Float64Array();

/** The kernels of transport on lines of the native library. */
export const lineKernels: LineKernels = {
  lineCosts(columns, { circle, p, atWeights, limits }) {
    const { x, y, count } = columns, out = roomFor(x.length, y.length, count);
    const [atA, atB] = atWeights ? [new Float64Array(x.length), new Float64Array(y.length)] : [NONE, NONE];
    call("compute transport on lines", (error, size) =>
      library().dg_line_costs(
        ...samplesOf(columns),
        count,
        circle ? 1 : 0,
        p,
        ...nativeLimits(limits),
        out.costs,
        out.atX,
        out.atY,
        atA,
        atA.length,
        atB,
        atB.length,
        error,
        size,
      ));
    return { ...out, atA, atB };
  },

  slicedCosts(clouds, { directions, circle, p, atPoints, atWeights, limits }) {
    const { x, y, dimension } = clouds, count = directions.length / dimension / (circle ? 2 : 1);
    const out = roomFor(atPoints ? x.length : 0, atPoints ? y.length : 0, count);
    const [atA, atB] = atWeights
      ? [new Float64Array(x.length / dimension), new Float64Array(y.length / dimension)]
      : [NONE, NONE];
    call("compute sliced transport", (error, size) =>
      library().dg_sliced_costs(
        ...samplesOf(clouds),
        dimension,
        inputArray(directions),
        directions.length,
        circle ? 1 : 0,
        p,
        ...nativeLimits(limits),
        out.costs,
        count,
        out.atX,
        out.atX.length,
        out.atY,
        out.atY.length,
        atA,
        atA.length,
        atB,
        atB.length,
        error,
        size,
      ));
    return { ...out, atA, atB };
  },

  linePlan(samples) {
    const most = samples.x.length + samples.y.length - 1, count = new Uint32Array(1);
    const rows = new Uint32Array(most), columns = new Uint32Array(most), masses = new Float64Array(most);
    call(
      "find a plan on a line",
      (error, size) => library().dg_line_plan(...samplesOf(samples), rows, columns, masses, count, error, size),
    );
    const [parts] = count;
    return { rows: rows.slice(0, parts), columns: columns.slice(0, parts), masses: masses.slice(0, parts) };
  },
};

/** The first eight arguments of all symbols: samples with their weights. */
function samplesOf({ x, a = NONE, y, b = NONE }: Parameters<LineKernels["linePlan"]>[0]) {
  return [
    inputArray(x),
    x.length,
    inputArray(a),
    a.length,
    inputArray(y),
    y.length,
    inputArray(b),
    b.length,
  ] as const;
}

function roomFor(n: number, m: number, count: number) {
  return { costs: new Float64Array(count), atX: new Float64Array(n), atY: new Float64Array(m) };
}
