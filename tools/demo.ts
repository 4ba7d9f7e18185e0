/**
 * Runs the first notebook as a plain script: `deno task demo [folder]`.
 *
 * Prints its values, and writes its figures as SVG and PNG, the script, and a page with all of it into the folder, by
 * default `demo`.
 *
 * @module
 */
import { resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { pageOf } from "./demo/page.ts";
import { runRecorded } from "./demo/recorder.ts";
import { scriptOf } from "./demo/script.ts";
import { parseNotebook } from "./notebooks/notebook.ts";

const NOTEBOOK = new URL("../notebooks/01_differentiable_wasserstein.ipynb", import.meta.url);
const RECORDER = new URL("./demo/recorder.ts", import.meta.url);

/** Writes everything into `folder`, which must end in a slash; gives the names of the files. */
async function writeDemo(folder: URL): Promise<string[]> {
  const notebook = parseNotebook(await Deno.readTextFile(NOTEBOOK), NOTEBOOK.pathname);
  await Deno.mkdir(folder, { recursive: true });
  const script = new URL("script.ts", folder);
  await Deno.writeTextFile(script, scriptOf(notebook, RECORDER.href));
  const records = await runRecorded(script.href);
  const names: string[] = [];
  for (const [cell, { figure }] of records) {
    if (figure === undefined) continue;
    await Deno.writeTextFile(new URL(`${cell}.svg`, folder), figure.svg);
    await Deno.writeFile(new URL(`${cell}.png`, folder), figure.png);
    names.push(`${cell}.svg`, `${cell}.png`);
  }
  await Deno.writeTextFile(new URL("index.html", folder), pageOf(notebook, records));
  return [...names, "script.ts"];
}

if (import.meta.main) {
  const [name = "demo"] = Deno.args;
  const folder = pathToFileURL(`${resolve(name)}/`);
  const names = await writeDemo(folder);
  console.log(`\nWritten to ${fileURLToPath(folder)}: ${names.join(", ")}`);
  console.log(`Open ${fileURLToPath(new URL("index.html", folder))}`);
}
