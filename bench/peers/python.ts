/**
 * The Python environment of the peers: made on first use, checked on every use.
 *
 * @module
 */
import type { Cgal } from "./cgal.ts";
import { PEERS } from "./folders.ts";

const FOLDER = `${PEERS}/.venv`;
const REQUIREMENTS = `${PEERS}/requirements.txt`;

/** A Python interpreter that has all the peers. */
export interface Python {
  /** The interpreter's file. */
  readonly interpreter: string;
  /** Version of Python and of each peer. */
  readonly versions: Readonly<Record<string, string>>;
}

/**
 * The environment with exactly the versions of `requirements.txt`, installed where they are missing; one of them is compiled
 * and needs CGAL.
 *
 * @throws {Error} If there is no Python, or a package cannot be installed.
 */
export async function pythonWithPeers({ environment }: Cgal): Promise<Python> {
  const interpreter = Deno.build.os === "windows" ? `${FOLDER}/Scripts/python.exe` : `${FOLDER}/bin/python`;
  const wanted = await requirements();
  if (!await exists(interpreter)) {
    console.error("Making a Python environment in bench/peers/.venv");
    await run(Deno.build.os === "windows" ? "python" : "python3", ["-m", "venv", FOLDER]);
  }
  if (!fits(wanted, await installed(interpreter, wanted))) {
    console.error("Installing the Python peers into bench/peers/.venv");
    await run(interpreter, ["-m", "pip", "install", "--quiet", "--requirement", REQUIREMENTS], environment);
  }
  const versions = await installed(interpreter, wanted);
  if (!fits(wanted, versions)) {
    throw failure("the versions of requirements.txt were expected, but pip installed others");
  }
  return { interpreter, versions: versions as Record<string, string> };
}

/** Name and version of each pinned package. */
async function requirements(): Promise<Map<string, string>> {
  const lines = (await Deno.readTextFile(REQUIREMENTS)).split("\n").filter((line) => /^\w/.test(line));
  return new Map(lines.map((line) => line.trim().split("==") as [string, string]));
}

async function installed(interpreter: string, wanted: Map<string, string>): Promise<Record<string, string | null>> {
  return JSON.parse(await run(interpreter, [`${PEERS}/versions.py`, ...wanted.keys()]));
}

/** A build of its own kind may add to a version, as in `2.15.0+cpu`. */
function fits(wanted: Map<string, string>, found: Record<string, string | null>): boolean {
  return [...wanted].every(([name, version]) => found[name]?.split("+")[0] === version);
}

async function run(command: string, args: string[], env: Readonly<Record<string, string>> = {}): Promise<string> {
  let output: Deno.CommandOutput;
  try {
    output = await new Deno.Command(command, { args, env, stderr: "inherit" }).output();
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    throw failure(`Python 3.11 or later was expected, but ${command} was not found`);
  }
  if (!output.success) {
    const what = args[0] === "-m" ? args.slice(1, 3).join(" ") : "the new Python";
    throw failure(`${what} was expected to succeed, but ended with code ${output.code}; its messages are above`);
  }
  return new TextDecoder().decode(output.stdout);
}

async function exists(file: string): Promise<boolean> {
  try {
    return (await Deno.stat(file)).isFile;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

function failure(message: string): Error {
  return new Error(`Cannot compare with the Python peers: ${message}`);
}
