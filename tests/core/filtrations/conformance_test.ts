/**
 * What every filtration keeps: a complex in a total order, its pairs, its gradients, and its independence of names and frames.
 */
import { assert, assertAlmostEquals, assertEquals, assertLess, assertThrows } from "@std/assert";
import {
  concat,
  type Diagrams,
  type DiffFiltration,
  gradcheck,
  persistenceDiagram,
  reshape,
  Tensor,
} from "../../../mod.ts";
import { kernels } from "../../../core/kernels.ts";
import { assertComplex } from "../../oracles/complex.ts";
import { type Pair, reduceBoundary } from "../../oracles/reduction.ts";
import { SUBJECTS } from "./_conforming.ts";
import type { Build, Subject } from "./_subject.ts";

function inputsOf({ generic, others }: Subject): [string, Tensor][] {
  return [["generic input", generic], ...Object.entries(others)];
}

/** Vertices, values and facets of all cells. */
function described(filtration: DiffFiltration) {
  const { starts, facets } = filtration.boundary();
  const cells = Array.from({ length: filtration.size }, (_, i) => filtration.cell(i));
  return { cells, boundary: cells.map((_, i) => [...facets.subarray(starts[i], starts[i + 1])]) };
}

/** All pairs by the textbook, with dimensions. */
function reduced(filtration: DiffFiltration): Pair[] {
  const { cells, boundary } = described(filtration);
  return reduceBoundary(boundary).map((pair) => ({ dimension: cells[pair.birth].dimension, ...pair }));
}

/** The homology dimensions that the filtration can tell. */
function homologyOf({ maxDim }: DiffFiltration): number[] {
  return Array.from({ length: maxDim }, (_, d) => d);
}

/** The points of all diagrams, one list; empty for a complex of vertices. */
function points(filtration: DiffFiltration): Tensor {
  if (filtration.maxDim === 0) return concat([[]]);
  const [pairs] = kernels().pairs(filtration.engine, [filtration.pairsTask(filtration.maxDim - 1)], filtration.limits);
  return concat([[], ...pairs.map((part) => reshape(filtration.pairValues(part), [2 * part.count]))]);
}

/** The rows of a diagram, sorted, without those shorter than rounding can tell. */
function rows(diagram: Tensor, factor: number, unit: number): number[][] {
  const snapped = (x: number) => Math.round(x / unit);
  return (diagram.toArray() as number[][])
    .map((row) => row.map((x) => x * factor))
    .filter(([birth, death]) => Math.abs(death - birth) > 2 * unit)
    .sort((a, b) => snapped(a[0]) - snapped(b[0]) || a[1] - b[1]);
}

/** Checks that the cells of all pairs have the values in the diagram, no cell twice. */
function assertNamesItsCells(filtration: DiffFiltration, diagrams: Diagrams, dim: number): void {
  const values = [dim, dim + 1].map((d) =>
    new Map(filtration.cellsInDimension(d).map(({ vertices, value }) => [`${vertices}`, value]))
  );
  const named = diagrams.simplices(dim);
  assertEquals(
    diagrams[dim].toArray(),
    named.map(({ birth, death }) => [values[0].get(`${birth}`)!, values[1].get(`${death}`)!]),
  );
  assertEquals(new Set(named.map(({ birth }) => `${birth}`)).size, named.length);
  assertEquals(new Set(named.map(({ death }) => `${death}`)).size, named.length);
}

/** Rows in ascending order. */
function ascending(rows: number[][]): number[][] {
  return rows.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
}

function assertSameDiagrams(input: Tensor, build: Build, changed: Build, factor: number): void {
  const before = build(input), after = changed(input);
  const expected = persistenceDiagram(before), found = persistenceDiagram(after);
  const unit = 1e-9 * Math.max(...before.values.data.map(Math.abs), Number.MIN_VALUE);
  assertEquals(found.dims, expected.dims);
  for (const d of expected.dims) {
    const [wanted, own] = [rows(expected[d], 1, unit), rows(found[d], 1 / factor, unit)];
    assertEquals(own.length, wanted.length);
    wanted.flat().forEach((x, k) => assertAlmostEquals(own.flat()[k], x, unit));
  }
}

