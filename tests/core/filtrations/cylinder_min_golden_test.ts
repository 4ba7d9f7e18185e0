/**
 * Minima of filtrations and mapping cylinders against Oineus: cells in order, diagrams, losses, gradients.
 */
import { assertAlmostEquals, assertEquals } from "@std/assert";
import {
  type Diagrams,
  type DiffFiltration,
  freudenthalFiltration,
  type MappingCylinderFiltration,
  mappingCylinderFiltration,
  minFiltration,
  persistenceDiagram,
  type Tensor,
  tensor,
  vrFiltration,
} from "../../../mod.ts";
import oineus from "../../goldens/oineus_cylinder_min.json" with { type: "json" };

type Golden = typeof oineus.cases[number];

/** The filtration of one input. */
function filtrationOf({ builder, options }: Golden, input: Tensor): DiffFiltration {
  if (builder === "freudenthal") return freudenthalFiltration(input, { negate: options.negate });
  return vrFiltration(input, { fromPwdists: true, maxDim: options.max_dim, maxDiameter: options.max_diameter });
}

function combined(golden: Golden, inputs: readonly Tensor[]): DiffFiltration {
  const [first, second] = inputs.map((input) => filtrationOf(golden, input));
  if (golden.kind === "min") return minFiltration(first, second);
  const [domainValue, codomainValue] = golden.bounds ?? [];
  return mappingCylinderFiltration(first, second, { domainValue, codomainValue });
}

/** Sum over dimensions and points of (death − birth)². */
function totalPersistence(diagrams: Diagrams): Tensor {
  let total = tensor(0);
  for (const [, points] of diagrams) {
    total = total.add(points.slice(1, 2, { dim: 1 }).sub(points.slice(0, 1, { dim: 1 })).square().sum());
  }
  return total;
}

/** The vertices that a cell of a cylinder has here. */
function cylinderVertices(own: readonly number[], side: string, offset: number): number[] {
  const copies = own.map((v) => v + offset);
  return side === "codomain" ? [...own] : side === "domain" ? copies : [...own, ...copies];
}

function checkCells(fil: MappingCylinderFiltration, cells: NonNullable<Golden["cells"]>): void {
  cells.forEach(([own, side, value], i) => {
    const cell = fil.cell(i);
    assertEquals(cell.vertices, cylinderVertices(own as number[], side as string, fil.offset), `cell ${i}`);
    assertAlmostEquals(cell.value, value as number, 1e-9 * Math.abs(value as number));
  });
}

/**
 * The gradients of Oineus by the rules here: where both filtrations give a cell the same value, as all give vertices of
 * distances 0, each gets half, where Oineus gives all to the first.
 */
function expectedGradients({ builder, kind, gradients, inputs }: Golden): number[][] {
  if (builder !== "vr" || kind !== "min") return gradients!;
  const [first, second] = gradients!, n = inputs[0].shape[0];
  return gradients!.map((gradient) => gradient.map((x, k) => k % (n + 1) === 0 ? (first[k] + second[k]) / 2 : x));
}

/** A gradient at distances summed over both triangles, where Oineus fills one. */
function folded(gradient: ArrayLike<number>, { builder }: Golden, [n]: readonly number[]): number[] {
  if (builder !== "vr") return Array.from(gradient);
  return Array.from(gradient, (x, k) => {
    const i = Math.floor(k / n), j = k % n;
    return i === j ? x : x + gradient[j * n + i];
  });
}

for (const golden of oineus.cases) {
  const name = golden.kind === "min" ? "minFiltration" : "mappingCylinderFiltration";
  Deno.test(`${name}() gives the numbers of Oineus for ${golden.name}`, () => {
    const inputs = golden.inputs.map(({ values, shape }) => tensor(values, { shape, requiresGrad: true }));
    const fil = combined(golden, inputs);
    assertEquals(fil.size, golden.size);
    if (golden.cells !== undefined) checkCells(fil as MappingCylinderFiltration, golden.cells);
    const diagrams = persistenceDiagram(fil);
    assertEquals(diagrams.dims.map(String), Object.keys(golden.diagrams));
    for (const [dim, expected] of Object.entries(golden.diagrams) as [string, number[][]][]) {
      const points = diagrams.get(Number(dim)).toArray() as number[][];
      const rows = points.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
      assertEquals(rows.length, expected.length, `H${dim}`);
      rows.flat().forEach((x, k) => assertAlmostEquals(x, expected.flat()[k], 1e-9 * Math.abs(x)));
    }
    if (golden.loss === undefined) return;
    const loss = totalPersistence(diagrams);
    assertAlmostEquals(loss.item(), golden.loss, 1e-9 * golden.loss);
    loss.backward();
    expectedGradients(golden).forEach((gradient, which) => {
      const input = inputs[which], expected = folded(gradient, golden, input.shape);
      const found = folded(input.grad?.data ?? new Float64Array(input.size), golden, input.shape);
      expected.forEach((x, k) => assertAlmostEquals(found[k], x, 1e-7 * Math.abs(x), `gradient ${which} at ${k}`));
    });
  });
}
