/**
 * Failures of the native library.
 *
 * @module
 */

/** Why the native library failed: it is missing, foreign or not permitted, or a kernel refused or panicked. */
export type NativeErrorCode = "missing" | "foreign" | "permission" | "refused" | "panicked";

/**
 * A failure of the native library; `code` says of which kind.
 *
 * @example Too many points in too high a dimension
 * ```ts
 * import { NativeError, randn, vrFiltration } from "@diagrad/diagrad";
 * import { assertEquals, assertThrows } from "@std/assert";
 *
 * const filtration = vrFiltration(randn([200, 2]), { maxDim: 20, maxDiameter: Infinity });
 * const error = assertThrows(() => filtration.size, NativeError);
 * assertEquals(error.code, "refused");
 * ```
 */
export class NativeError extends Error {
  /** The name of the class. */
  override readonly name = "NativeError";
  /** Of which kind the failure is. */
  readonly code: NativeErrorCode;

  /** A failure of kind `code`. */
  constructor(message: string, code: NativeErrorCode, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
