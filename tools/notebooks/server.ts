/**
 * A Jupyter server of our own on a loopback port.
 *
 * @module
 */
import { ServerConnection } from "./jupyter_client.ts";
import { writeKernelspec } from "./kernelspec.ts";
import { JUPYTER } from "./paths.ts";

/** How long the server may take to answer, in milliseconds. */
const START_LIMIT = 120_000;

/** How long it may take to stop, its kernels included, in milliseconds. */
const STOP_LIMIT = 30_000;

/** How much of what the server says is kept for the error message. */
const KEPT_LOG = 2_000;

/** A running server, stopped together with its kernels when it is disposed of. */
export interface Server extends AsyncDisposable {
  /** How to reach it. */
  readonly settings: ServerConnection.ISettings;
}

/**
 * Starts a server that serves the current folder.
 *
 * @throws {Error} If it does not come up, or `stopping` says so before it is up.
 */
export async function startServer(python: string, stopping: AbortSignal): Promise<Server> {
  await writeKernelspec();
  const token = crypto.randomUUID(), port = freePort();
  const process = spawn(python, port, token);
  const log = keepTail(process.stderr);
  let running = true;
  const status = process.status.finally(() => running = false);
  const stop = async () => {
    if (running) process.kill("SIGTERM");
    const impatient = setTimeout(() => running && process.kill("SIGKILL"), STOP_LIMIT);
    await status;
    clearTimeout(impatient);
    log.stop();
  };
  const baseUrl = `http://127.0.0.1:${port}/`;
  try {
    await untilAnswers(`${baseUrl}api/status?token=${token}`, () => running, log, stopping);
  } catch (error) {
    await stop();
    throw error;
  }
  const settings = ServerConnection.makeSettings({
    baseUrl,
    wsUrl: baseUrl.replace("http", "ws"),
    token,
    appendToken: true,
    fetch,
    Request,
    Headers,
    WebSocket,
  });
  return { settings, [Symbol.asyncDispose]: stop };
}

function spawn(python: string, port: number, token: string): Deno.ChildProcess {
  return new Deno.Command(python, {
    args: [
      "-m",
      "jupyter_server",
      "--no-browser",
      "--allow-root",
      "--ServerApp.ip=127.0.0.1",
      `--ServerApp.port=${port}`,
      "--ServerApp.port_retries=0",
      `--ServerApp.root_dir=${Deno.cwd()}`,
      "--ServerApp.terminals_enabled=False",
      // Without these the server drops the outputs of a cell that prints much.
      "--ZMQChannelsWebsocketConnection.iopub_data_rate_limit=1e12",
      "--ZMQChannelsWebsocketConnection.iopub_msg_rate_limit=1e9",
      // Should this process be killed, the server ends by itself.
      "--MappingKernelManager.cull_idle_timeout=300",
      "--ServerApp.shutdown_no_activity_timeout=300",
    ],
    env: {
      JUPYTER_TOKEN: token,
      JUPYTER_DATA_DIR: JUPYTER,
      JUPYTER_CONFIG_DIR: `${JUPYTER}/config`,
      JUPYTER_RUNTIME_DIR: `${JUPYTER}/runtime`,
    },
    // Ctrl-C must reach this process only: the server would not end its kernels.
    detached: true,
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).spawn();
}

function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}

/** The end of what a process says. */
interface Tail {
  text: string;
  /** Stops reading. Kernels write to the same stream, so its end may never come. */
  stop(): void;
}

function keepTail(stream: ReadableStream<Uint8Array<ArrayBuffer>>): Tail {
  const stopping = new AbortController();
  const tail = { text: "", stop: () => stopping.abort() };
  const keep = new WritableStream<string>({
    write: (piece) => void (tail.text = (tail.text + piece).slice(-KEPT_LOG)),
  });
  stream.pipeThrough(new TextDecoderStream()).pipeTo(keep, { signal: stopping.signal }).catch(() => {});
  return tail;
}

async function untilAnswers(url: string, isRunning: () => boolean, log: Tail, stopping: AbortSignal): Promise<void> {
  for (const end = performance.now() + START_LIMIT; performance.now() < end && isRunning();) {
    stopping.throwIfAborted();
    try {
      const response = await fetch(url);
      await response.body?.cancel();
      if (response.ok) return;
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const found = isRunning() ? `it gave none in ${START_LIMIT / 1000} seconds` : "it ended";
  throw new Error(`Cannot start the Jupyter server: an answer was expected, but ${found}, saying\n${log.text}`);
}
