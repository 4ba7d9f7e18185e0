/**
 * Draws the pictures of docs/filtrations.md: `deno task figures [folder]`.
 *
 * @module
 */
import { resolve } from "node:path";
import type { Figure } from "../mod.ts";
import { alpha, cechDelaunay, distances, rips, weakAlpha } from "./figures/clouds.ts";
import { cubesOnCells, cubesOnVertices, freudenthal } from "./figures/grids.ts";
import { mappingCylinder, minimum, simplices } from "./figures/lists.ts";

/** Every picture by the name of its file. */
export const FIGURES: Readonly<Record<string, () => Figure>> = {
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
};

if (import.meta.main) {
  const [folder = `${import.meta.dirname}/../docs/images/filtrations`] = Deno.args;
  await Deno.mkdir(folder, { recursive: true });
  for (const [name, draw] of Object.entries(FIGURES)) await draw().save(resolve(folder, `${name}.svg`));
}
