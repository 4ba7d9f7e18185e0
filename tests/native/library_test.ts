/**
 * Finding and opening the native library: each way it can fail says what to do, and importing opens nothing.
 */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";

const ROOT = new URL("../..", import.meta.url).pathname;
const BUILD = `${ROOT}native/rust/target/release`;
const USE = `import { pairwiseDistances } from "${ROOT}mod.ts";
  try { console.log(String(pairwiseDistances([[0], [3]]))); }
  catch (error) { console.log(error.name, error.code, error.message); }`;

/** What a program prints under some permissions. */
async function run(program: string, flags: string[], env: Record<string, string> = {}): Promise<string> {
  const file = await Deno.makeTempFile({ suffix: ".ts" });
  try {
    await Deno.writeTextFile(file, program);
    const args = ["run", "--no-prompt", `--config=${ROOT}deno.json`, ...flags, file];
    const { stdout, stderr } = await new Deno.Command(Deno.execPath(), { args, env }).output();
    return new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr);
  } finally {
    await Deno.remove(file);
  }
}

Deno.test("the library opens with the permission for its folder, with and without others", async () => {
  for (const others of [["--allow-read", "--allow-env"], ["--allow-read"], ["--allow-env"], []]) {
    const output = await run(USE, [`--allow-ffi=${BUILD}`, ...others]);
    assertEquals(output, "tensor([[0., 3.],\n        [3., 0.]])\n");
  }
});

Deno.test("the permission for another folder is not enough", async () => {
  const output = await run(USE, [`--allow-ffi=${ROOT}tests`, "--allow-read", "--allow-env"]);
  assertStringIncludes(output, `run with --allow-ffi=${BUILD}\n`);
});

Deno.test("a library named without a folder is looked for in this one", async () => {
  const output = await run(USE, ["--allow-env"], { DIAGRAD_NATIVE: "libdiagrad.so" });
  assertStringIncludes(output, "run with --allow-ffi=.\n");
});

Deno.test("a missing --allow-ffi is named with the folder to allow", async () => {
  const output = await run(USE, ["--allow-read", "--allow-env"]);
  assertStringIncludes(output, "NativeError permission Cannot open the native library: ");
  assertStringIncludes(output, `but --allow-ffi is missing or for another folder; run with --allow-ffi=${BUILD}\n`);
});

Deno.test("a missing library is named with the command that builds it", async () => {
  const output = await run(USE, ["-A"], { DIAGRAD_NATIVE: "/nowhere/libdiagrad.so" });
  assertStringIncludes(
    output,
    "NativeError missing Cannot open the native library: a file was expected, but there is none at " +
      "/nowhere/libdiagrad.so; run `deno task build`",
  );
});

const FILTRATIONS = [
  "alphaFiltration([[0, 0], [1, 0]])",
  "cechDelaunayFiltration([[0, 0], [1, 0]])",
  "weakAlphaFiltration([[0, 0], [1, 0]])",
  "simplexFiltration([[0], [1], [0, 1]], [0, 0, 1])",
  "freudenthalFiltration([1, 2]).cell(0)",
  "cubeFiltration([1, 2]).values",
  "cubeFiltration([1, 2]).boundary()",
  "persistenceDiagram(freudenthalFiltration([1, 2]))",
  "minFiltration(cubeFiltration([1, 2]), cubeFiltration([2, 1]))",
  "mappingCylinderFiltration(cubeFiltration([1, 2]), cubeFiltration([2, 1]))",
];
const USE_FILTRATIONS = `import {
    alphaFiltration, cechDelaunayFiltration, cubeFiltration, freudenthalFiltration, mappingCylinderFiltration,
    minFiltration, persistenceDiagram, simplexFiltration, weakAlphaFiltration,
  } from "${ROOT}mod.ts";
  for (const use of [${FILTRATIONS.map((call) => `() => ${call}`).join(", ")}]) {
    try { use(); console.log(use, "worked"); }
    catch (error) { console.log(error.name, error.code, error.message.slice(0, 31)); }
  }`;

Deno.test("every filtration says that the library is missing, or that it may not be opened", async () => {
  const missing = await run(USE_FILTRATIONS, ["-A"], { DIAGRAD_NATIVE: "/nowhere/libdiagrad.so" });
  assertEquals(missing, "NativeError missing Cannot open the native library:\n".repeat(FILTRATIONS.length));
  const forbidden = await run(USE_FILTRATIONS, []);
  assertEquals(forbidden, "NativeError permission Cannot open the native library:\n".repeat(FILTRATIONS.length));
});

Deno.test("grids are built, and their input is checked, without the library", async () => {
  const program = `import { alphaFiltration, cubeFiltration, freudenthalFiltration } from "${ROOT}mod.ts";
    console.log(freudenthalFiltration([[1, 2], [3, 4]]).size, cubeFiltration([1, 2]).dimOffsets.join());
    try { alphaFiltration([[NaN]]); } catch (error) { console.log(error.name); }`;
  assertEquals(await run(program, []), "11 0,2,3\nRangeError\n");
});

Deno.test("a missing library moves no random stream", async () => {
  const program = `import { manualSeed, rand, slicedWassersteinDistance } from "${ROOT}mod.ts";
    manualSeed(1);
    const expected = rand(1).item();
    manualSeed(1);
    try { slicedWassersteinDistance([[0, 1]], [[0, 2]]); }
    catch (error) { console.log(error.code, rand(1).item() === expected); }`;
  assertEquals(await run(program, ["-A"], { DIAGRAD_NATIVE: "/nowhere/libdiagrad.so" }), "missing true\n");
});

Deno.test("a file that is no library is refused", async () => {
  const output = await run(USE, ["-A"], { DIAGRAD_NATIVE: `${ROOT}LICENSE` });
  assertStringIncludes(
    output,
    "NativeError foreign Cannot open the native library: Diagrad's library was expected, but ",
  );
});

Deno.test("another library is refused for its missing ABI version", async () => {
  const other = await anotherLibrary();
  const output = await run(USE, ["-A"], { DIAGRAD_NATIVE: other });
  assertStringIncludes(output, "NativeError foreign Cannot open the native library: ABI version 5 was expected, but ");
  assertStringIncludes(output, " has none; run `deno task build`");
});

Deno.test("importing the package opens nothing and needs no permission", async () => {
  const output = await run(`import { tensor } from "${ROOT}mod.ts"; console.log(String(tensor([1]).exp()));`, []);
  assertEquals(output, "tensor([2.7183])\n");
});

/** A dynamic library that is on every machine with this build: one of the compiler's own plugins. */
async function anotherLibrary(): Promise<string> {
  const folder = `${BUILD}/deps`;
  for await (const { name } of Deno.readDir(folder)) {
    if (/^lib.*macro.*\.(so|dylib|dll)$/.test(name)) return `${folder}/${name}`;
  }
  assert(false, `no procedural macro was found in ${folder}`);
}
