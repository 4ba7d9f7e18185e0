/**
 * A process with its time and its peak memory.
 *
 * @module
 */
import { pythonRun } from "./commands.ts";
import type { Python } from "./python.ts";

/** One run of a process from start to end. */
export interface ProcessSample {
  /** From before it is started to after it has ended. */
  readonly seconds: number;
  /** The most memory it had resident at any time. */
  readonly peakBytes: number;
  /** What it wrote to standard output. */
  readonly output: string;
  /** Whether it was stopped at its limit. */
  readonly stopped: boolean;
}

/**
 * Runs `command` with `input` on its standard input, and stops it after `limit` seconds.
 *
 * @throws {Error} If it fails; its messages go to standard error.
 */
export async function measuredProcess(
  python: Python,
  command: string[],
  input = "",
  limit = Infinity,
): Promise<ProcessSample> {
  const seconds = Number.isFinite(limit) ? `${limit}` : "inf";
  const [launcher, ...args] = [...pythonRun(python, "bench/peers/launch.py", seconds), ...command];
  const child = new Deno.Command(launcher, { args, stdin: "piped", stdout: "piped", stderr: "inherit" }).spawn();
  await new Blob([input]).stream().pipeTo(child.stdin);
  const { stdout } = await child.output();
  const { code, ...sample } = JSON.parse(new TextDecoder().decode(stdout));
  if (code !== 0 && !sample.stopped) throw new Error(`a process ended with code ${code}`);
  return sample;
}
