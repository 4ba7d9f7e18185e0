/**
 * Bottleneck matchings of persistence diagrams.
 *
 * @module
 */
import type { BottleneckKernels } from "../core/kernels.ts";
import { call, inputArray, nativeLimits } from "./call.ts";
import { library } from "./library.ts";

/** The bottleneck kernel of the native library. */
export const bottleneckKernels: BottleneckKernels = {
  bottleneck(a, b, limits) {
    const partners = new Uint32Array(a.length / 2), value = new Float64Array(1), critical = new Uint32Array(2);
    call("match two diagrams", (error, size) =>
      library().dg_bottleneck(
        inputArray(a),
        a.length,
        inputArray(b),
        b.length,
        ...nativeLimits(limits),
        partners,
        value,
        critical,
        error,
        size,
      ));
    return { partners, value: value[0], critical: [critical[0], critical[1]] };
  },
};