for (const subject of SUBJECTS) {
  const { name, build, generic, betti, isLexicographic, pairsEqualsFreely, variants } = subject;

  Deno.test(`${name} lists a complex that is closed and ordered`, () => {
    for (const [, input] of inputsOf(subject)) {
      const filtration = build(input);
      assertComplex(filtration);
      const { cells, boundary } = described(filtration);
      boundary.forEach((facets, i) => {
        const around = new Set(facets.flatMap((facet) => cells[facet].vertices));
        if (facets.length > 0) assertEquals(around.size, cells[i].vertices.length);
      });
      assertEquals(new Set(cells.map(({ dimension, vertices }) => `${dimension}: ${vertices}`)).size, cells.length);
    }
  });

  Deno.test(`${name} lists its cells by dimension and refuses others`, () => {
    for (const [, input] of inputsOf(subject)) {
      const filtration = build(input), { size, maxDim, dimOffsets } = filtration;
      const { cells } = described(filtration);
      for (let d = 0; d <= maxDim; d++) {
        assertEquals(filtration.cellsInDimension(d), cells.slice(dimOffsets[d], dimOffsets[d + 1]));
      }
      for (const i of [-1, 0.5, size]) assertThrows(() => filtration.cell(i), RangeError, "Cannot read a cell: ");
      for (const d of [-1, maxDim + 1]) {
        assertThrows(() => filtration.cellsInDimension(d), RangeError, "Cannot list cells: ");
      }
      assertThrows(() => (filtration.dimOffsets as number[]).push(size), TypeError);
    }
  });

  if (isLexicographic) {
    Deno.test(`${name} orders cells of equal value by their vertices`, () => {
      for (const [, input] of inputsOf(subject)) {
        const { cells } = described(build(input));
        for (const [i, cell] of cells.slice(1).entries()) {
          const before = cells[i];
          if (before.dimension !== cell.dimension || before.value !== cell.value) continue;
          const k = cell.vertices.findIndex((v, k) => v !== before.vertices[k]);
          assertLess(before.vertices[k], cell.vertices[k]);
        }
      }
    });
  }

  Deno.test(`${name} is the same in every build`, () => {
    for (const [, input] of inputsOf(subject)) {
      const [first, second] = [build(input), build(input)];
      assertEquals(described(first), described(second));
      const [one, other] = [first, second].map((filtration) =>
        [...persistenceDiagram(filtration)].map(([, diagram]) => diagram.toArray())
      );
      assertEquals(one, other);
    }
  });

  Deno.test(`${name} has the homology of its space`, () => {
    for (const [, input] of inputsOf(subject)) {
      const filtration = build(input), essential = reduced(filtration).filter(({ death }) => death === undefined);
      betti.forEach((count, d) => assertEquals(essential.filter(({ dimension }) => dimension === d).length, count));
      if (betti.length > filtration.maxDim) {
        const characteristic = filtration.dimOffsets.slice(1)
          .reduce((sum, end, d) => sum + (-1) ** d * (end - filtration.dimOffsets[d]), 0);
        assertEquals(characteristic, betti.reduce((sum, count, d) => sum + (-1) ** d * count, 0));
      }
    }
  });

  Deno.test(`${name} has the pairs of its reduced boundary`, () => {
    for (const [, input] of inputsOf(subject)) {
      const filtration = build(input), { cells } = described(filtration);
      const lasting = reduced(filtration).filter(({ birth, death }) =>
        death !== undefined && cells[birth].value !== cells[death].value
      );
      for (const highest of homologyOf(filtration)) {
        const dims = homologyOf(filtration).slice(0, highest + 1), diagrams = persistenceDiagram(filtration, { dims });
        for (const d of dims) {
          const pairs = lasting.filter(({ dimension }) => dimension === d).sort((a, b) => a.birth - b.birth);
          const ends = pairs.map(({ birth, death }) => [cells[birth], cells[death!]]);
          if (pairsEqualsFreely) {
            assertNamesItsCells(filtration, diagrams, d);
            assertEquals(
              ascending(diagrams[d].toArray() as number[][]),
              ascending(ends.map(([birth, death]) => [birth.value, death.value])),
            );
            continue;
          }
          assertEquals([...diagrams[d].data], ends.flat().map(({ value }) => value));
          assertEquals(
            diagrams.simplices(d),
            ends.map(([birth, death]) => ({ birth: birth.vertices, death: death.vertices })),
          );
        }
      }
    }
  });

  Deno.test(`${name} has the gradient of its difference quotients`, () => {
    const options = { absoluteTolerance: 1e-7, relativeTolerance: 1e-6 };
    gradcheck((x) => build(x).values, [generic], options);
    gradcheck((x) => points(build(x)), [generic], options);
    const throughValues = (x: Tensor) => {
      const filtration = build(x);
      assertEquals(filtration.values.requiresGrad, x.requiresGrad);
      return points(filtration);
    };
    gradcheck(throughValues, [generic], options);
  });

  Deno.test(`${name} refuses what is not finite and leaves it as it was`, () => {
    for (const bad of [NaN, Infinity, -Infinity]) {
      const data = generic.data.slice();
      data[data.length - 1] = bad;
      const error = assertThrows(() => build(new Tensor(data, generic.shape)), RangeError, "finite");
      assert(error.message.startsWith("Cannot build the "), error.message);
    }
  });

  Deno.test(`${name} takes an empty array for a mistake, unless it is one of its inputs`, () => {
    const empty = new Tensor(new Float64Array(), [0, ...generic.shape.slice(1)]);
    if (inputsOf(subject).some(([, input]) => input.data.length === 0)) assertEquals(build(empty).size, 1);
    else assert(assertThrows(() => build(empty), Error).message.startsWith("Cannot "));
  });

  for (const { name: change, build: changed, factor = 1, keepsTies = false } of variants) {
    Deno.test(`${name} has the same diagrams after ${change}`, () => {
      for (const [, input] of keepsTies ? inputsOf(subject) : inputsOf(subject).slice(0, 1)) {
        assertSameDiagrams(input, build, changed, factor);
      }
    });
  }
}
