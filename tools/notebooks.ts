/**
 * Executes the notebooks on the Deno kernel: `deno task notebooks [--check] [file …]`.
 *
 * Without `--check` the new outputs are written into the files. With it nothing is written; the runner is tried first, and
 * an error, a lost output or a changed number fails.
 *
 * @module
 */
import { executeNotebook } from "./notebooks/execute.ts";
import { parseNotebook } from "./notebooks/notebook.ts";
import { NOTEBOOKS } from "./notebooks/paths.ts";
import { pythonWithServer } from "./notebooks/python.ts";
import { serializeNotebook } from "./notebooks/serialize.ts";
import { type Server, startServer } from "./notebooks/server.ts";
import { tryRunner } from "./notebooks/stress.ts";
import { notebookDifferences, notebookErrors, withOutputs } from "./notebooks/update.ts";

/** What was asked for. */
interface Request {
  isCheck: boolean;
  paths: string[];
}

async function readRequest(args: readonly string[]): Promise<Request> {
  const unknown = args.find((arg) => arg.startsWith("-") && arg !== "--check");
  if (unknown !== undefined) {
    throw new TypeError(`Cannot run the notebooks: --check or files were expected, but ${unknown} was found`);
  }
  const files = args.filter((arg) => arg !== "--check");
  return { isCheck: args.includes("--check"), paths: files.length > 0 ? files : await allNotebooks() };
}

async function allNotebooks(): Promise<string[]> {
  const entries = await Array.fromAsync(Deno.readDir(NOTEBOOKS));
  const names = entries.map((entry) => entry.name).filter((name) => name.endsWith(".ipynb")).sort();
  return names.map((name) => `${NOTEBOOKS}/${name}`);
}

/** Executes one notebook and compares or writes it; gives what is wrong. */
async function treat(server: Server, path: string, isCheck: boolean): Promise<string[]> {
  const text = await Deno.readTextFile(path);
  const notebook = parseNotebook(text, path);
  const executed = await executeNotebook(server, path, notebook);
  if (isCheck) return notebookDifferences(executed);
  const errors = notebookErrors(executed);
  const written = serializeNotebook(withOutputs(notebook, executed));
  if (errors.length === 0 && written !== text) await Deno.writeTextFile(path, written);
  return errors;
}

/** Gives the number of notebooks that failed. Whatever happens, the server and its kernels are stopped. */
async function runAll({ isCheck, paths }: Request): Promise<number> {
  const stopping = stopSignal();
  await using server = await startServer(await pythonWithServer(stopping), stopping);
  const stopped = new Promise<never>((_, reject) => stopping.addEventListener("abort", () => reject(stopping.reason)));
  return await Promise.race([runEach(server, paths, isCheck), stopped]);
}

/** Tells when to stop: at the user's wish, or after an error that nobody has caught. */
function stopSignal(): AbortSignal {
  const stopping = new AbortController();
  const stop = (found: string) => stopping.abort(new Error(`Cannot run the notebooks: ${found}`));
  for (const signal of ["SIGINT", "SIGTERM"] as const) Deno.addSignalListener(signal, () => stop("interrupted"));
  globalThis.addEventListener("unhandledrejection", (event) => {
    event.preventDefault();
    stop(`an error was not caught: ${event.reason}`);
  });
  return stopping.signal;
}

async function runEach(server: Server, paths: string[], isCheck: boolean): Promise<number> {
  if (isCheck) await tryRunner(server);
  let failed = 0;
  for (const path of paths) {
    const start = performance.now();
    const wrong = await treat(server, path, isCheck).catch((error: Error) => [error.message]);
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    console.log(`${path}: ${wrong.length === 0 ? "ok" : "FAILED"} (${seconds} s)`);
    for (const line of wrong) console.error(`  ${line}`);
    if (wrong.length > 0) failed++;
  }
  console.log(`${paths.length} notebook${paths.length === 1 ? "" : "s"} executed, ${failed} failed`);
  return failed;
}

if (import.meta.main) {
  // JupyterLab's client reports every connection that it makes or loses. What matters reaches us as an error.
  console.debug = console.warn = () => {};
  const failed = await readRequest(Deno.args).then(runAll).catch((error: Error) => {
    console.error(error.message);
    return 1;
  });
  Deno.exit(failed > 0 ? 1 : 0);
}
