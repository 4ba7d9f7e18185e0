/**
 * CGAL's headers, for a rival of our own and for Oineus' alpha complexes: those of the system, or Debian's packages unpacked
 * beside this file, which installs nothing.
 *
 * CGAL's triangulations are under the GPL; what is built with them stays on the machine that measures.
 *
 * @module
 */
import { PEERS } from "./folders.ts";

const FOLDER = `${PEERS}/.cgal`;

/** What a compiler needs to know of CGAL. */
export interface Cgal {
  /** Environment under which compilers and CMake find the headers and libraries. */
  readonly environment: Readonly<Record<string, string>>;
  /** Its version. */
  readonly version: string;
}

/**
 * CGAL, fetched by `apt-get download` where it is not there yet.
 *
 * @throws {Error} If it is neither there nor to be had.
 */
export async function cgal(): Promise<Cgal> {
  for (const prefix of ["/usr", "/usr/local"]) {
    const version = await versionIn(prefix);
    if (version !== undefined) return { environment: {}, version };
  }
  const prefix = `${FOLDER}/usr`, architecture = `${Deno.build.arch}-linux-gnu`;
  if (await versionIn(prefix) === undefined) await fetchPackages();
  const version = await versionIn(prefix);
  if (version === undefined) throw failure("CGAL was expected in Debian's packages, but they hold none");
  const environment = {
    CMAKE_PREFIX_PATH: prefix,
    CPLUS_INCLUDE_PATH: `${prefix}/include:${prefix}/include/${architecture}`,
    LIBRARY_PATH: `${prefix}/lib/${architecture}`,
  };
  return { environment, version };
}

async function versionIn(prefix: string): Promise<string | undefined> {
  try {
    const header = await Deno.readTextFile(`${prefix}/include/CGAL/version.h`);
    return /^#define CGAL_VERSION ([\d.]+)/m.exec(header)?.[1];
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

/** Unpacks under another name first, so that a fetch that was cut short is not taken for a whole one. */
async function fetchPackages(): Promise<void> {
  console.error("Fetching CGAL's headers into bench/peers/.cgal");
  const partial = `${FOLDER}.part`;
  await Deno.remove(partial, { recursive: true }).catch(() => {});
  await Deno.mkdir(`${partial}/packages`, { recursive: true });
  const depends = await run("apt-cache", ["depends", "libboost-dev"], partial);
  const boost = /Depends: (libboost[\d.]+-dev)/.exec(depends)?.[1] ?? "libboost-dev";
  const packages = ["libcgal-dev", boost, "libgmp-dev", "libgmpxx4ldbl", "libgmp10", "libmpfr-dev", "libmpfr6"];
  await run("apt-get", ["download", "--quiet", ...packages], `${partial}/packages`);
  for await (const { name } of Deno.readDir(`${partial}/packages`)) {
    await run("dpkg-deb", ["--extract", `packages/${name}`, "."], partial);
  }
  await Deno.remove(FOLDER, { recursive: true }).catch(() => {});
  await Deno.rename(partial, FOLDER);
}

async function run(command: string, args: string[], cwd: string): Promise<string> {
  let output: Deno.CommandOutput;
  try {
    output = await new Deno.Command(command, { args, cwd, stderr: "inherit" }).output();
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    throw failure(`its headers in /usr/include or ${command} to fetch them were expected, but neither was found`);
  }
  if (!output.success) {
    throw failure(`${command} was expected to succeed, but ended with code ${output.code}; its messages are above`);
  }
  return new TextDecoder().decode(output.stdout);
}

function failure(message: string): Error {
  return new Error(`Cannot compare with CGAL: ${message}`);
}
