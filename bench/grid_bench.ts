/**
 * Filtrations of images: building one, listing its cells, and its diagrams with the gradient.
 */
import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { freudenthalFiltration } from "../mod.ts";
import { GRID_FILTRATIONS } from "./filtrations.ts";
import { inTurn, totalPersistence } from "./total_persistence.ts";
import { waves } from "./workloads.ts";

const SIDE = 512, STEP = 1e-7;

const image = waves([SIDE, SIDE], 7);
const cells = freudenthalFiltration(image);
assertEquals(cells.size, SIDE ** 2 + (3 * SIDE - 1) * (SIDE - 1) + 2 * (SIDE - 1) ** 2);
assertEquals(cells.values.data.length, cells.size);
assertEquals(cells.values.data[0], image.data.reduce((least, value) => Math.min(least, value)));

Deno.bench(`Freudenthal, ${SIDE}²: building`, { group: "filtrations of images" }, () => {
  freudenthalFiltration(image);
});

Deno.bench(`Freudenthal, ${SIDE}²: building and listing all cells`, { group: "filtrations of images" }, () => {
  freudenthalFiltration(image).values;
});

for (const [name, build] of Object.entries(GRID_FILTRATIONS)) {
  for (const side of [SIDE / 2, SIDE]) {
    const values = waves([side, side], 7);
    const { loss, gradient } = totalPersistence(values, build);
    const critical = gradient.findIndex((slope) => slope !== 0);
    const moved = values.clone();
    moved.data[critical] += STEP;
    assert(loss > 0);
    assertAlmostEquals((totalPersistence(moved, build).loss - loss) / STEP, gradient[critical], 1e-5);
    const next = inTurn(values);
    Deno.bench(`${name}, ${side}²`, { group: "diagrams of images with gradient" }, () => {
      totalPersistence(next(), build);
    });
  }
}
