/**
 * Flows of sliced distances against POT: its example of a gradient flow and a barycenter, on the masks of notebook 03.
 *
 * @module
 */
import { assertAlmostEquals, assertEquals } from "@std/assert";
import { Generator, gradientFlow, imageToTensor, numpyRandomState, ot, Tensor } from "../../../mod.ts";
import goldens from "../../goldens/pot_flows.json" with { type: "json" };

/** Columns and rows of ink among every fifth pixel, in rows `[column + right, row]`, or upside down `[…, 32 − row]`. */
function cloud(name: string, upright: boolean, right = 0): Tensor {
  const file = Deno.readFileSync(new URL(`../../../notebooks/data/${name}.png`, import.meta.url));
  const { data, shape: [height, width] } = imageToTensor(file), points: number[] = [];
  for (let row = 0; 5 * row < height; row++) {
    for (let column = 0; 5 * column < width; column++) {
      if (data[5 * row * width + 5 * column] < 0.5) points.push(column + right, upright ? row : 32 - row);
    }
  }
  return new Tensor(Float64Array.from(points), [points.length / 2, 2]);
}

const cross = cloud("cross", true);

const FLOWS = {
  flow: () => {
    const target = cloud("tooth", false, 60), seed = new Generator(42);
    const loss = (x: Tensor) => ot.slicedWassersteinDistance(x, target, { nProjections: 20, seed });
    return gradientFlow(loss, cross, { lr: (i) => 1e3 / (1 + i / 50) / cross.shape[0], steps: 100, snapshots: [] });
  },
  barycenter: () => {
    const others = [cloud("tooth", false), cross], seed = new Generator(42);
    const distance = (x: Tensor, y: Tensor) => ot.slicedWassersteinDistance(x, y, { nProjections: 50, seed }).mul(0.5);
    const loss = (x: Tensor) => distance(x, others[0]).add(distance(x, others[1]));
    const start = numpyRandomState(0).randn(500, 2).mul(10).add(16);
    return gradientFlow(loss, start, { lr: 1e3 / 500, steps: 100, snapshots: [] });
  },
};

for (const [name, start] of Object.entries(FLOWS)) {
  Deno.test(`gradientFlow() down sliced distances has POT's losses at all 100 steps, and its points: ${name}`, () => {
    const { losses, points } = goldens[name as keyof typeof FLOWS], flow = start().run();
    assertEquals(flow.losses.length, losses.length);
    losses.forEach((loss, i) => assertAlmostEquals(flow.losses[i], loss, 1e-10, `loss ${i}`));
    points.flat().forEach((value, k) => assertAlmostEquals(flow.x.data[k], value, 1e-10, `coordinate ${k}`));
  });
}
