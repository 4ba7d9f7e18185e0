/**
 * What the Jupyter server is told about the Deno kernel.
 *
 * @module
 */
import { JUPYTER } from "./paths.ts";

/** The name under which the server knows the kernel. */
export const KERNEL = "deno";

/** Writes the description of the kernel: the Deno that runs this. */
export async function writeKernelspec(): Promise<void> {
  const folder = `${JUPYTER}/kernels/${KERNEL}`;
  await Deno.mkdir(folder, { recursive: true });
  const spec = {
    argv: [Deno.execPath(), "jupyter", "--kernel", "--conn", "{connection_file}"],
    display_name: "Deno",
    // By default the server interrupts with a signal, which kills this kernel.
    interrupt_mode: "message",
    language: "typescript",
  };
  await Deno.writeTextFile(`${folder}/kernel.json`, JSON.stringify(spec, null, 2) + "\n");
}
