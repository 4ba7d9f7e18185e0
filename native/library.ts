/**
 * Finds the native library and opens it on first use; the only file that says `dlopen`.
 *
 * @module
 */
import { NativeError } from "./errors.ts";
import { symbols } from "./symbols.gen.ts";

/** What may take long can also run on a thread of its own, under a second name. */
const TABLE = {
  ...symbols,
  dg_complex_pairs_async: { ...symbols.dg_complex_pairs, name: "dg_complex_pairs", nonblocking: true },
  dg_discrepancies_async: { ...symbols.dg_discrepancies, name: "dg_discrepancies", nonblocking: true },
  dg_grid_pairs_async: { ...symbols.dg_grid_pairs, name: "dg_grid_pairs", nonblocking: true },
  dg_hausdorff_divergences_async: {
    ...symbols.dg_hausdorff_divergences,
    name: "dg_hausdorff_divergences",
    nonblocking: true,
  },
  dg_log_convolve_async: { ...symbols.dg_log_convolve, name: "dg_log_convolve", nonblocking: true },
  dg_rips_pairs_async: { ...symbols.dg_rips_pairs, name: "dg_rips_pairs", nonblocking: true },
  dg_sinkhorn_losses_async: { ...symbols.dg_sinkhorn_losses, name: "dg_sinkhorn_losses", nonblocking: true },
  dg_transport_solve_async: { ...symbols.dg_transport_solve, name: "dg_transport_solve", nonblocking: true },
} as const satisfies Deno.ForeignLibraryInterface;

/** The functions of the library. */
export type Library = Deno.DynamicLibrary<typeof TABLE>["symbols"];

/** The version of the C ABI that this code is written for: `dg_abi_version` in `rust/ffi/src/lib.rs`. */
const ABI_VERSION = 5;

/** The environment variable that names another library file. */
const OVERRIDE = "DIAGRAD_NATIVE";

const FILE_NAMES: Partial<Record<typeof Deno.build.os, string>> = {
  windows: "diagrad.dll",
  darwin: "libdiagrad.dylib",
};

let opened: Library | undefined;

/**
 * The library, opened once and never closed.
 *
 * @throws {NativeError} If the file is missing, is not this library, or must not be opened.
 */
export function library(): Library {
  return opened ??= open(libraryPath());
}

/** Where the library is looked for: `DIAGRAD_NATIVE` if it is set and may be read, else the build in this checkout. */
export function libraryPath(): string {
  const mayReadOverride = Deno.permissions.querySync({ name: "env", variable: OVERRIDE }).state === "granted";
  const override = mayReadOverride ? Deno.env.get(OVERRIDE) : undefined;
  if (override) return override;
  const folder = import.meta.dirname;
  if (folder === undefined) {
    throw new NativeError(
      `Cannot open the native library: the environment variable ${OVERRIDE} with its path was expected, ` +
        `but it is not set or --allow-env is missing, and ${import.meta.url} has no build beside it`,
      "missing",
    );
  }
  return `${folder}/rust/target/release/${FILE_NAMES[Deno.build.os] ?? "libdiagrad.so"}`;
}

function open(path: string): Library {
  checkVersion(path);
  return dlopen(path, TABLE).symbols;
}

function checkVersion(path: string): void {
  const probe = dlopen(path, { dg_abi_version: { ...symbols.dg_abi_version, optional: true } });
  const version = probe.symbols.dg_abi_version?.() ?? "none";
  probe.close();
  if (version !== ABI_VERSION) {
    throw new NativeError(
      `Cannot open the native library: ABI version ${ABI_VERSION} was expected, but ${path} has ${version}; ` +
        "run `deno task build`",
      "foreign",
    );
  }
}

function dlopen<S extends Deno.ForeignLibraryInterface>(path: string, table: S): Deno.DynamicLibrary<S> {
  try {
    return Deno.dlopen(path, table);
  } catch (cause) {
    throw openingFailure(path, cause);
  }
}

function openingFailure(path: string, cause: unknown): NativeError {
  if (cause instanceof Deno.errors.NotCapable) {
    const slash = Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\"));
    return new NativeError(
      `Cannot open the native library: the permission to load it was expected, but --allow-ffi is missing or for another ` +
        `folder; run with --allow-ffi=${slash < 0 ? "." : path.slice(0, slash)}`,
      "permission",
      { cause },
    );
  }
  if (isMissing(path)) {
    return new NativeError(
      `Cannot open the native library: a file was expected, but there is none at ${path}; run \`deno task build\``,
      "missing",
      { cause },
    );
  }
  return new NativeError(
    `Cannot open the native library: Diagrad's library was expected, but ${path} is not it or is damaged ` +
      `(${(cause as Error).message}); run \`deno task build\``,
    "foreign",
    { cause },
  );
}

function isMissing(path: string): boolean {
  if (Deno.permissions.querySync({ name: "read", path }).state !== "granted") return false;
  try {
    Deno.statSync(path);
    return false;
  } catch (error) {
    return error instanceof Deno.errors.NotFound;
  }
}
