/**
 * What it costs to cross into the native library.
 */
import { assertAlmostEquals, assertEquals } from "@std/assert";
import { noGrad, pairwiseDistances, tensor } from "../mod.ts";
import { distanceKernels } from "../native/distances.ts";
import { library } from "../native/library.ts";

const { dg_abi_version } = library();
const pair = tensor([[0, 0], [3, 4]]);

assertEquals(dg_abi_version(), library().dg_abi_version());
assertEquals(distanceKernels.pairwiseDistances(pair.data, 2, 2, 0)[1], 5);
assertAlmostEquals(pairwiseDistances(pair).data[1], 5, 1e-15);

Deno.bench("a call without arguments", { group: "ffi", baseline: true }, () => {
  dg_abi_version();
});

Deno.bench("a kernel on 2 points, with its buffers and error checks", { group: "ffi" }, () => {
  distanceKernels.pairwiseDistances(pair.data, 2, 2, 0);
});

Deno.bench("pairwiseDistances() of 2 points, with checks at the door", { group: "ffi" }, () => {
  noGrad(() => pairwiseDistances(pair));
});
