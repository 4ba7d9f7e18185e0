/**
 * Clouds far from the origin: nothing is lost to the squares of their coordinates.
 */
import { assertEquals, assertNotEquals } from "@std/assert";
import {
  Generator,
  rand,
  samplesLoss,
  type SamplesLossKind,
  type SamplesLossOptions,
  solveSamples,
  type Tensor,
  tensor,
} from "../../../mod.ts";
import { type Loss, LOSSES, nameOf } from "./_clouds.ts";

/** About a million and about a hundred million. */
const SHIFTS = [2 ** 20, -(2 ** 27)];

/** Points of twenty binary digits, so that moving them rounds nothing. */
function points(count: number, dimension: number, seed: number, shift: number): Tensor {
  const { data } = rand([count, dimension], { generator: new Generator(seed) });
  return tensor(data.map((t) => Math.round(t * 2 ** 20) / 2 ** 20 + shift), { shape: [count, dimension] });
}

/** The value, and the gradient at the first cloud. */
function at(shift: number, dimension: number, call: (x: Tensor, y: Tensor) => Tensor): number[] {
  const x = tensor(points(40, dimension, 1, shift), { requiresGrad: true });
  const value = call(x, points(30, dimension, 2, shift));
  value.backward();
  return [value.item(), ...x.grad!.data];
}

function assertStays(dimension: number, call: (x: Tensor, y: Tensor) => Tensor): void {
  const here = at(0, dimension, call);
  assertNotEquals(here[1], 0);
  for (const shift of SHIFTS) assertEquals(at(shift, dimension, call), here);
}

const loosely = (kind: SamplesLossKind, options: SamplesLossOptions): Loss => [kind, { ...options, tol: 1e-6 }];
const MORE: Loss[] = (["gaussian", "laplacian", "energy", "sinkhorn"] as const).flatMap((kind): Loss[] => [
  [kind, { compat: "geomloss-0.3.1" }],
  [kind, { precision: "float32" }],
]);

for (const loss of [...LOSSES.map(([kind, options]) => loosely(kind, options)), ...MORE]) {
  Deno.test(`${nameOf(loss)} is the same, bit for bit, where clouds are far from the origin`, () => {
    for (const dimension of [1, 2, 3, 7]) assertStays(dimension, samplesLoss(...loss));
  });
}

Deno.test("losses with functions of the user are the same far from the origin", () => {
  const distance = (x: Tensor, y: Tensor) => x.cdist(y);
  for (const loss of [samplesLoss("sinkhorn", { cost: distance }), samplesLoss("energy", { kernel: distance })]) {
    assertStays(2, loss);
  }
});

Deno.test("solveSamples() is the same far from the origin", () => {
  const [a, b] = [40, 30].map((count) => new Float64Array(count).fill(1 / count));
  for (const p of [1, 1.5, 2]) {
    assertStays(2, (x, y) => solveSamples(a, x, b, y, { p }).value);
    const plan = (shift: number) => solveSamples(a, points(40, 2, 1, shift), b, points(30, 2, 2, shift), { p }).plan;
    for (const shift of SHIFTS) assertEquals(plan(shift).toDense(), plan(0).toDense());
  }
});
