/**
 * Delaunay triangulations in space, our kernel against CGAL: both as bare programs on the same file of points.
 *
 * @module
 */
import { cube } from "../workloads.ts";
import type { Cgal } from "./cgal.ts";
import { compare, type Contestant, OURS } from "./compare.ts";
import { PEERS, ROOT } from "./folders.ts";
import { measuredProcess } from "./measured_process.ts";
import type { Python } from "./python.ts";
import type { Row } from "./record.ts";
import { write } from "./workload_file.ts";

/** What either program prints, and the most memory it held. */
interface DelaunaySample {
  /** From points in memory to the triangulation. */
  readonly seconds: number;
  /** Number of cells. */
  readonly cells: number;
  /** Changes with the points that share a cell, and with nothing else. */
  readonly fingerprint: string;
  /** Of the whole process. */
  readonly peakBytes: number;
}

const CASES = [{ count: 100_000, repetitions: 15 }, { count: 1_000_000, repetitions: 3 }];

/** Compares both programs at each size; `folder` takes the files with the points and the compiled rival. */
export async function delaunayRows(python: Python, cgal: Cgal, folder: string): Promise<Row[]> {
  const programs = [[OURS, await ours()], ["CGAL", await rival(cgal, folder)]] as const;
  const rows: Row[] = [];
  for (const { count, repetitions } of CASES) {
    const file = await write(`${folder}/cube_${count}.f64`, cube(count, 7));
    const contestants = programs.map(([engine, program]): Contestant<DelaunaySample> => ({
      engine,
      run: async () => {
        const { output, peakBytes } = await measuredProcess(python, [program, file]);
        return { ...JSON.parse(output), peakBytes };
      },
      check: (found, reference) => agreement(engine, found, reference),
    }));
    const quantities = [
      { task: "Delaunay triangulation in space: time", unit: "s", of: ({ seconds }: DelaunaySample) => seconds },
      {
        task: "Delaunay triangulation in space: peak memory",
        unit: "B",
        of: ({ peakBytes }: DelaunaySample) => peakBytes,
      },
    ] as const;
    rows.push(...await compare(contestants, { input: `${count} points of a cube`, repetitions, quantities }));
    await Deno.remove(file);
  }
  return rows;
}

function agreement(engine: string, found: DelaunaySample, ours: DelaunaySample): string {
  if (found.cells !== ours.cells || found.fingerprint !== ours.fingerprint) {
    throw new Error(`${found.cells} cells were found, but ours are ${ours.cells} others`);
  }
  return engine === OURS ? `${found.cells} cells` : "the same cells";
}

/** The kernel's bench, built with the settings of the library. */
async function ours(): Promise<string> {
  const manifest = `${ROOT}/native/rust/Cargo.toml`;
  const target = ["--package", "diagrad-kernels", "--bench", "delaunay"];
  const args = ["build", "--release", "--locked", "--manifest-path", manifest, ...target];
  const messages = await built("cargo", [...args, "--message-format=json-render-diagnostics"]);
  const artifacts = messages.trim().split("\n").map((line) => JSON.parse(line) as { executable?: string | null });
  return artifacts.findLast(({ executable }) => typeof executable === "string")!.executable!;
}

/** Our program around CGAL, with the flags that CGAL's own CMake files set for a release. */
async function rival({ environment }: Cgal, folder: string): Promise<string> {
  const program = `${folder}/delaunay_cgal`;
  const flags = ["-std=c++17", "-O3", "-DNDEBUG", "-frounding-math", "-w"];
  const args = [...flags, `${PEERS}/delaunay_cgal.cpp`, "-o", program, "-lgmp", "-lmpfr"];
  await built("g++", args, environment);
  return program;
}

async function built(command: string, args: string[], env: Readonly<Record<string, string>> = {}): Promise<string> {
  const { success, code, stdout } = await new Deno.Command(command, { args, env, stderr: "inherit" }).output();
  if (!success) {
    throw new Error(`Cannot compare with CGAL: ${command} was expected to succeed, but ended with code ${code}`);
  }
  return new TextDecoder().decode(stdout);
}
