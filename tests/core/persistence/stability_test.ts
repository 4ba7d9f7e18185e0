/**
 * Small changes of the input change diagrams by as little, in the bottleneck distance.
 */
import { assert, assertEquals } from "@std/assert";
import {
  alphaFiltration,
  cechDelaunayFiltration,
  cubeFiltration,
  type DiffFiltration,
  freudenthalFiltration,
  numpyRng,
  persistenceDiagram,
  Tensor,
  vrFiltration,
} from "../../../mod.ts";
import { isWithinBottleneck } from "../../oracles/bottleneck.ts";

/** What the theorem says of one kind of filtration. */
interface Case {
  readonly name: string;
  readonly shape: readonly number[];
  readonly build: (input: Tensor) => DiffFiltration;
  /** How far diagrams can be apart, from the inputs. */
  readonly bound: (before: Tensor, after: Tensor) => number;
  /** The scale on which they are stable; default their own. */
  readonly scale?: (value: number) => number;
}

/** The greatest distance between entries. */
function supNorm({ data }: Tensor, after: Tensor): number {
  return Math.max(...data.map((x, i) => Math.abs(x - after.data[i])));
}

/** How far a point moves at most. */
function movement({ data, shape: [count, d] }: Tensor, after: Tensor): number {
  const moved = (i: number) =>
    Math.hypot(...Array.from({ length: d }, (_, c) => data[i * d + c] - after.data[i * d + c]));
  return Math.max(...Array.from({ length: count }, (_, i) => moved(i)));
}

/** Symmetric distances with a zero diagonal from the upper triangle of any numbers. */
function symmetric({ data, shape: [count] }: Tensor): Tensor {
  const entry = (i: number, j: number) => i === j ? 0 : Math.abs(data[Math.min(i, j) * count + Math.max(i, j)]);
  return new Tensor(
    Float64Array.from({ length: count * count }, (_, k) => entry(Math.floor(k / count), k % count)),
    [count, count],
  );
}

const CASES: readonly Case[] = [
  {
    name: "vrFiltration()",
    shape: [24, 2],
    build: (x) => vrFiltration(x, { eps: 0 }),
    bound: (before, after) => 2 * movement(before, after),
  },
  {
    name: "vrFiltration() up to dimension 3",
    shape: [16, 3],
    build: (x) => vrFiltration(x, { eps: 0 }),
    bound: (before, after) => 2 * movement(before, after),
  },
  {
    name: "vrFiltration() of distances",
    shape: [14, 14],
    build: (x) => vrFiltration(symmetric(x), { fromPwdists: true, maxDim: 3, maxDiameter: Infinity }),
    bound: supNorm,
  },
  ...[2, 3].flatMap((d): Case[] =>
    ([["alphaFiltration()", alphaFiltration], ["cechDelaunayFiltration()", cechDelaunayFiltration]] as const).map(
      ([name, build]) => ({
        name: `${name} in dimension ${d}`,
        shape: [25, d],
        build,
        bound: movement,
        scale: Math.sqrt,
      }),
    )
  ),
  ...[[30], [7, 6], [4, 5, 4], [3, 3, 2, 3]].flatMap((shape): Case[] => [
    { name: `freudenthalFiltration() of ${shape}`, shape, build: (x) => freudenthalFiltration(x), bound: supNorm },
    {
      name: `freudenthalFiltration() with negate of ${shape}`,
      shape,
      build: (x) => freudenthalFiltration(x, { negate: true }),
      bound: supNorm,
    },
    { name: `cubeFiltration() of ${shape}`, shape, build: (x) => cubeFiltration(x), bound: supNorm },
    {
      name: `cubeFiltration() of cells of ${shape}`,
      shape,
      build: (x) => cubeFiltration(x, { valuesOn: "cells" }),
      bound: supNorm,
    },
  ]),
  {
    name: "freudenthalFiltration() with wrap",
    shape: [4, 5, 3],
    build: (x) => freudenthalFiltration(x, { wrap: true }),
    bound: supNorm,
  },
];

/** Inputs far from and close to each other: noise, integers with many ties, and a constant. */
function inputs(shape: readonly number[], seed: number): [string, Tensor][] {
  const random = numpyRng(seed), size = shape.reduce((a, b) => a * b);
  const noise = random.standardNormal(size).data;
  return [
    ["noise", new Tensor(noise, shape)],
    ["integers", new Tensor(noise.map((x) => Math.round(2 * x)), shape)],
  ];
}

for (const { name, shape, build, bound, scale = (x: number) => x } of CASES) {
  Deno.test(`persistenceDiagram() of ${name} is stable`, () => {
    for (const [kind, before] of inputs(shape, 3)) {
      for (const size of [1e-6, 0.05, 0.5]) {
        const noise = numpyRng(8).standardNormal(before.data.length).data;
        const after = new Tensor(before.data.map((x, i) => x + size * noise[i]), shape);
        const [old, now] = [before, after].map((input) => persistenceDiagram(build(input)));
        const radius = (1 + 1e-9) * bound(before, after);
        assertEquals(now.dims, old.dims);
        for (const dim of old.dims) {
          const [a, b] = [old, now].map((diagrams) =>
            (diagrams[dim].toArray() as number[][]).map((row) => row.map(scale))
          );
          assert(isWithinBottleneck(a, b, radius), `${kind}, change ${size}, dimension ${dim}`);
        }
      }
    }
  });
}

Deno.test("the bottleneck oracle tells near from far", () => {
  assert(isWithinBottleneck([[0, 1], [0, 0.1]], [[0.2, 1.1]], 0.2));
  assert(!isWithinBottleneck([[0, 1], [0, 0.1]], [[0.2, 1.1]], 0.19));
  assert(!isWithinBottleneck([[0, 1], [0, 1]], [[0, 1]], 0.49));
  assert(isWithinBottleneck([[0, 1], [0, 1]], [[0, 1]], 0.5));
});
