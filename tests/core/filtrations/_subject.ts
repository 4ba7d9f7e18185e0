/**
 * How a filtration is put before the conformance suite: its inputs, its space, and what must not change its diagrams.
 *
 * @module
 */
import { type DiffFiltration, numpyRng, Tensor } from "../../../mod.ts";

/** From an input to a filtration. */
export type Build = (input: Tensor) => DiffFiltration;

/** Another way to the same diagrams. */
export interface Variant {
  /** What is changed. */
  readonly name: string;
  /** The filtration with the change. */
  readonly build: Build;
  /** Its births and deaths are this many times those without; default 1. */
  readonly factor?: number;
  /** Whether ties stay ties, so that every input may be tried; default `false`: only the generic one is. */
  readonly keepsTies?: boolean;
}

/** A filtration under test. */
export interface Subject {
  /** Its name. */
  readonly name: string;
  /** What makes it. */
  readonly build: Build;
  /** An input at which it is smooth: cells have the same value only if a change of the input keeps it the same. */
  readonly generic: Tensor;
  /** Inputs with ties, degenerate ones, and the smallest ones. */
  readonly others: Readonly<Record<string, Tensor>>;
  /** The Betti numbers of the whole complex, the same for all inputs, from dimension 0 as far as they are known. */
  readonly betti: readonly number[];
  /** Whether, of cells of equal value, any may be in a pair; default `false`: the order of the cells tells which. */
  readonly pairsEqualsFreely?: boolean;
  /** Whether cells of equal value are ordered by their vertices, lexicographically. */
  readonly isLexicographic?: boolean;
  /** Other ways to the same diagrams. */
  readonly variants: readonly Variant[];
}

/** The numbers from 0 to `count − 1` in some order. */
export function shuffled(count: number): number[] {
  return [...numpyRng(count).permutation(count).data];
}

/** The array times a number. */
export function scaled({ data, shape }: Tensor, factor: number): Tensor {
  return new Tensor(data.map((x) => factor * x), shape);
}

/** Large values first is the mirror image of small values first. */
export function mirrored(opposite: Build): Variant {
  return { name: "negation", build: (x) => opposite(scaled(x, -1)), factor: -1, keepsTies: true };
}
