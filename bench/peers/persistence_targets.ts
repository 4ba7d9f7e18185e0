/**
 * The goals for the speed of diagrams, of what is done with them, of losses between samples and of flows, against engines that
 * are good at them, as one list.
 *
 * @module
 */
import { DISTANCES } from "./distances.ts";
import { CLOUD_FLOWS, LINE_BARYCENTERS, NINE_FLOWS, SLICED_FLOWS } from "./flows.ts";
import { SAMPLE_LOSSES } from "./samples.ts";
import { SLICED_INPUTS } from "./sliced_samples.ts";
import { BACKWARD, WHOLE } from "./steps.ts";

/** A row of ours that is to be so many times faster than that of a rival. */
export interface Lead {
  /** What is done. */
  readonly goal: string;
  /** Its task. */
  readonly task: string;
  /** Its input. */
  readonly input: string;
  /** The rival; of several ways to call it the fastest counts. */
  readonly rival: string;
  /** How many times faster at least. */
  readonly least: number;
}

const RIPS = "Rips diagrams of degree 0 and 1",
  DELAUNAY = "Delaunay filtrations: diagrams of all degrees",
  IMAGES = "Filtrations of images: diagrams of all degrees";

/** All of them. */
export const LEADS: readonly Lead[] = [
  rips("noisy circle, 400 points", "giotto-ph", 25),
  rips("noisy circle, 400 points", "Oineus", 4000),
  rips("noisy circle, 1600 points", "ripser.py", 500),
  rips("noisy circle, 1600 points", "giotto-ph", 500),
  rips("torus, 1600 points", "giotto-ph", 200),
  rips("cube, 1600 points", "giotto-ph", 40),
  rips("gauss50, 1000 points", "giotto-ph", 6),
  rips("random symmetric matrix, 400 points", "ripser.py", 50),
  {
    goal: "Rips diagrams to degree 2: sphere, 300 points",
    task: "Rips diagrams of degree 0 to 2",
    input: "sphere, 300 points",
    rival: "giotto-ph",
    least: 1.5,
  },
  rips("noisy circle, 100 points, per call of 50", "giotto-ph", 5),
  ...["512 × 512", "1024 × 1024"].flatMap((shape) => [
    images(`cubes, values on vertices, smooth, ${shape}`, "CubicalRipser", 10),
    images(`cubes, values on vertices, noise, ${shape}`, "CubicalRipser", 5),
  ]),
  ...["96 × 96 × 96", "128 × 128 × 128"].flatMap((shape) =>
    ["smooth", "noise"].map((kind) => images(`cubes, values on vertices, ${kind}, ${shape}`, "CubicalRipser", 8))
  ),
  ...["smooth", "noise"].flatMap((kind) => [
    images(`Freudenthal, ${kind}, 512 × 512`, "Oineus", 100),
    images(`Freudenthal, ${kind}, 64 × 64 × 64`, "Oineus", 200),
    images(`cubes, values on cells, ${kind}, 1024 × 1024`, "GUDHI", 2),
  ]),
  delaunay("alpha, 50000 points of a cube", "GUDHI", 8),
  delaunay("alpha, 100000 points of a square", "GUDHI", 5),
  delaunay("alpha, 10000 points of a cube", "Oineus", 30),
  ...["to the diagonal", "away from it"].map((way) => ({
    goal: `Gradients through critical sets, the way back alone: Freudenthal, 256 × 256, ${way}`,
    task: BACKWARD,
    input: `crit-sets, Freudenthal, noise, 256 × 256, ${way}`,
    rival: "Oineus",
    least: 5,
  })),
  {
    goal: "Steps of the topology optimizer: Rips, 200 points",
    task: WHOLE,
    input: "optimizer, Rips, noisy circle, 200 points",
    rival: "Oineus",
    least: 50,
  },
  distance("W2: mixed, 1000 points each", "Hera", 15),
  distance("W2: mixed, 5000 points each", "Hera", 5),
  distance("W2: noise, 1000 points each", "Hera", 200),
  distance("W2: noise, 10000 points each", "Hera", 30),
  distance("W2: equal births, 2000 points each", "Hera", 50),
  distance("bottleneck: noise, 10000 points each", "GUDHI", 1.5),
  distance("sliced, 64 directions, with gradient: mixed, 5000 points each", "Oineus", 10),
  distance("W2 cost with gradient: mixed, 10 points each", "Oineus", 20),
  samples("sinkhorn p = 2, blur 0.01, 100 points each", 10),
  samples("sinkhorn p = 2, blur 0.01, 1000 points each", 12),
  samples("sinkhorn p = 2, blur 0.01, 5000 points each", 60),
  samples("sinkhorn p = 1, blur 0.01, 100 points each", 7),
  samples("sinkhorn p = 1, blur 0.01, 1000 points each", 7),
  samples("sinkhorn p = 1, blur 0.01, 5000 points each", 40),
  samples("gaussian, blur 0.1, 5000 points each", 100),
  samples("laplacian, blur 0.1, 5000 points each", 70),
  samples("energy, 5000 points each", 100),
  samples("sinkhorn p = 2, blur 0.01, to convergence, 1000 points each", 1),
  samples("sinkhorn p = 2, blur 0.01, to convergence, 5000 points each", 4),
  samples("barycenter in one dimension, 50 points each", 20),
  ...SLICED_INPUTS.map((input) => samples(input, 10, "POT")),
  flows(NINE_FLOWS, "GeomLoss", 8),
  flows(SLICED_FLOWS, "POT", 5),
  flows(LINE_BARYCENTERS, "GeomLoss", 15),
];

function samples(input: string, least: number, rival = "GeomLoss"): Lead {
  return { goal: `Losses between samples: ${input}`, task: SAMPLE_LOSSES, input, rival, least };
}

function flows(input: string, rival: string, least: number): Lead {
  return { goal: `Flows of clouds: ${input}`, task: CLOUD_FLOWS, input, rival, least };
}

function distance(input: string, rival: string, least: number): Lead {
  return { goal: `Distances between diagrams: ${input}`, task: DISTANCES, input, rival, least };
}

function rips(input: string, rival: string, least: number): Lead {
  return { goal: `Rips diagrams: ${input}`, task: RIPS, input, rival, least };
}

function images(input: string, rival: string, least: number): Lead {
  return { goal: `Diagrams of images: ${input}`, task: IMAGES, input, rival, least };
}

function delaunay(input: string, rival: string, least: number): Lead {
  return { goal: `Diagrams of points: ${input}`, task: DELAUNAY, input, rival, least };
}
