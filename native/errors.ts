/**
 * Failures of the native library.
 *
 * @module
 */

/** Why the native library failed: it is missing, foreign or not permitted, or a kernel refused or panicked. */
export type NativeErrorCode = "missing" | "foreign" | "permission" | "refused" | "panicked";

/** A failure of the native library; `code` says of which kind. */
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
