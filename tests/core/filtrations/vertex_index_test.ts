/**
 * The table of cells by vertices against a plain map.
 */
import { assertEquals } from "@std/assert";
import { VertexIndex } from "../../../core/filtrations/_vertex_index.ts";
import { numpyRng } from "../../../mod.ts";

Deno.test("VertexIndex finds what a map finds, duplicates and absent cells included", () => {
  const random = numpyRng(0);
  const cells = Array.from(
    { length: 3000 },
    () => Array.from({ length: random.integers(1, 5) }, () => random.integers(9)),
  );
  const first = new Map<string, number>();
  const starts = new Uint32Array(cells.length + 1);
  cells.forEach((cell, i) => starts[i + 1] = starts[i] + cell.length);
  const index = new VertexIndex({ vertices: Uint32Array.from(cells.flat()), starts });
  cells.forEach((cell, i) => {
    if (!first.has(cell.join())) first.set(cell.join(), i);
    assertEquals(index.add(i), first.get(cell.join()));
  });
  for (let k = 0; k < 3000; k++) {
    const cell = Array.from({ length: random.integers(1, 6) }, () => random.integers(10));
    assertEquals(index.find(cell), first.get(cell.join()));
  }
});

Deno.test("VertexIndex of no cells finds none", () => {
  assertEquals(new VertexIndex({ vertices: new Uint32Array(0), starts: Uint32Array.of(0) }).find([0]), undefined);
});
