/**
 * What a descent does again and again: diagrams with gradient of an input that has moved a little, or not at all.
 *
 * Steps that leave the order of the cells as it was and steps that change it are timed apart.
 */
import { assert } from "@std/assert";
import { alphaFiltration, indexSelect, reshape, simplexFiltration, type Tensor, tensor, vrFiltration } from "../mod.ts";
import { type Build, rips, totalPersistence } from "./total_persistence.ts";
import { cube, noisyCircle, smooth, sphere } from "./workloads.ts";

const RATE = 1e-4, STEPS = 8;

/** The inputs of a descent on the sum of all persistence, step by step. */
function descent(input: Tensor, build: Build): Tensor[] {
  const path = [input];
  for (let step = 1; step < STEPS; step++) {
    const { gradient } = totalPersistence(path[step - 1], build);
    const { data, shape } = path[step - 1];
    path.push(tensor(data.map((x, i) => x - RATE * gradient[i]), { shape }));
  }
  return path;
}

/** The lower star filtration of a triangulated square: a simplex enters with the greatest of the values of its vertices. */
function lowerStar(side: number): Build {
  const simplices = triangulatedSquare(side), triples = simplices.flatMap(([u, v = u, w = v]) => [u, v, w]);
  return (heights) => simplexFiltration(simplices, reshape(indexSelect(heights, triples), [-1, 3]).max(1));
}

/** The simplices of a square grid of `side` by `side` points, whose squares are cut along their diagonals. */
function triangulatedSquare(side: number): number[][] {
  const simplices: number[][] = [];
  for (let v = 0; v < side * side; v++) {
    const isLastColumn = v % side === side - 1, isLastRow = v >= side * (side - 1);
    const right = v + 1, below = v + side, across = below + 1;
    simplices.push([v]);
    if (!isLastColumn) simplices.push([v, right]);
    if (!isLastRow) simplices.push([v, below]);
    if (!isLastColumn && !isLastRow) simplices.push([v, across], [v, right, across], [v, below, across]);
  }
  return simplices;
}

/** Times the steps of a descent from `input`. */
function timeSteps(kind: string, name: string, input: Tensor, build: Build): void {
  const path = descent(input, build);
  const [first, last] = [path[0], path.at(-1)!].map((input) => totalPersistence(input, build).loss);
  assert(last < first);
  const group = `a step of a descent on ${kind} diagrams`;
  let step = 0;
  Deno.bench(`${name}, all moved`, { group }, () => {
    totalPersistence(path[step = (step + 1) % STEPS], build);
  });
  Deno.bench(`${name}, the same again`, { group }, () => {
    totalPersistence(path[0], build);
  });
}

for (const count of [100, 400, 1600]) timeSteps("Rips", `${count} points`, noisyCircle(count, 7), rips);
for (const count of [60, 120]) {
  timeSteps("Rips", `${count} points up to H2`, sphere(count, 7), (points) => vrFiltration(points, { maxDim: 3 }));
}
timeSteps("Delaunay", "alpha, 10000 points of space", cube(10_000, 7), alphaFiltration);
timeSteps("simplex list", "lower star, 22500 vertices", reshape(smooth([150, 150], 7), [-1]), lowerStar(150));
