/**
 * The client of Jupyter servers. It is pinned here and locked in the `deno.lock` beside this file: what deno.json or the
 * lock file of the module names is downloaded by everyone, even by those who never execute a notebook.
 *
 * @module
 */
export { KernelManager, ServerConnection, SessionManager } from "npm:@jupyterlab/services@7.6.6";
