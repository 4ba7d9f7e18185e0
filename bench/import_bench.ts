/**
 * Importing the module, which opens no native library: a fresh process each time, with the runtime's caches warm.
 */
import { assertLess } from "@std/assert";

/** Runs a file of this folder to its end and gives what it printed. */
async function run(file: string): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", "--allow-read", `${import.meta.dirname}/${file}`],
  }).output();
  if (!success) throw new Error(`${file} failed: ${new TextDecoder().decode(stderr)}`);
  return new TextDecoder().decode(stdout);
}

assertLess(0, Number(await run("import_probe.ts")));
await run("empty_program.ts");

Deno.bench({ name: "a process that imports mod.ts", group: "import", n: 10, warmup: 1 }, async () => {
  await run("empty_program.ts");
});

Deno.bench({ name: "an empty process", group: "import", baseline: true, n: 10, warmup: 1 }, async () => {
  await new Deno.Command(Deno.execPath(), { args: ["eval", ""] }).output();
});
