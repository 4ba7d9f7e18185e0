/**
 * Flows of sliced distances against POT: its example of a gradient flow and a barycenter, on the masks of notebook 03.
 *
 * @module
 */
import { assertAlmostEquals, assertEquals } from "@std/assert";
import { maskClouds, slicedFlow, slicedMixture } from "../../../bench/sliced_flows.ts";
import goldens from "../../goldens/pot_flows.json" with { type: "json" };

const clouds = maskClouds();

for (const [name, follow] of [["flow", slicedFlow], ["barycenter", slicedMixture]] as const) {
  Deno.test(`gradientFlow() down sliced distances has POT's losses at all 100 steps, and its points: ${name}`, () => {
    const { losses, points } = goldens[name], flow = follow(clouds);
    assertEquals(flow.losses.length, losses.length);
    losses.forEach((loss, i) => assertAlmostEquals(flow.losses[i], loss, 1e-10, `loss ${i}`));
    points.flat().forEach((value, k) => assertAlmostEquals(flow.x.data[k], value, 1e-10, `coordinate ${k}`));
  });
}
