/**
 * What can be asked of persistence diagrams.
 *
 * @module
 */
import type { LimitOptions } from "../filtrations/limits.ts";

/** Options of {@linkcode persistenceDiagram}; those that limit it have the filtration's as defaults. */
export interface PersistenceOptions extends LimitOptions {
  /**
   * Whether cohomology is reduced, as upstream lets one choose. The diagrams do not depend on it, and no notice is taken
   * of it.
   */
  dualize?: boolean;
  /** Points at infinity are not differentiable: only `false`, the default, is accepted. */
  includeInfPoints?: boolean;
  /** How gradients reach the filtration: `"dgm-loss"`, the default, through the values of the critical cells. */
  gradientMethod?: "dgm-loss";
  /** The homology dimensions wanted; default all from 0 to `maxDim − 1`. */
  dims?: readonly number[];
}

/** The names of {@linkcode PersistenceOptions}. */
export const PERSISTENCE_OPTIONS = [
  "dualize",
  "includeInfPoints",
  "gradientMethod",
  "dims",
  "nThreads",
  "maxMemory",
] as const;
