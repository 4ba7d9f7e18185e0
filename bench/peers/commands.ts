/**
 * Command lines of both sides.
 *
 * @module
 */
import { ROOT } from "./folders.ts";
import type { Python } from "./python.ts";

/** The number of threads that every engine may use. */
export const THREADS = 2;

/** Runs a file of ours, with no more permissions than the module needs. */
export function denoRun(file: string, ...args: string[]): string[] {
  const permissions = ["--allow-read", "--allow-env", `--allow-ffi=${ROOT}/native/rust/target/release`];
  return [Deno.execPath(), "run", "--quiet", "--no-prompt", ...permissions, `${ROOT}/${file}`, ...args];
}

/** Runs a Python file of ours. */
export function pythonRun({ interpreter }: Python, file: string, ...args: string[]): string[] {
  return [interpreter, `${ROOT}/${file}`, ...args];
}
