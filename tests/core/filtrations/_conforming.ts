/**
 * The filtrations that pass the conformance suite. A new one gets its line here.
 *
 * @module
 */
import {
  alphaFiltration,
  cechDelaunayFiltration,
  cubeFiltration,
  type CubeOptions,
  freudenthalFiltration,
  type FreudenthalOptions,
  index,
  mappingCylinderFiltration,
  minFiltration,
  vrFiltration,
  type VrOptions,
  weakAlphaFiltration,
} from "../../../mod.ts";
import { clouds, distances } from "./_clouds.ts";
import { onGrid, onTorus, onTwoGrids } from "./_grids.ts";
import { edges, onList, simplices } from "./_lists.ts";
import type { Build, Subject } from "./_subject.ts";

const vr = (options: VrOptions): Build => (x) => vrFiltration(x, { eps: 0, ...options });
const freudenthal = (options: FreudenthalOptions): Build => (x) => freudenthalFiltration(x, options);
const upToEdges = (options: FreudenthalOptions) => freudenthal({ ...options, maxDim: 1 });
const cubes = (options: CubeOptions): Build => (x) => cubeFiltration(x, options);
const pixels = (options: CubeOptions) => cubes({ ...options, valuesOn: "cells" });
const lower = (build: Build): Build => (x) => minFiltration(build(index(x, 0)), build(index(x, 1)));
const cylinder = (domain: Build, codomain: Build): Build => (x) =>
  mappingCylinderFiltration(domain(index(x, 0)), codomain(index(x, 1)));
const cylinderOfCubes = (options: CubeOptions) => cylinder(cubes(options), cubes(options));

const SHAPES = [[7], [4, 5], [3, 2, 3], [2, 3, 2, 2]];

/** Every filtration under test. */
export const SUBJECTS: readonly Subject[] = [
  clouds("vrFiltration()", 1, 1, vr({ maxDim: 2, maxDiameter: Infinity }), { betti: [1, 0] }),
  clouds("vrFiltration()", 2, 1, vr({}), { betti: [1, 0] }),
  clouds("vrFiltration()", 3, 1, vr({}), { betti: [1, 0, 0] }),
  distances("vrFiltration() of distances", vr({ fromPwdists: true, maxDim: 3 }), { betti: [1, 0, 0] }),
  ...[1, 2, 3].flatMap((dimension) => [
    clouds("alphaFiltration()", dimension, 2, (x) => alphaFiltration(x), { isLexicographic: true }),
    clouds("cechDelaunayFiltration()", dimension, 2, (x) => cechDelaunayFiltration(x), { isLexicographic: true }),
    clouds("weakAlphaFiltration()", dimension, 2, (x) => weakAlphaFiltration(x), { isLexicographic: true }),
  ]),
  ...SHAPES.flatMap((shape) => onGrid("freudenthalFiltration()", shape, freudenthal, "together")),
  ...onGrid("freudenthalFiltration() up to edges", [3, 4], upToEdges, "together", { betti: [1] }),
  onTorus("freudenthalFiltration() with wrap", [5], freudenthal({ wrap: true }), [1, 1]),
  onTorus("freudenthalFiltration() with wrap", [3, 4], freudenthal({ wrap: true }), [1, 2, 1]),
  onTorus("freudenthalFiltration() with wrap", [3, 3, 3], freudenthal({ wrap: true }), [1, 3, 3, 1]),
  ...SHAPES.flatMap((shape) => onGrid("cubeFiltration()", shape, cubes, "alone")),
  ...SHAPES.flatMap((shape) => onGrid("cubeFiltration() of cells", shape, pixels, "alone")),
  ...onList("simplexFiltration()", [], simplices, { isLexicographic: true }),
  ...onList("minFiltration()", [2], (list, options) => lower(simplices(list, options))),
  ...onTwoGrids("minFiltration() of grids", [3, 3], (options) => lower(freudenthal(options)), [1, 0, 0]),
  ...onList(
    "mappingCylinderFiltration()",
    [2],
    (list, options) => cylinder(edges(list, options), simplices(list, options)),
  ),
  ...onTwoGrids("mappingCylinderFiltration() of cubes", [2, 3], cylinderOfCubes, [1, 0, 0, 0]),
];
