/**
 * The Python that runs the Jupyter server.
 *
 * @module
 */
import { REQUIREMENTS, VENV } from "./paths.ts";

/** The Python of the virtual environment. */
const PYTHON = `${VENV}/bin/python`;

/** Holds the requirements that the environment was made for, and is written last. */
const STAMP = `${VENV}/requirements.txt`;

/**
 * A Python in whose environment the server of `notebooks/requirements.txt` is installed; makes the environment if there is
 * none or the requirements have changed.
 *
 * @throws {Error} If there is no usable Python, the server cannot be installed, or `stopping` says so.
 */
export async function pythonWithServer(stopping: AbortSignal): Promise<string> {
  const requirements = await Deno.readTextFile(REQUIREMENTS);
  if (await readIfThere(STAMP) === requirements) return PYTHON;
  console.log(`Installing the Jupyter server into ${VENV}`);
  const install = ["install", "--quiet", "--disable-pip-version-check", "--requirement", REQUIREMENTS];
  await run("python3", ["-m", "venv", "--clear", VENV], stopping);
  await run(PYTHON, ["-m", "pip", ...install], stopping);
  await Deno.writeTextFile(STAMP, requirements);
  return PYTHON;
}

async function run(command: string, args: string[], signal: AbortSignal): Promise<void> {
  const { success, stdout, stderr } = await output(command, { args, signal });
  signal.throwIfAborted();
  if (success) return;
  const said = new TextDecoder().decode(stderr.length > 0 ? stderr : stdout).trim();
  throw new Error(`${EXPECTED}, but "${command} ${args.join(" ")}" failed: ${said.split("\n").slice(-3).join(" ")}`);
}

const EXPECTED = "Cannot run the notebooks: Python 3.11 or later with venv and pip was expected";

async function output(command: string, options: Deno.CommandOptions): Promise<Deno.CommandOutput> {
  try {
    return await new Deno.Command(command, { ...options, stdin: "null", stdout: "piped", stderr: "piped" }).output();
  } catch (cause) {
    if (!(cause instanceof Deno.errors.NotFound)) throw cause;
    throw new Error(`${EXPECTED}, but ${command} was not found; install it from your system's packages`, { cause });
  }
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await Deno.readTextFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}
