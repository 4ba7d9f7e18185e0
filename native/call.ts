/**
 * Calling a symbol: what every call shares.
 *
 * @module
 */
import type { Limits } from "../core/kernels.ts";
import { NativeError, type NativeErrorCode } from "./errors.ts";

/** Status codes of `rust/ffi/src/boundary.rs` that are failures of the library. */
const CODES: Record<number, NativeErrorCode> = { 1: "refused", 2: "panicked" };
/** More memory would be needed than is allowed. */
const TOO_LARGE = 3;
/** The caller asked for an end. */
const CANCELLED = 4;

/** Room for the text of a failure; longer ones are cut. */
const ERROR_LENGTH = 1024;

/**
 * The error buffer of all blocking calls, which are never nested: a fresh one each time would take most of a short call.
 */
const errorBuffer = new Uint8Array(ERROR_LENGTH);

/**
 * Runs one native call; `action` opens the error if it fails.
 *
 * `symbol` gets the error buffer and its length, the last two arguments of every symbol.
 *
 * @throws {NativeError} With the text the kernel gave.
 * @throws {RangeError} If more memory would be needed than is allowed.
 */
export function call(action: string, symbol: (error: Uint8Array<ArrayBuffer>, errorLength: number) => number): void {
  check(action, symbol(errorBuffer, ERROR_LENGTH), errorBuffer);
}

/** The same for a call on a thread of its own. */
export async function callAsync(
  action: string,
  symbol: (error: Uint8Array<ArrayBuffer>, errorLength: number) => Promise<number>,
): Promise<void> {
  const error = new Uint8Array(ERROR_LENGTH);
  check(action, await symbol(error, ERROR_LENGTH), error);
}

function check(action: string, status: number, error: Uint8Array<ArrayBuffer>): void {
  if (status === 0) return;
  if (status === CANCELLED) throw new DOMException(`Cannot ${action}: it was cancelled`, "AbortError");
  const length = new DataView(error.buffer).getUint32(0, true);
  const text = new TextDecoder().decode(error.subarray(4, 4 + length));
  if (status === TOO_LARGE) throw new RangeError(`Cannot ${action}: ${text}`);
  const code = CODES[status] ?? "panicked";
  const reason = code === "panicked" ? `a result was expected, but a defect was met, please report it: ${text}` : text;
  throw new NativeError(`Cannot ${action}: ${reason}`, code);
}

/** More threads bring nothing, and the system may refuse to start them. */
const MOST_THREADS = 256;

/** The first two of the arguments that stand for limits. */
export function nativeLimits({ threads, maxMemory }: Limits): [number, number] {
  return [Math.min(threads, MOST_THREADS), maxMemory ?? NaN];
}

/** `values` as native code takes them: backed by memory that is neither shared nor resizable. */
export function inputArray(values: Float64Array): Float64Array<ArrayBuffer>;
/** The same for indices. */
export function inputArray(values: Uint32Array): Uint32Array<ArrayBuffer>;
export function inputArray(values: Float64Array | Uint32Array): Float64Array | Uint32Array {
  const { buffer } = values;
  return buffer instanceof ArrayBuffer && !buffer.resizable ? values : values.slice();
}

/**
 * Several arrays one after the other, as native code takes a batch; the array itself if there is one only.
 *
 * @throws {RangeError} If they have 2³² entries or more together, since native code counts in 32 bits.
 */
export function joined(action: string, parts: readonly Float64Array[]): Float64Array<ArrayBuffer>;
/** The same for indices. */
export function joined(action: string, parts: readonly Uint32Array[]): Uint32Array<ArrayBuffer>;
export function joined(action: string, parts: readonly (Float64Array | Uint32Array)[]): Float64Array | Uint32Array {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  if (length >= 2 ** 32) {
    throw new RangeError(
      `Cannot ${action}: fewer than 2^32 numbers together were expected, but there are ${length}` +
        (parts.length > 1 ? "; cut the batch into smaller ones" : ""),
    );
  }
  if (parts.length === 1) return inputArray(parts[0] as Float64Array);
  const all = parts[0] instanceof Float64Array ? new Float64Array(length) : new Uint32Array(length);
  let start = 0;
  for (const part of parts) {
    all.set(part, start);
    start += part.length;
  }
  return all;
}
