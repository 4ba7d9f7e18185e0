/**
 * What every filtration must be: a complex in an order in which no face comes after a coface.
 *
 * @module
 */
import { assert, assertEquals } from "@std/assert";
import type { DiffFiltration } from "../../mod.ts";

/** Checks that cells, values, facets and order of a filtration fit each other. */
export function assertComplex(filtration: DiffFiltration): void {
  const { size, maxDim, dimOffsets, values, negate } = filtration;
  const { starts, facets } = filtration.boundary();
  const sign = negate ? -1 : 1;
  assertEquals(values.shape, [size]);
  assertEquals([dimOffsets.length, dimOffsets[0], dimOffsets[maxDim + 1]], [maxDim + 2, 0, size]);
  assertEquals([starts.length, starts[size]], [size + 1, facets.length]);
  assertEquals(
    Array.from({ length: maxDim + 1 }, (_, d) => filtration.cellsInDimension(d)).flat(),
    Array.from({ length: size }, (_, i) => filtration.cell(i)),
  );
  for (let i = 0; i < size; i++) {
    const { dimension, vertices, value } = filtration.cell(i);
    assertEquals(value, values.data[i]);
    assert(dimOffsets[dimension] <= i && i < dimOffsets[dimension + 1], `cell ${i} is in the wrong dimension`);
    assert(vertices.every((v, k) => k === 0 || vertices[k - 1] < v), `the vertices of cell ${i} do not ascend`);
    if (i > dimOffsets[dimension]) assert(sign * (value - values.data[i - 1]) >= 0, `cell ${i} comes too late`);
    const own = facets.subarray(starts[i], starts[i + 1]);
    assert(own.length >= (dimension === 0 ? 0 : dimension + 1), `cell ${i} lacks facets`);
    assert(own.every((face, k) => k === 0 || own[k - 1] < face), `the facets of cell ${i} do not ascend`);
    const ridges = new Set<number>();
    for (const face of own) {
      const facet = filtration.cell(face);
      assertEquals(facet.dimension, dimension - 1);
      assert(facet.vertices.every((v) => vertices.includes(v)), `facet ${face} is no face of cell ${i}`);
      assert(sign * (value - facet.value) >= 0, `facet ${face} comes after cell ${i}`);
      for (const ridge of facets.subarray(starts[face], starts[face + 1])) {
        if (!ridges.delete(ridge)) ridges.add(ridge);
      }
    }
    if (dimension > 1) assertEquals(ridges.size, 0, `the boundary of cell ${i} has a boundary`);
  }
}
