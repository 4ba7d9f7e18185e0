/**
 * Filtrations of grids against Oineus: diagrams, gradients, and the order of cells that tie.
 */
import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import {
  cubeFiltration,
  freudenthalFiltration,
  type GridFiltration,
  persistenceDiagram,
  type Tensor,
  tensor,
} from "../../../mod.ts";
import filtrations from "../../goldens/oineus_filtrations.json" with { type: "json" };
import grids from "../../goldens/oineus_grids.json" with { type: "json" };

interface UpstreamOptions {
  readonly negate?: boolean;
  readonly wrap?: boolean;
  readonly max_dim?: number;
  readonly values_on?: "vertices" | "cells";
}

const BUILDERS: Record<string, (array: Tensor, options: UpstreamOptions) => GridFiltration> = {
  freudenthal: (array, { negate, wrap, max_dim }) => freudenthalFiltration(array, { negate, wrap, maxDim: max_dim }),
  cube: (array, { negate, values_on }) => cubeFiltration(array, { negate, valuesOn: values_on }),
};

const goldens = filtrations.cases.filter(({ builder }) => builder in BUILDERS);

Deno.test("the goldens have grids of one to four axes, three filtrations of each and their negatives, and a torus", () => {
  assertEquals(goldens.length, 4 * 3 * 2 + 1);
});

type Golden = typeof goldens[number];

function checkGolden({ builder, options, shape, input, diagrams, loss, gradient }: Golden, readValues: boolean): void {
  const array = tensor(input, { shape, requiresGrad: true });
  const fil = BUILDERS[builder](array, options as UpstreamOptions);
  if (readValues) assert(fil.values.requiresGrad);
  const found = persistenceDiagram(fil);
  assertEquals(found.dims.map(String), Object.keys(diagrams));
  let total = tensor(0);
  for (const [dimension, expected] of Object.entries(diagrams)) {
    const diagram = found.get(Number(dimension));
    const rows = (diagram.toArray() as number[][]).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    assertEquals(rows, expected as number[][], `H${dimension}`); // values are those of the array, to the bit
    const lifetimes = diagram.indexSelect([1], { dim: 1 }).sub(diagram.indexSelect([0], { dim: 1 }));
    total = total.add(lifetimes.square().sum());
  }
  assertAlmostEquals(total.item(), loss, 1e-9 * loss);
  total.backward();
  array.grad!.data.forEach((x, i) => assertAlmostEquals(x, gradient[i], 1e-7 * Math.abs(gradient[i])));
}

for (const golden of goldens) {
  Deno.test(`the diagrams and gradients of ${golden.name} are those of Oineus`, () => checkGolden(golden, false));
  Deno.test(`the diagrams and gradients of ${golden.name} are those of Oineus when the values are read first`, () =>
    checkGolden(golden, true));
}

for (const { name, builder, options, shape, input, vertices, values } of grids.cases) {
  Deno.test(`the cells of ${name} come in the order of Oineus, ties included`, () => {
    const fil = BUILDERS[builder](tensor(input, { shape }), options as UpstreamOptions);
    const cells = Array.from({ length: fil.maxDim + 1 }, (_, d) => fil.cellsInDimension(d)).flat();
    assertEquals(cells.map((cell) => cell.vertices), vertices);
    assertEquals(cells.map((cell) => cell.value), values);
  });
}
