/**
 * Builds the alpha filtration of a million uniform points of the cube and prints its number of cells by dimension.
 *
 * @module
 */
import { alphaFiltration } from "../mod.ts";
import { cube } from "./workloads.ts";

const { dimOffsets } = alphaFiltration(cube(1_000_000, 7));
console.log(JSON.stringify(dimOffsets.slice(1).map((end, d) => end - dimOffsets[d])));
