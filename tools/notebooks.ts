/**
 * Executes the notebooks on the Deno kernel: `deno task notebooks [--check | --long] [file …]`.
 *
 * Without `--check` the new outputs are written into the files. With it nothing is written; the runner is tried first, and
 * an error, a lost output or a changed number fails. Cells with the tag `long` are run with `--long` only, else they keep
 * their outputs; without files it runs the notebooks that have such cells.
 *
 * @module
 */
import { executeNotebook, LONG } from "./notebooks/execute.ts";
import { parseNotebook } from "./notebooks/notebook.ts";
import { NOTEBOOKS, SERVER } from "./notebooks/paths.ts";
import { serializeNotebook } from "./notebooks/serialize.ts";
import { type Server, startServer } from "./notebooks/server.ts";
import { tryRunner } from "./notebooks/stress.ts";
import { notebookDifferences, notebookErrors, withOutputs } from "./notebooks/update.ts";
import { pythonWith } from "./python.ts";

/** What was asked for. */
interface Request {
  isCheck: boolean;
  isLong: boolean;
  paths: string[];
}

async function readRequest(args: readonly string[]): Promise<Request> {
  const options = args.filter((arg) => arg.startsWith("-")), files = args.filter((arg) => !arg.startsWith("-"));
  if (options.length > 1 || options.some((option) => option !== "--check" && option !== "--long")) {
    throw new TypeError(`Cannot run the notebooks: --check, --long or files were expected, but ${options} was found`);
  }
  const isCheck = options.includes("--check"), isLong = options.includes("--long");
  return { isCheck, isLong, paths: files.length > 0 ? files : await allNotebooks(isLong) };
}

/** All notebooks, or those with long cells. */
async function allNotebooks(isLong: boolean): Promise<string[]> {
  const entries = await Array.fromAsync(Deno.readDir(NOTEBOOKS));
  const names = entries.map((entry) => entry.name).filter((name) => name.endsWith(".ipynb")).sort();
  const paths = names.map((name) => `${NOTEBOOKS}/${name}`);
  if (!isLong) return paths;
  const notebooks = await Promise.all(paths.map(async (path) => parseNotebook(await Deno.readTextFile(path), path)));
  return paths.filter((_, i) => notebooks[i].cells.some(({ tags }) => tags.includes(LONG)));
}

/** Executes one notebook and compares or writes it; gives what is wrong. */
async function treat(server: Server, path: string, { isCheck, isLong }: Request): Promise<string[]> {
  const text = await Deno.readTextFile(path);
  const notebook = parseNotebook(text, path);
  const executed = await executeNotebook(server, path, notebook, isLong);
  if (isCheck) return notebookDifferences(executed);
  const errors = notebookErrors(executed);
  const written = serializeNotebook(withOutputs(notebook, executed));
  if (errors.length === 0 && written !== text) await Deno.writeTextFile(path, written);
  return errors;
}

/** Gives the number of notebooks that failed. Whatever happens, the server and its kernels are stopped. */
async function runAll(request: Request): Promise<number> {
  const stopping = stopSignal();
  await using server = await startServer(await pythonWith(SERVER, stopping), stopping);
  const stopped = new Promise<never>((_, reject) => stopping.addEventListener("abort", () => reject(stopping.reason)));
  return await Promise.race([runEach(server, request), stopped]);
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

async function runEach(server: Server, request: Request): Promise<number> {
  const { isCheck, paths } = request;
  if (isCheck) await tryRunner(server);
  let failed = 0;
  for (const path of paths) {
    const start = performance.now();
    const wrong = await treat(server, path, request).catch((error: Error) => [error.message]);
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
