import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { copyDataDir } from "./copy-data-dir.js";
import { eventually } from "./eventually.js";
import { freePort } from "./free-port.js";
import { JWT_SECRET, signToken, type TokenOptions } from "./sign-token.js";

export interface ServerOptions {
  /** Default: the embedded database, in a folder of its own. */
  databaseUrl?: string;
  /** A folder to start from, copied; default: empty. */
  dataDir?: string;
  /** Added to the environment of the process. */
  env?: Record<string, string>;
}

/** A photo-chat server in a process of its own, as an operator runs it. */
export interface TestServer {
  /** `http://127.0.0.1:<port>`, the same after a restart. */
  readonly url: string;
  /** Null while it has been killed. */
  readonly process: ChildProcess | null;
  readonly dataDir: string;
  /** Its environment, in which other commands find it and its database. */
  readonly env: NodeJS.ProcessEnv;
  /** A token that the server accepts. */
  token(sub: string, options?: TokenOptions): string;
  /** Sends a signal and waits for the end of the process. Its exit code, or null after `SIGKILL`. */
  kill(signal: "SIGTERM" | "SIGINT" | "SIGKILL"): Promise<number | null>;
  /** Starts it again with the same port and data, after `kill`; what is given changes its environment. */
  start(env?: Record<string, string>): Promise<void>;
  /** `kill`, then `start`. Default signal: `SIGTERM`. */
  restart(signal?: "SIGTERM" | "SIGKILL"): Promise<void>;
  /** Ends the process and removes its data folder. */
  stop(): Promise<void>;
  /** All that it has printed, standard output and error. */
  logs(): string;
}

export const command = join(import.meta.dirname, "../../server/bin/photo-chat.js");

/** How this process runs WebAssembly is also how its servers do. */
const wasmFlags = process.execArgv.filter((flag) => flag.startsWith("--wasm-"));

/** Starts `photo-chat serve` from the build on a free port and waits until it is ready. */
export async function startServer(options: ServerOptions = {}): Promise<TestServer> {
  const dataDir =
    options.dataDir === undefined
      ? await mkdtemp(join(tmpdir(), "photo-chat-data-"))
      : await copyDataDir(options.dataDir);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const env = serverEnvironment({
    PORT: String(port),
    HOST: "127.0.0.1",
    DATA_DIR: dataDir,
    JWT_SECRET,
    ...(options.databaseUrl === undefined ? {} : { DATABASE_URL: options.databaseUrl }),
    ...options.env,
  });
  let server: ChildProcess | null = null;
  let output = "";

  const start = async (changes: Record<string, string> = {}) => {
    Object.assign(env, changes);
    const started = spawn(process.execPath, [...wasmFlags, command, "serve"], {
      cwd: dataDir,
      env,
    });
    server = started;
    for (const stream of [started.stdout, started.stderr]) {
      stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
    }
    try {
      await Promise.race([isReady(url), hasFailed(started)]);
    } catch (cause) {
      started.kill("SIGKILL");
      throw new Error(`The server does not start: ${output}`, { cause });
    }
  };

  const kill = async (signal: NodeJS.Signals) => {
    const running = server;
    server = null;
    if (!running || hasEnded(running)) return running?.exitCode ?? null;
    running.kill(signal);
    await once(running, "exit");
    return running.exitCode;
  };

  const endToo = () => void server?.kill("SIGKILL");
  process.once("exit", endToo);
  await start();
  return {
    url,
    get process() {
      return server;
    },
    dataDir,
    env,
    token: signToken,
    kill,
    start,
    async restart(signal = "SIGTERM") {
      await kill(signal);
      await start();
    },
    async stop() {
      await kill("SIGTERM");
      process.off("exit", endToo);
      await rm(dataDir, { recursive: true, force: true });
    },
    logs: () => output,
  };
}

/** This process's environment without what would configure the server by accident. */
export function serverEnvironment(added: Record<string, string>): NodeJS.ProcessEnv {
  const ambient =
    /^(NODE_ENV|PORT|HOST|DATABASE_URL|REDIS_URL|DATA_DIR|LOG_LEVEL|ALLOWED_ORIGINS|PUBLIC_URL|SMTP_URL|MAIL_FROM|JWT_.*|LIMIT_.*|VITEST.*)$/;
  const kept = Object.entries(process.env).filter(([name]) => !ambient.test(name));
  return { ...Object.fromEntries(kept), ...added };
}

async function isReady(url: string): Promise<void> {
  await eventually(
    async () => {
      const response = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2_000) });
      if (!response.ok) throw new Error(`/readyz answered ${response.status}`);
    },
    { timeout: 120_000, interval: 50 },
  );
}

async function hasFailed(server: ChildProcess): Promise<never> {
  await once(server, "exit");
  throw new Error(`It ended with ${server.exitCode ?? server.signalCode}`);
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}
