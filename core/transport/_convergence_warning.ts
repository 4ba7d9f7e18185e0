/**
 * What is said of iterations that ended too early.
 *
 * @module
 */

/** What was asked for. */
interface Wanted {
  /** The error of the marginals below which iterations end. */
  readonly tol: number;
  /** Whether not to get there is an error. */
  readonly strict: boolean;
}

/** How far iterations came. */
interface Reached {
  /** Their number. */
  readonly iterations: number;
  /** The error of the marginals. */
  readonly marginalError: number;
}

/**
 * A warning where marginals are not as right as was asked for, `undefined` where they are; `action` opens errors, and `advice`
 * says what can be done.
 *
 * @throws {RangeError} In place of the warning, if strict.
 */
export function convergenceWarning(
  action: string,
  { tol, strict }: Wanted,
  { iterations, marginalError }: Reached,
  advice: string,
): string | undefined {
  if (marginalError <= tol) return undefined;
  const warning =
    `a marginal error of at most ${tol} was expected, but after ${iterations} iterations it is ${marginalError}; ${advice}`;
  if (strict) throw new RangeError(`Cannot ${action}: ${warning}`);
  return warning;
}
