/**
 * A Deno kernel behind a Jupyter server, running one cell after the other.
 *
 * @module
 */
import { KernelManager, SessionManager } from "./jupyter_client.ts";
import { KERNEL } from "./kernelspec.ts";
import type { Output } from "./notebook.ts";
import { type Displays, OutputCollector } from "./output_collector.ts";
import type { Server } from "./server.ts";

/** The MIME type of the marker that ends the outputs of a cell. */
const MARKER = "application/x.diagrad.end-of-cell";

/** How long a kernel may take to come up, in milliseconds. */
const START_LIMIT = 120_000;

/** How long a kernel may take to end, in milliseconds. */
const END_LIMIT = 30_000;

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

/**
 * Starts a kernel that works in the folder of the notebook at `path`.
 *
 * @throws {KernelFailure} If it does not come up.
 */
export function startKernel(server: Server, path: string): Promise<Kernel> {
  return within(START_LIMIT, openKernel(server, path));
}

async function openKernel(server: Server, path: string): Promise<Kernel> {
  const serverSettings = server.settings;
  await using stack = new AsyncDisposableStack();
  const kernelManager = stack.adopt(new KernelManager({ serverSettings }), disposeOf);
  const sessions = stack.adopt(new SessionManager({ kernelManager, serverSettings }), disposeOf);
  await sessions.ready;
  const session = stack.adopt(
    await sessions.startNew({ name: path, path, type: "notebook", kernel: { name: KERNEL } }),
    (session) => within(END_LIMIT, endSession(session)),
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
  const fail = () => marked.reject(new KernelFailure("the kernel died"));
  const request = async (code: string, silent: boolean) => {
    const content = { code, silent, store_history: !silent, stop_on_error: !silent };
    await connection.requestExecute(content, false).done.catch(fail);
  };
  const onBroadcast = (_: unknown, message: Broadcast) => {
    if (markerOf(message) === id) marked.resolve();
    else collector.accept(message);
  };
  connection.iopubMessage.connect(onBroadcast);
  try {
    await within(timeLimit, runToMarker());
    return collector.outputs;
  } finally {
    connection.iopubMessage.disconnect(onBroadcast);
  }

  async function runToMarker(): Promise<void> {
    await Promise.race([request(code, false), marked.promise]);
    request(broadcastMarker(id), true);
    await marked.promise;
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
  connection.connectionStatusChanged.connect((_, status) => status !== "connecting" && renewed.resolve());
  await renewed.promise;
}

async function within<T>(limit: number, work: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new KernelFailure(`it took longer than ${limit / 1000} seconds`)), limit);
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

function disposeOf(manager: { dispose(): void }): void {
  manager.dispose();
}
