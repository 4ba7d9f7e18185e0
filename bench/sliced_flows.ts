/**
 * POT's example of a sliced flow and barycenter, on the masks of notebook 03, as it is tested and timed.
 *
 * @module
 */
import { Generator, type GradientFlow, gradientFlow, imageToTensor, numpyRandomState, ot, Tensor } from "../mod.ts";

/** The cross, the tooth that it flows to, the tooth that it is mixed with, and 500 points to begin that with. */
export function maskClouds(): [cross: Tensor, farTooth: Tensor, tooth: Tensor, start: Tensor] {
  const start = numpyRandomState(0).randn(500, 2).mul(10).add(16);
  const tooth = inkOf("tooth").mul([1, -1]).add([0, 32]);
  return [inkOf("cross"), tooth.add([60, 0]), tooth, start];
}

/** Column and row of each ink among every fifth pixel. */
function inkOf(name: string): Tensor {
  const image = imageToTensor(Deno.readFileSync(new URL(`../notebooks/data/${name}.png`, import.meta.url)));
  const { data, shape: [height, width] } = image, points: number[] = [];
  for (let row = 0; 5 * row < height; row++) {
    for (let column = 0; 5 * column < width; column++) {
      if (data[5 * (row * width + column)] < 0.5) points.push(column, row);
    }
  }
  return new Tensor(Float64Array.from(points), [points.length / 2, 2]);
}

/** The flow from the cross to the tooth. */
export function slicedFlow([cross, farTooth]: readonly Tensor[]): GradientFlow {
  const distance = stream(20), n = cross.shape[0];
  return gradientFlow((x) => distance(x, farTooth), cross, { lr: (i) => 1e3 / (1 + i / 50) / n, steps: 100 }).run();
}

/** The flow to what lies half-way. */
export function slicedMixture([cross, , tooth, start]: readonly Tensor[]): GradientFlow {
  const distance = stream(50), loss = (x: Tensor) => distance(x, tooth).mul(0.5).add(distance(x, cross).mul(0.5));
  return gradientFlow(loss, start, { lr: 1e3 / start.shape[0], steps: 100 }).run();
}

/** Sliced distances, each along new directions. */
function stream(nProjections: number) {
  const seed = new Generator(42);
  return (x: Tensor, y: Tensor) => ot.slicedWassersteinDistance(x, y, { nProjections, seed, nThreads: 2 });
}
