/**
 * Options completed by their defaults.
 *
 * @module
 */

/** `defaults`, with what is given in their place; `undefined` is not given. */
export function withDefaults<O extends object>(defaults: O, given: Partial<O>): O {
  const entries = Object.entries(given).filter(([, value]) => value !== undefined);
  return { ...defaults, ...Object.fromEntries(entries) };
}
