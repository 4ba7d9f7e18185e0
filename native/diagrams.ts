/**
 * Losses between persistence diagrams.
 *
 * @module
 */
import type { DiagramKernels, Limits } from "../core/kernels.ts";
import { call, inputArray, nativeLimits } from "./call.ts";
import { library } from "./library.ts";

const NONE = new Float64Array();
const ALONE: Limits = { threads: 1, maxMemory: undefined };

/** The diagram kernels of the native library. */
export const diagramKernels: DiagramKernels = {
  matchDiagrams(a, b, { q, internalP, delta, prices: start = NONE, limits = ALONE }) {
    const partners = new Uint32Array(a.length / 2), prices = new Float64Array(b.length / 2);
    const result = new Float64Array(2);
    call("match two diagrams", (error, size) =>
      library().dg_match_diagrams(
        inputArray(a),
        a.length,
        inputArray(b),
        b.length,
        q,
        internalP,
        delta,
        inputArray(start),
        start.length,
        ...nativeLimits(limits),
        partners,
        prices,
        result,
        error,
        size,
      ));
    return { partners, prices, cost: result[0], bound: result[1] };
  },

  slicedWasserstein(a, b, { directions, q, diagonalCorrected, limits }) {
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
        ...nativeLimits(limits),
        value,
        gradientA,
        gradientB,
        error,
        size,
      ));
    return { value: value[0], gradientA, gradientB };
  },
};
