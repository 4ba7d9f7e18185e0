/**
 * Calling a symbol: what every call shares.
 *
 * @module
 */
import { NativeError, type NativeErrorCode } from "./errors.ts";

/** What native code reads or writes in place. */
export type Buffer = Float64Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | Uint8Array<ArrayBuffer>;

/** Status codes of `rust/ffi/src/boundary.rs`. */
const CODES: Record<number, NativeErrorCode> = { 1: "refused", 2: "panicked" };

/**
 * Room for the text of a failure; longer ones are cut.
 *
 * One for all calls, which are synchronous and never nested: a fresh one each time would take most of a short call.
 */
const errorBuffer = new Uint8Array(1024);

/**
 * Runs one native call; `action` opens the error if it fails.
 *
 * `symbol` gets the error buffer and its length, the last two arguments of every symbol.
 *
 * @throws {NativeError} With the text the kernel gave.
 */
export function call(action: string, symbol: (error: Uint8Array<ArrayBuffer>, errorLength: number) => number): void {
  const status = symbol(errorBuffer, errorBuffer.length);
  if (status === 0) return;
  const length = new DataView(errorBuffer.buffer).getUint32(0, true);
  const text = new TextDecoder().decode(errorBuffer.subarray(4, 4 + length));
  const code = CODES[status] ?? "panicked";
  const reason = code === "panicked" ? `a result was expected, but a defect was met, please report it: ${text}` : text;
  throw new NativeError(`Cannot ${action}: ${reason}`, code);
}

/** `values` as native code takes them: backed by memory that is neither shared nor resizable. */
export function inputArray(values: Float64Array): Float64Array<ArrayBuffer>;
/** The same for indices. */
export function inputArray(values: Uint32Array): Uint32Array<ArrayBuffer>;
export function inputArray(values: Float64Array | Uint32Array): Float64Array | Uint32Array {
  const { buffer } = values;
  return buffer instanceof ArrayBuffer && !buffer.resizable ? values : values.slice();
}
