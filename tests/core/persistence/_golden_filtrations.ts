/**
 * Filtrations of golden records of Oineus.
 *
 * @module
 */
import {
  alphaFiltration,
  cechDelaunayFiltration,
  cubeFiltration,
  type DiffFiltration,
  freudenthalFiltration,
  type Tensor,
  tensor,
  vrFiltration,
  weakAlphaFiltration,
} from "../../../mod.ts";

/** What a record says of its filtration. */
export interface GoldenInput {
  builder: string;
  options: { max_dim?: number; negate?: boolean; values_on?: string };
  shape: number[];
  input: number[];
}

/** The input, which requires a gradient, and its filtration. */
export function goldenFiltration({ builder, options, shape, input }: GoldenInput): [Tensor, DiffFiltration] {
  const source = tensor(input, { shape, requiresGrad: true });
  const { max_dim: maxDim, negate, values_on: valuesOn } = options;
  const builders: Record<string, () => DiffFiltration> = {
    vr: () => vrFiltration(source, { maxDim }),
    alpha: () => alphaFiltration(source),
    cech_delaunay: () => cechDelaunayFiltration(source),
    weak_alpha: () => weakAlphaFiltration(source),
    freudenthal: () => freudenthalFiltration(source, { maxDim, negate }),
    cube: () => cubeFiltration(source, { negate, valuesOn: valuesOn as "vertices" | "cells" }),
  };
  return [source, builders[builder]()];
}
