/**
 * The house rules that a machine can check: who may import whom, how long a file may be, what every file says of itself.
 */
import { assertEquals } from "@std/assert";

/** For each room, the rooms it may import. Types count as imports too. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  "core/tensor": [],
  "core/kernels": [],
  "core/autodiff": ["core/tensor"],
  "core/ops": ["core/autodiff", "core/kernels", "core/tensor"],
  "core/random": ["core/tensor"],
  "core/images": ["core/tensor"],
  "core/filtrations": ["core/autodiff", "core/kernels", "core/ops", "core/tensor"],
  "core/persistence": ["core/filtrations", "core/kernels", "core/ops", "core/tensor"],
  "core/diagrams": ["core/autodiff", "core/filtrations", "core/kernels", "core/ops", "core/random", "core/tensor"],
  "core/vectorize": [
    "core/autodiff",
    "core/diagrams",
    "core/filtrations",
    "core/kernels",
    "core/ops",
    "core/tensor",
  ],
  "core/transport": [
    "core/autodiff",
    "core/filtrations",
    "core/kernels",
    "core/ops",
    "core/optimize",
    "core/random",
    "core/tensor",
  ],
  "core/optimize": ["core/autodiff", "core/filtrations", "core/kernels", "core/tensor"],
  "native": ["core/kernels"],
  "plot": ["core/persistence", "core/tensor"],
  "mod": [
    "core/tensor",
    "core/autodiff",
    "core/ops",
    "core/random",
    "core/images",
    "core/kernels",
    "core/filtrations",
    "core/persistence",
    "core/diagrams",
    "core/vectorize",
    "core/transport",
    "core/optimize",
    "native",
    "plot",
  ],
};

/** Rooms that `plot/` may know only by their types. */
const ONLY_TYPES: Record<string, readonly string[]> = {
  plot: ["core/persistence", "core/tensor"],
  native: ["core/kernels"],
};

/** A file longer than this needs a better cut. Generated files are left out. */
const LONGEST_FILE = 400;

interface Import {
  readonly from: string;
  readonly to: string;
  readonly onlyType: boolean;
}

const ROOT = new URL("..", import.meta.url).href;

Deno.test("imports point one way, between rooms that may know each other", async () => {
  const wrong = (await importsWithin("mod.ts"))
    .filter(({ from, to, onlyType }) => {
      const [room, other] = [roomOf(from), roomOf(to)];
      if (room === other) return false;
      return !MAY_IMPORT[room]?.includes(other) || (ONLY_TYPES[room]?.includes(other) && !onlyType);
    })
    .map(({ from, to }) => `${from} imports ${to}`);
  assertEquals(wrong, []);
});

Deno.test("no cycle of imports exists, not even of types", async () => {
  const next = new Map<string, string[]>();
  for (const { from, to } of await importsWithin("mod.ts")) next.set(from, [...next.get(from) ?? [], to]);
  assertEquals(firstCycle(next), []);
});

Deno.test("every room named here has files, so that a renamed room does not escape its rules", async () => {
  const seen = new Set((await importsWithin("mod.ts")).flatMap(({ from, to }) => [roomOf(from), roomOf(to)]));
  assertEquals([...seen].sort(), Object.keys(MAY_IMPORT).sort());
});

Deno.test("every source file says what it is and is not too long", async () => {
  const wrong: string[] = [];
  for (const file of await sources()) {
    const text = await Deno.readTextFile(new URL(file, ROOT));
    const lines = text.split("\n").length;
    if (!file.includes(".gen.") && lines > LONGEST_FILE) wrong.push(`${file} has ${lines} lines`);
    if (file.endsWith(".rs") ? !text.startsWith("//!") : !text.includes("/**\n * ")) {
      wrong.push(`${file} does not say what it is`);
    }
    if (!file.startsWith("tests/") && /\b(TODO|FIXME|XXX)\b/.test(text)) wrong.push(`${file} is unfinished`);
  }
  assertEquals(wrong, []);
});

/** `core/ops` for `core/ops/add.ts`, `plot` for `plot/marks/line.ts`, `mod` for `mod.ts`. */
function roomOf(file: string): string {
  const parts = file.replace(/\.ts$/, "").split("/");
  return parts[0] === "core" ? parts.slice(0, 2).join("/") : parts[0];
}

/** Every import between files of the project that `entry` leads to. */
async function importsWithin(entry: string): Promise<Import[]> {
  const { stdout, success } = await new Deno.Command(Deno.execPath(), {
    args: ["info", "--json", entry],
    cwd: new URL(ROOT),
    stderr: "null",
  }).output();
  if (!success) throw new Error(`deno info ${entry} failed`);
  const imports: Import[] = [];
  for (const { specifier, dependencies = [] } of JSON.parse(new TextDecoder().decode(stdout)).modules) {
    for (const { code, type } of dependencies) {
      const target: string = (code ?? type).specifier;
      if (!specifier.startsWith(ROOT) || !target?.startsWith(ROOT)) continue;
      imports.push({ from: specifier.slice(ROOT.length), to: target.slice(ROOT.length), onlyType: code === undefined });
    }
  }
  return imports;
}

/** The files of one cycle, or none. */
function firstCycle(next: ReadonlyMap<string, readonly string[]>): string[] {
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (file: string): string[] => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return [];
    path.push(file);
    for (const target of next.get(file) ?? []) {
      const cycle = visit(target);
      if (cycle.length > 0) return cycle;
    }
    path.pop();
    done.add(file);
    return [];
  };
  for (const file of next.keys()) {
    const cycle = visit(file);
    if (cycle.length > 0) return cycle;
  }
  return [];
}

/** Every TypeScript and Rust source that is committed, stand-ins left out. */
async function sources(): Promise<string[]> {
  const { stdout } = await new Deno.Command("git", { args: ["ls-files", "*.ts", "*.rs"], cwd: new URL(ROOT) }).output();
  return new TextDecoder().decode(stdout).trim().split("\n").filter((file) => !file.startsWith("vendor/"));
}
