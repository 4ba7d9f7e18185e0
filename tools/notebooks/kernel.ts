/**
 * A Deno kernel behind a Jupyter server, running one cell after the other.
 *
 * @module
 */
import { KernelManager, SessionManager } from "@jupyterlab/services";
import { KERNEL } from "./kernelspec.ts";
import type { Output } from "./notebook.ts";
import { type Displays, OutputCollector } from "./output_collector.ts";
import type { Server } from "./server.ts";

/** The MIME type of the marker that ends the outputs of a cell. */
const MARKER = "application/x.diagrad.end-of-cell";

/** How long the connection to a kernel that died may take to be renewed, in milliseconds. */
const RENEWAL_LIMIT = 30_000;

/** A cell that did not end in time, or whose kernel died. */
export class KernelFailure extends Error {
  override name = "KernelFailure";
}

/** A kernel, ended when it is disposed of. */
export interface Kernel extends AsyncDisposable {
  /**
   * Runs code and gives all of its outputs, an error that it throws among them.
   *
   * @throws {KernelFailure} If it takes longer than `timeLimit` milliseconds or the kernel dies; the kernel is then useless.
   */
  run(code: string, timeLimit: number): Promise<Output[]>;
}

/** Starts a kernel that works in the folder of the notebook at `path`. */
export async function startKernel(server: Server, path: string): Promise<Kernel> {
  const serverSettings = server.settings;
  await using stack = new AsyncDisposableStack();
  const kernelManager = stack.adopt(new KernelManager({ serverSettings }), disposeOf);
  const sessions = stack.adopt(new SessionManager({ kernelManager, serverSettings }), disposeOf);
  await sessions.ready;
  const session = stack.adopt(
    await sessions.startNew({ name: path, path, type: "notebook", kernel: { name: KERNEL } }),
    (session) => endSession(session),
  );
  const connection = session.kernel!;
  await connection.info;
  const displays: Displays = new Map();
  const disposables = stack.move();
  return {
    run: (code, timeLimit) => runCell(connection, displays, code, timeLimit),
    [Symbol.asyncDispose]: () => disposables.disposeAsync(),
  };
}

type Session = Awaited<ReturnType<SessionManager["startNew"]>>;
type Connection = NonNullable<Session["kernel"]>;
type Broadcast = Parameters<Parameters<Connection["iopubMessage"]["connect"]>[0]>[1];

/**
 * The kernel reports a cell as done before it has sent all outputs, so its word cannot be taken as their end. Outputs
 * leave it in order, though: a second, silent cell broadcasts a marker, and everything before the marker belongs to the
 * first. All broadcasts are read, for late ones no longer reach the request that caused them.
 */
async function runCell(connection: Connection, displays: Displays, code: string, timeLimit: number): Promise<Output[]> {
  const collector = new OutputCollector(displays);
  const id = crypto.randomUUID();
  const marked = Promise.withResolvers<void>();
  const fail = (found: string) => marked.reject(new KernelFailure(found));
  const request = async (code: string, silent: boolean) => {
    const content = { code, silent, store_history: !silent, stop_on_error: !silent };
    await connection.requestExecute(content, false).done.catch(() => fail("the kernel died"));
  };
  const onBroadcast = (_: unknown, message: Broadcast) => {
    if (markerOf(message) === id) marked.resolve();
    else collector.accept(message);
  };
  const timer = setTimeout(() => fail(`it took longer than ${timeLimit / 1000} seconds`), timeLimit);
  connection.iopubMessage.connect(onBroadcast);
  try {
    await Promise.race([request(code, false), marked.promise]);
    request(broadcastMarker(id), true);
    await marked.promise;
    return collector.outputs;
  } finally {
    clearTimeout(timer);
    connection.iopubMessage.disconnect(onBroadcast);
  }
}

function broadcastMarker(id: string): string {
  const content = { data: { [MARKER]: id }, metadata: {}, transient: {} };
  return `await Deno.jupyter.broadcast("display_data", ${JSON.stringify(content)})`;
}

function markerOf(message: Broadcast): unknown {
  return (message.content as { data?: Record<string, unknown> }).data?.[MARKER];
}

/**
 * Ends the kernel with its session. After a kernel has died the server starts another, and while it does so it can end
 * neither; that one ends with the server, but dropping the connection before it is renewed would be an uncaught error.
 */
async function endSession(session: Session): Promise<void> {
  const connection = session.kernel!;
  if (connection.connectionStatus === "connected") return await session.shutdown();
  const renewed = Promise.withResolvers<void>();
  const timer = setTimeout(renewed.resolve, RENEWAL_LIMIT);
  connection.connectionStatusChanged.connect((_, status) => status !== "connecting" && renewed.resolve());
  await renewed.promise;
  clearTimeout(timer);
}

function disposeOf(manager: { dispose(): void }): void {
  manager.dispose();
}
