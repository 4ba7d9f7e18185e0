/**
 * Losses between persistence diagrams.
 *
 * @module
 */
import type { DiagramKernels } from "../core/kernels.ts";
import { call, inputArray } from "./call.ts";
import { library } from "./library.ts";

/** The diagram kernels of the native library. The matching is exact, which satisfies every `delta`. */
export const diagramKernels: DiagramKernels = {
  matchDiagrams(a, b, { q, internalP }) {
    const partners = new Uint32Array(a.length / 2), cost = new Float64Array(1);
    call("match two diagrams", (error, size) =>
      library().dg_match_diagrams(
        inputArray(a),
        a.length,
        inputArray(b),
        b.length,
        q,
        internalP,
        partners,
        cost,
        error,
        size,
      ));
    return { partners, cost: cost[0] };
  },

  slicedWasserstein(a, b, { directions, q, diagonalCorrected }) {
    const native = library(), drawn = inputArray(directions());
    const value = new Float64Array(1);
    const gradientA = new Float64Array(a.length), gradientB = new Float64Array(b.length);
    call("compute a sliced Wasserstein distance", (error, size) =>
      native.dg_sliced_wasserstein(
        inputArray(a),
        a.length,
        inputArray(b),
        b.length,
        drawn,
        drawn.length,
        q,
        diagonalCorrected ? 1 : 0,
        value,
        gradientA,
        gradientB,
        error,
        size,
      ));
    return { value: value[0], gradientA, gradientB };
  },
};
