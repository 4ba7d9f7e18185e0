/**
 * Command lines of both sides.
 *
 * @module
 */
import { ROOT } from "./folders.ts";
import type { Python } from "./python.ts";

/** The number of threads that every engine may use. */
export const THREADS = 2;

/** Runs a file of ours, with no more permissions than the module needs, and that to write into `folder` if one is given. */
export function denoRun(file: string, folder?: string): string[] {
  const permissions = ["--allow-read", "--allow-env", `--allow-ffi=${ROOT}/native/rust/target/release`];
  const command = [Deno.execPath(), "run", "--quiet", "--no-prompt", ...permissions];
  if (folder === undefined) return [...command, `${ROOT}/${file}`];
  return [...command, `--allow-write=${folder}`, `${ROOT}/${file}`, folder];
}

/** Runs a Python file of ours. */
export function pythonRun({ interpreter }: Python, file: string, ...args: string[]): string[] {
  return [interpreter, `${ROOT}/${file}`, ...args];
}
