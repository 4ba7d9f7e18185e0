/**
 * Where things are.
 *
 * @module
 */

import { fileURLToPath } from "node:url";

/** This folder. */
export const PEERS: string = import.meta.dirname!;

/** The root of the project. */
export const ROOT: string = fileURLToPath(new URL("../..", import.meta.url)).replace(/[\\/]$/, "");

/** The dated results. */
export const RECORDS: string = `${ROOT}/bench/record`;
