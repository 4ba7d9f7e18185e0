/**
 * Filtrations of golden records of Oineus.
 *
 * @module
 */
import { assert } from "@std/assert";
import {
  alphaFiltration,
  cubeFiltration,
  type DiffFiltration,
  freudenthalFiltration,
  type Tensor,
  tensor,
  vrFiltration,
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
    freudenthal: () => freudenthalFiltration(source, { maxDim, negate }),
    cube: () => cubeFiltration(source, { negate, valuesOn: valuesOn as "vertices" | "cells" }),
  };
  return [source, builders[builder]()];
}

/** Checks numbers against those of Oineus, to 1e-9 of the largest of them. */
export function assertAgree(found: ArrayLike<number>, expected: readonly number[], what?: string): void {
  assert(found.length === expected.length, `${found.length} numbers, not ${expected.length}: ${what}`);
  const unit = 1e-9 * Math.max(...expected.map(Math.abs));
  expected.forEach((x, i) =>
    assert(Math.abs(found[i] - x) <= unit, `number ${i} is ${found[i]}, not ${x}: ${what ?? ""}`)
  );
}
