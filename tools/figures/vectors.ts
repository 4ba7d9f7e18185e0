/**
 * The picture of the vectors and images that are made of a diagram.
 *
 * @module
 */
import {
  bettiCurve,
  entropy,
  type Figure,
  persistenceImage,
  persistenceLandscape,
  plotDiagram,
  rand,
  sampleGrid,
  silhouette,
  subplots,
  type Tensor,
  tensor,
} from "../../mod.ts";

/** Two loops that last, and ten that do not. */
function diagram(): Tensor {
  const { data } = rand([10, 2], { seed: 3 });
  const short = Array.from({ length: 10 }, (_, i) => [data[2 * i], data[2 * i] + 0.25 * data[2 * i + 1]]);
  return tensor([[0.35, 1.5], [0.6, 1.2], ...short]);
}

/** A diagram, its image, its landscape, and three curves. */
export function vectors(): Figure {
  const dgm = diagram(), predefinedGrid = sampleGrid([dgm], { keepEndpoints: true });
  const [figure, [[first, second], [third, fourth]]] = subplots(2, 2, { figsize: [8, 6.4] });
  plotDiagram({ 1: dgm }, { ax: first, axisBounds: { xmin: -0.05, xmax: 1.6, ymin: -0.05, ymax: 1.6 } });
  first.setAspect("equal").setTitle("Diagram");
  const imRange = [-0.05, 1.2, 0, 1.4] as const;
  const weight = (_: Tensor, persistence: Tensor) => persistence;
  const image = persistenceImage(dgm, { bandwidth: 0.08, weight, resolution: 50, imRange });
  second.imshow(image, { origin: "lower", extent: imRange }).setXlabel("birth").setYlabel("persistence");
  second.setTitle("Persistence image");
  const landscape = persistenceLandscape(dgm, { predefinedGrid, numLandscapes: 3 });
  for (let k = 0; k < 3; k++) third.plot(predefinedGrid, landscape.index(k), { label: `level ${k + 1}` });
  third.setTitle("Landscape").legend();
  const curves = {
    "silhouette": silhouette(dgm, { predefinedGrid, weight: (birth, death) => death.sub(birth) }),
    "Betti curve": bettiCurve(dgm, { predefinedGrid }),
    "entropy": entropy(dgm, { mode: "vector", predefinedGrid }),
  };
  for (const [label, curve] of Object.entries(curves)) {
    fourth.plot(predefinedGrid, curve.div(curve.max() as Tensor), { label });
  }
  fourth.setTitle("Curves, each over its maximum").legend();
  return figure.tightLayout();
}
