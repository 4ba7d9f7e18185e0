/**
 * Where random numbers come from: one interface for all streams, and the choice among them by options.
 *
 * @module
 */

/** A stream of random numbers: a `Generator`, or what `numpyRng` and `numpyRandomState` give. */
export interface RandomSource {
  /** The next `count` numbers uniform in [0, 1). */
  uniforms(count: number): Float64Array;
  /** The next `count` standard normal numbers. */
  normals(count: number): Float64Array;
}
