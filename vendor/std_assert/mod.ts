/**
 * A stand-in for the part of `jsr:@std/assert` that the tests use, so that they run where JSR cannot be reached.
 *
 * `deno.json` points at this folder through `links`; whoever imports the published package gets the real library.
 *
 * @module
 */
import nodeAssert from "node:assert/strict";

/** The error that a failed assertion throws. */
export class AssertionError extends Error {
  override name = "AssertionError";
}

function fail(message: string, hint?: string): never {
  throw new AssertionError(hint === undefined ? message : `${message}: ${hint}`);
}

/** Passes when `expression` is truthy. */
export function assert(expression: unknown, message?: string): asserts expression {
  if (!expression) fail("Expected a truthy value", message);
}

/** Passes when `actual` and `expected` are deeply equal. */
export function assertEquals<T>(actual: T, expected: T, message?: string): void {
  try {
    nodeAssert.deepStrictEqual(actual, expected);
  } catch (error) {
    fail((error as Error).message, message);
  }
}

/** Passes when `actual` and `expected` are not deeply equal. */
export function assertNotEquals<T>(actual: T, expected: T, message?: string): void {
  try {
    nodeAssert.notDeepStrictEqual(actual, expected);
  } catch (error) {
    fail((error as Error).message, message);
  }
}

/** Passes when both are the same value in the sense of `Object.is`. */
export function assertStrictEquals<T>(actual: unknown, expected: T, message?: string): asserts actual is T {
  if (!Object.is(actual, expected)) fail(`Expected ${String(expected)}, found ${String(actual)}`, message);
}

/** Passes when `actual` and `expected` differ by at most `tolerance`, by default a relative 1e-7. */
export function assertAlmostEquals(actual: number, expected: number, tolerance?: number, message?: string): void {
  if (Object.is(actual, expected)) return;
  const allowed = tolerance ?? (Number.isFinite(expected) ? Math.abs(expected * 1e-7) : 1e-7);
  const difference = Math.abs(actual - expected);
  if (!(difference <= allowed)) {
    fail(`Expected ${expected} within ${allowed}, found ${actual}, which is ${difference} away`, message);
  }
}

/** Passes when `actual` is greater than or equal to `expected`. */
export function assertGreaterOrEqual<T>(actual: T, expected: T, message?: string): void {
  if (!(actual >= expected)) fail(`Expected at least ${String(expected)}, found ${String(actual)}`, message);
}

/** Passes when `actual` is less than `expected`. */
export function assertLess<T>(actual: T, expected: T, message?: string): void {
  if (!(actual < expected)) fail(`Expected less than ${String(expected)}, found ${String(actual)}`, message);
}

/** Passes when `actual` contains `expected`. */
export function assertStringIncludes(actual: string, expected: string, message?: string): void {
  if (!actual.includes(expected)) fail(`Expected a text with "${expected}", found "${actual}"`, message);
}

/** Passes when `actual` matches `expected`. */
export function assertMatch(actual: string, expected: RegExp, message?: string): void {
  if (!expected.test(actual)) fail(`Expected a match of ${expected}, found "${actual}"`, message);
}

/** Passes when `actual` is an instance of `expected`. */
// deno-lint-ignore no-explicit-any
export function assertInstanceOf<T extends abstract new (...args: any[]) => any>(
  actual: unknown,
  expected: T,
  message?: string,
): asserts actual is InstanceType<T> {
  if (!(actual instanceof expected)) fail(`Expected an instance of ${expected.name}, found ${String(actual)}`, message);
}

// deno-lint-ignore no-explicit-any
type ErrorClass<E extends Error> = abstract new (...args: any[]) => E;

/** Passes when `error` is of `errorClass` and its message contains `messageIncludes`; returns it. */
export function assertIsError<E extends Error = Error>(
  error: unknown,
  errorClass?: ErrorClass<E>,
  messageIncludes?: string,
  message?: string,
): asserts error is E {
  if (!(error instanceof Error)) fail(`Expected an error, found ${String(error)}`, message);
  if (errorClass && !(error instanceof errorClass)) {
    fail(`Expected an error of class ${errorClass.name}, found ${error.name} "${error.message}"`, message);
  }
  if (messageIncludes !== undefined && !error.message.includes(messageIncludes)) {
    fail(`Expected an error message with "${messageIncludes}", found "${error.message}"`, message);
  }
}

/** Passes when `f` throws an error of `errorClass` whose message contains `messageIncludes`; returns the error. */
export function assertThrows<E extends Error = Error>(
  f: () => unknown,
  errorClass?: ErrorClass<E>,
  messageIncludes?: string,
  message?: string,
): E {
  try {
    f();
  } catch (error) {
    assertIsError(error, errorClass, messageIncludes, message);
    return error;
  }
  fail("Expected the function to throw", message);
}

/** Passes when `f` rejects with an error of `errorClass` whose message contains `messageIncludes`; resolves to the error. */
export async function assertRejects<E extends Error = Error>(
  f: () => PromiseLike<unknown>,
  errorClass?: ErrorClass<E>,
  messageIncludes?: string,
  message?: string,
): Promise<E> {
  try {
    await f();
  } catch (error) {
    assertIsError(error, errorClass, messageIncludes, message);
    return error;
  }
  fail("Expected the function to reject", message);
}
