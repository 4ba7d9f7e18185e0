/**
 * Compares Diagrad with its peers, side by side in one run: `deno task bench:peers`, or `deno task bench:peers rips images`
 * for some groups of benches only.
 *
 * Writes a dated record and renders docs/benchmarks.md from it; a run of some groups goes into the record of the same day, if
 * there is one. Ends with code 1 if a group failed or an answer was wrong or missing.
 *
 * @module
 */
import { renderPage } from "../../tools/benchmarks_page.ts";
import { agreements } from "./agreements.ts";
import { buildingRows } from "./building.ts";
import { type Cgal, cgal } from "./cgal.ts";
import { THREADS } from "./commands.ts";
import { delaunayRows } from "./delaunay.ts";
import { imageRows, pointRows } from "./filtrations.ts";
import { flowRows } from "./flows.ts";
import { ROOT } from "./folders.ts";
import { lossRows } from "./losses.ts";
import { type Findings, merged, together } from "./merge.ts";
import { ownBenches } from "./own_benches.ts";
import { alphaRows, importRows, largeRows, notebookRows } from "./processes.ts";
import { minimizeRows } from "./minimizers.ts";
import { type Python, pythonWithPeers } from "./python.ts";
import { type BenchRecord, load, machine, nameOf, save } from "./record.ts";
import { ripsRows } from "./rips.ts";
import { distanceRows } from "./distances.ts";
import { sampleRows } from "./samples.ts";
import { slicedSampleRows } from "./sliced_samples.ts";
import { stepRows } from "./steps.ts";
import { judged } from "./targets.ts";

/** What a group of benches needs. */
interface Setting {
  readonly python: Python;
  readonly headers: Cgal;
  /** Takes files. */
  readonly folder: string;
}

type Group = (setting: Setting) => Promise<Partial<Findings>>;

/** All groups in the order of the page. */
const GROUPS: Readonly<Record<string, Group>> = {
  notebook: async ({ python, folder }) => ({ rows: await notebookRows(python, folder) }),
  import: async ({ python }) => ({ rows: await importRows(python) }),
  rips: async ({ python, folder }) => ({ rows: await ripsRows(python, folder) }),
  delaunay: async ({ python, headers, folder }) => ({ rows: await delaunayRows(python, headers, folder) }),
  alpha: async ({ python }) => ({ rows: await alphaRows(python) }),
  points: async ({ python, folder }) => ({ rows: await pointRows(python, folder) }),
  images: async ({ python, folder }) => ({ rows: await imageRows(python, folder) }),
  building: async ({ python, folder }) => ({ rows: await buildingRows(python, folder) }),
  losses: async ({ python, folder }) => ({ rows: await lossRows(python, folder) }),
  distances: async ({ python, folder }) => ({ rows: await distanceRows(python, folder) }),
  samples: async ({ python, folder }) => ({
    rows: [...await sampleRows(python, folder), ...await slicedSampleRows(python, folder)],
  }),
  steps: async ({ python, folder }) => ({ rows: await stepRows(python, folder) }),
  minimizers: async ({ python }) => ({ rows: await minimizeRows(python) }),
  flows: async ({ python, folder }) => ({ rows: await flowRows(python, folder) }),
  large: async ({ python, folder }) => ({ rows: await largeRows(python, folder) }),
  agreements: async ({ python, folder }) => ({ agreements: await agreements(python, folder) }),
  own: async () => ({ benches: await ownBenches() }),
};

const wanted = Deno.args.length === 0 ? Object.keys(GROUPS) : Deno.args;
const unknown = wanted.find((name) => !Object.hasOwn(GROUPS, name));
if (unknown !== undefined) {
  fail(`Cannot run the benches: groups of ${Object.keys(GROUPS).join(", ")} were expected, but ${unknown} was found`);
}
const failed: string[] = [];
const found = await run().catch((error: Error) => fail(error.message));
const before = Deno.args.length > 0 || failed.length > 0 ? await load(nameOf(found)) : undefined;
const record = before === undefined ? found : merged(before, found);
const name = await save(record);
const page = renderPage(JSON.stringify(record), name);
await Deno.writeTextFile(`${ROOT}/docs/benchmarks.md`, page);
console.log(page);
if (failed.length > 0) fail(`Cannot finish the benches: these groups failed: ${failed.join(", ")}`);
if (found.rows.some(({ repetitions }) => repetitions === 0)) Deno.exit(1);
if (found.agreements!.some(({ holds }) => !holds)) Deno.exit(1);

async function run(): Promise<BenchRecord> {
  const headers = await cgal();
  const python = await pythonWithPeers(headers);
  const computer = await machine();
  const folder = await Deno.makeTempDir();
  try {
    const parts: Partial<Findings>[] = [];
    for (const name of wanted) {
      const start = performance.now();
      const part = await GROUPS[name]({ python, headers, folder }).catch((error: Error) => {
        console.error(`${name}: ${error.message}`);
        failed.push(name);
      });
      parts.push(part ?? {});
      console.error(`${name}: ${((performance.now() - start) / 1000).toFixed()} s`);
    }
    const versions = { deno: Deno.version.deno, v8: Deno.version.v8, ...python.versions, cgal: headers.version };
    const date = new Date().toISOString().slice(0, 10), findings = together(parts);
    return { date, machine: computer, versions, threads: THREADS, targets: judged(findings.rows), ...findings };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function fail(message: string): never {
  console.error(message);
  Deno.exit(1);
}
