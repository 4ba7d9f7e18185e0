/**
 * The filtrations that are benched, by name.
 *
 * @module
 */
import {
  alphaFiltration,
  cechDelaunayFiltration,
  cubeFiltration,
  freudenthalFiltration,
  weakAlphaFiltration,
} from "../mod.ts";
import type { Build } from "./total_persistence.ts";

/** What turns points in the plane or in space into a filtration. */
export const POINT_FILTRATIONS = {
  "alpha": alphaFiltration,
  "Čech–Delaunay": cechDelaunayFiltration,
  "weak alpha": weakAlphaFiltration,
} as const satisfies Readonly<Record<string, Build>>;

/** The name of one of them. */
export type PointFiltrationName = keyof typeof POINT_FILTRATIONS;

/** What turns an image or a volume into a filtration. */
export const GRID_FILTRATIONS = {
  "Freudenthal": freudenthalFiltration,
  "cubes, values on vertices": (image) => cubeFiltration(image),
  "cubes, values on cells": (image) => cubeFiltration(image, { valuesOn: "cells" }),
} as const satisfies Readonly<Record<string, Build>>;

/** The name of one of them. */
export type GridFiltrationName = keyof typeof GRID_FILTRATIONS;
