import { setTimeout as delay } from "node:timers/promises";
import { startServer, type ServerOptions } from "../support/server.js";
import type { ProcessEnd } from "./evidence.js";

/** Runs the server as an operator's supervisor does, and writes down how each process ended. */
export interface ServerKeeper {
  readonly url: string;
  readonly dataDir: string;
  readonly pid: number | undefined;
  readonly ends: readonly ProcessEnd[];
  kill(signal: "SIGTERM" | "SIGKILL"): Promise<void>;
  /** Tries until it runs. What is given changes its environment for good. */
  start(env?: Record<string, string>): Promise<void>;
  /** Ends it in order, and removes its data. */
  stop(): Promise<void>;
  logs(): string;
}

const RETRY_MS = 200;

/** @param now milliseconds since the run began */
export async function keepServer(options: ServerOptions, now: () => number): Promise<ServerKeeper> {
  const server = await startServer(options);
  const ends: ProcessEnd[] = [];
  let isTold = false;

  function watch(): void {
    server.process?.once("exit", (exitCode) => {
      if (!isTold) ends.push({ at: now(), signal: null, exitCode, tookMs: 0 });
    });
  }

  async function start(env?: Record<string, string>): Promise<void> {
    for (let runs = false; !runs;) {
      runs = await server.start(env).then(
        () => true,
        () => false,
      );
      if (!runs) await delay(RETRY_MS);
    }
    isTold = false;
    watch();
  }

  async function kill(signal: "SIGTERM" | "SIGKILL"): Promise<void> {
    if (isTold) return;
    isTold = true;
    const from = now();
    const exitCode = await server.kill(signal);
    ends.push({ at: from, signal, exitCode, tookMs: now() - from });
  }

  watch();
  return {
    url: server.url,
    dataDir: server.dataDir,
    get pid() {
      return server.process?.pid;
    },
    ends,
    kill,
    start,
    stop: () => server.stop(),
    logs: () => server.logs(),
  };
}
