/**
 * Builds the native library if it is missing or stale: `deno task build`.
 *
 * Whether it is stale is decided by a fingerprint of its sources, kept beside it, so that a checkout of another commit is
 * noticed and a mere touch is not.
 *
 * @module
 */
import { libraryPath } from "../native/library.ts";

const WORKSPACE = `${import.meta.dirname}/../native/rust`;
const STAMP = `${WORKSPACE}/target/release/diagrad.fingerprint`;

const reason = await reasonToBuild();
if (reason !== undefined) {
  console.error(`Building the native library: it is ${reason}`);
  await build();
  await Deno.writeTextFile(STAMP, await fingerprint());
}

async function reasonToBuild(): Promise<string | undefined> {
  if (!await exists(libraryPath())) return "missing";
  const stamp = await exists(STAMP) ? await Deno.readTextFile(STAMP) : undefined;
  return stamp === await fingerprint() ? undefined : "older than its sources";
}

async function build(): Promise<void> {
  const args = ["build", "--release", "--locked", "--package", "diagrad-ffi", "--lib"];
  let status: Deno.CommandStatus;
  try {
    status = await new Deno.Command("cargo", { args, cwd: WORKSPACE }).spawn().status;
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    fail("cargo was expected on the PATH, but was not found; install Rust 1.89 or later from https://rustup.rs");
  }
  if (!status.success) {
    fail(`cargo was expected to succeed, but ended with code ${status.code}; its messages are above`);
  }
}

/** SHA-256 of the names and contents of everything the library is built from. */
async function fingerprint(): Promise<string> {
  const files = [`${WORKSPACE}/Cargo.toml`, `${WORKSPACE}/Cargo.lock`];
  for (const crate of ["kernels", "ffi"]) {
    files.push(`${WORKSPACE}/${crate}/Cargo.toml`, ...sources(`${WORKSPACE}/${crate}/src`));
  }
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for (const file of files.sort()) {
    const content = await Deno.readFile(file);
    parts.push(new TextEncoder().encode(`${file.slice(WORKSPACE.length)}:${content.length}\n`), content);
  }
  const digest = await crypto.subtle.digest("SHA-256", await new Blob(parts).arrayBuffer());
  return new Uint8Array(digest).toHex();
}

function sources(folder: string): string[] {
  return [...Deno.readDirSync(folder)].flatMap(({ name, isDirectory }) =>
    isDirectory ? sources(`${folder}/${name}`) : name.endsWith(".rs") ? [`${folder}/${name}`] : []
  );
}

async function exists(file: string): Promise<boolean> {
  try {
    return (await Deno.stat(file)).isFile;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

function fail(message: string): never {
  console.error(`Cannot build the native library: ${message}`);
  Deno.exit(1);
}
