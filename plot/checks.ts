/**
 * Checks at the door of every plotting function: what was given is what was expected, or an error says so.
 *
 * @module
 */

/** How a found value reads in an error message. */
export function found(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (Array.isArray(value)) {
    return value.length <= 4 ? `[${value.map(found).join(", ")}]` : `an array of ${value.length}`;
  }
  if (typeof value === "object" && value !== null) return "an object";
  return typeof value === "function" ? "a function" : String(value);
}

/** Passes when `value` is one of `allowed`. */
export function checkChoice<T extends string>(action: string, name: string, value: T, allowed: readonly T[]): T {
  if (!allowed.includes(value)) {
    const list = allowed.map((choice) => JSON.stringify(choice)).join(", ");
    throw new RangeError(`Cannot ${action}: ${name} must be one of ${list}, but is ${found(value)}`);
  }
  return value;
}

/** Passes when `value` is a finite number. */
export function checkFinite(action: string, name: string, value: number): number {
  if (typeof value !== "number") {
    throw new TypeError(`Cannot ${action}: ${name} must be a number, but is ${found(value)}`);
  }
  if (!Number.isFinite(value)) throw new RangeError(`Cannot ${action}: ${name} must be finite, but is ${value}`);
  return value;
}

/** Passes when `value` is a positive number. */
export function checkPositive(action: string, name: string, value: number): number {
  if (checkFinite(action, name, value) <= 0) {
    throw new RangeError(`Cannot ${action}: ${name} must be positive, but is ${value}`);
  }
  return value;
}

/** Passes when `value` is a number of at least zero. */
export function checkNonNegative(action: string, name: string, value: number): number {
  if (checkFinite(action, name, value) < 0) {
    throw new RangeError(`Cannot ${action}: ${name} must be at least 0, but is ${value}`);
  }
  return value;
}

/** Passes when `value` lies between 0 and 1. */
export function checkFraction(action: string, name: string, value: number): number {
  if (checkFinite(action, name, value) < 0 || value > 1) {
    throw new RangeError(`Cannot ${action}: ${name} must lie between 0 and 1, but is ${value}`);
  }
  return value;
}

/** Passes when `value` is a string. */
export function checkText(action: string, name: string, value: string): string {
  if (typeof value !== "string") {
    throw new TypeError(`Cannot ${action}: ${name} must be a string, but is ${found(value)}`);
  }
  return value;
}

/** Passes when `value` is true or false. */
export function checkFlag(action: string, name: string, value: boolean): boolean {
  if (typeof value !== "boolean") {
    throw new TypeError(`Cannot ${action}: ${name} must be true or false, but is ${found(value)}`);
  }
  return value;
}

/** Passes when every option is known: notebooks have no compiler that would notice a misspelt one. */
export function checkOptions(action: string, options: object, allowed: readonly string[]): void {
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    throw new TypeError(`Cannot ${action}: the options must be an object, but are ${found(options)}`);
  }
  for (const name of Object.keys(options)) {
    if (!allowed.includes(name)) {
      throw new TypeError(`Cannot ${action}: options must be among ${allowed.join(", ")}, but one is ${found(name)}`);
    }
  }
}
