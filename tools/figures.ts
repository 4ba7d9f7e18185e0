/**
 * Draws the pictures of the pages in docs: `deno task figures [folder]`.
 *
 * @module
 */
import { resolve } from "node:path";
import type { Animation, Figure } from "../mod.ts";
import { alpha, cechDelaunay, distances, rips, weakAlpha } from "./figures/clouds.ts";
import * as gallery from "./figures/gallery.ts";
import { cubesOnCells, cubesOnVertices, freudenthal } from "./figures/grids.ts";
import { mappingCylinder, minimum, simplices } from "./figures/lists.ts";
import { vectors } from "./figures/vectors.ts";

/** Every picture by its page and the name of its file. */
export const FIGURES: Readonly<Record<string, Readonly<Record<string, () => Figure | Animation>>>> = {
  filtrations: {
    "vietoris-rips": rips,
    distances,
    alpha,
    "cech-delaunay": cechDelaunay,
    "weak-alpha": weakAlpha,
    freudenthal,
    "cubes-on-vertices": cubesOnVertices,
    "cubes-on-cells": cubesOnCells,
    simplices,
    minimum,
    "mapping-cylinder": mappingCylinder,
  },
  vectorizations: { vectors },
  gallery: { ...gallery },
};

if (import.meta.main) {
  const [folder = `${import.meta.dirname}/../docs/images`] = Deno.args;
  for (const [page, figures] of Object.entries(FIGURES)) {
    await Deno.mkdir(resolve(folder, page), { recursive: true });
    for (const [name, draw] of Object.entries(figures)) await draw().save(resolve(folder, page, `${name}.svg`));
  }
}
