/**
 * Workloads as files, for whoever cannot call a function of ours.
 *
 * @module
 */
import type { Tensor } from "../../mod.ts";

/** Writes the values as little-endian float64, row by row, and gives back the name. */
export async function write(file: string, { data }: Tensor): Promise<string> {
  const bytes = new DataView(new ArrayBuffer(8 * data.length));
  data.forEach((value, i) => bytes.setFloat64(8 * i, value, true));
  await Deno.writeFile(file, new Uint8Array(bytes.buffer));
  return file;
}
