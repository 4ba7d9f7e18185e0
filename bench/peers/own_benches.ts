/**
 * The results of our own benches, for the record.
 *
 * @module
 */
import { ROOT } from "./folders.ts";
import type { Bench } from "./record.ts";

/**
 * Runs `deno bench` and reads its report.
 *
 * @throws {Error} If a bench fails.
 */
export async function ownBenches(): Promise<Bench[]> {
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["bench", "--no-check", "--allow-all", "--json", "bench/"],
    cwd: ROOT,
    stderr: "inherit",
  }).output();
  const { benches } = JSON.parse(new TextDecoder().decode(stdout)) as { benches: Report[] };
  return benches.map(({ group, name, results }) => {
    const [{ ok, failed }] = results;
    if (ok === undefined) throw new Error(`the bench "${name}" failed: ${JSON.stringify(failed)}`);
    return { group, name, avg: ok.avg, min: ok.min, p75: ok.p75 };
  });
}

/** One bench in the report of `deno bench --json`, times in nanoseconds. */
interface Report {
  readonly group: string;
  readonly name: string;
  readonly results: readonly { ok?: { avg: number; min: number; p75: number }; failed?: unknown }[];
}
