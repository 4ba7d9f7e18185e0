/**
 * Python with the packages that a tool needs, in a virtual environment of its own.
 *
 * @module
 */

/** An environment, and what it is for. */
export interface Environment {
  /** What cannot be done without it, for error messages. */
  readonly action: string;
  /** The file that lists its packages, seen from the root of the project. */
  readonly requirements: string;
  /** Its folder, seen from there. */
  readonly folder: string;
}

/**
 * The interpreter of an environment with exactly the packages required; makes the environment if there is none or the
 * requirements have changed.
 *
 * @throws {Error} If there is no usable Python, the packages cannot be installed, or `stopping` says so.
 */
export async function pythonWith(
  { action, requirements, folder }: Environment,
  stopping: AbortSignal = new AbortController().signal,
): Promise<string> {
  // Holds the requirements that the environment was made for, and is written last.
  const stamp = `${folder}/requirements.txt`, python = `${folder}/bin/python`;
  const wanted = await Deno.readTextFile(requirements);
  if (await readIfThere(stamp) === wanted) return python;
  console.log(`Installing the Python packages of ${requirements} into ${folder}`);
  const install = ["install", "--quiet", "--disable-pip-version-check", "--requirement", requirements];
  await run(action, "python3", ["-m", "venv", "--clear", folder], stopping);
  await run(action, python, ["-m", "pip", ...install], stopping);
  await Deno.writeTextFile(stamp, wanted);
  return python;
}

async function run(action: string, command: string, args: string[], signal: AbortSignal): Promise<void> {
  const expected = `Cannot ${action}: Python 3.11 or later with venv and pip was expected`;
  const { success, stdout, stderr } = await output(expected, command, { args, signal });
  signal.throwIfAborted();
  if (success) return;
  const said = new TextDecoder().decode(stderr.length > 0 ? stderr : stdout).trim();
  throw new Error(`${expected}, but "${command} ${args.join(" ")}" failed: ${said.split("\n").slice(-3).join(" ")}`);
}

async function output(expected: string, command: string, options: Deno.CommandOptions): Promise<Deno.CommandOutput> {
  try {
    return await new Deno.Command(command, { ...options, stdin: "null", stdout: "piped", stderr: "piped" }).output();
  } catch (cause) {
    if (!(cause instanceof Deno.errors.NotFound)) throw cause;
    throw new Error(`${expected}, but ${command} was not found; install it from your system's packages`, { cause });
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
