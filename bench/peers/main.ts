/**
 * Compares Diagrad with its Python peers, side by side in one run: `deno task bench:peers`.
 *
 * Writes a dated record and renders docs/benchmarks.md from it. Ends with code 1 if an answer was wrong or missing.
 *
 * @module
 */
import { renderPage } from "../../tools/benchmarks_page.ts";
import { agreements } from "./agreements.ts";
import { buildingRows } from "./building.ts";
import { cgal } from "./cgal.ts";
import { THREADS } from "./commands.ts";
import { delaunayRows } from "./delaunay.ts";
import { filtrationRows } from "./filtrations.ts";
import { RECORDS, ROOT } from "./folders.ts";
import { lossRows } from "./losses.ts";
import { ownBenches } from "./own_benches.ts";
import { alphaRows, importRows, largeRows, notebookRows } from "./processes.ts";
import { pythonWithPeers } from "./python.ts";
import { type BenchRecord, machine, save } from "./record.ts";
import { ripsRows } from "./rips.ts";
import { judged } from "./targets.ts";

const record = await run().catch((error: Error) => {
  console.error(error.message);
  Deno.exit(1);
});
const name = await save(record);
const page = renderPage(await Deno.readTextFile(`${RECORDS}/${name}`), name);
await Deno.writeTextFile(`${ROOT}/docs/benchmarks.md`, page);
console.log(page);
if (record.rows.some(({ repetitions }) => repetitions === 0)) Deno.exit(1);
if (record.agreements!.some(({ holds }) => !holds)) Deno.exit(1);

async function run(): Promise<BenchRecord> {
  const headers = await cgal();
  const python = await pythonWithPeers(headers);
  const computer = await machine();
  const folder = await Deno.makeTempDir();
  try {
    const rows = [
      ...await notebookRows(python, folder),
      ...await importRows(python),
      ...await ripsRows(python, folder),
      ...await delaunayRows(python, headers, folder),
      ...await alphaRows(python),
      ...await filtrationRows(python, folder),
      ...await buildingRows(python, folder),
      ...await lossRows(python, folder),
      ...await largeRows(python, folder),
    ];
    const versions = { deno: Deno.version.deno, v8: Deno.version.v8, ...python.versions, cgal: headers.version };
    const date = new Date().toISOString().slice(0, 10);
    return {
      date,
      machine: computer,
      versions,
      threads: THREADS,
      targets: judged(rows),
      rows,
      agreements: await agreements(python, folder),
      benches: await ownBenches(),
    };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
