import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { eventually } from "../tests/support/eventually.js";
import { freePort } from "../tests/support/free-port.js";
import { startServer } from "../tests/support/server.js";
import { JWT_SECRET } from "../tests/support/sign-token.js";

/** A server under load, in a process of its own. */
export interface Contender {
  name: string;
  url: string;
  databaseUrl: string;
  /** It numbers its changes and keeps receipts. */
  receipts: boolean;
  stop(): Promise<void>;
}

/** What one user may send is out of the way: the question is what the server can do. */
const LIFTED_LIMITS = {
  LIMIT_MESSAGES_PER_SECOND: "100000",
  LIMIT_MESSAGE_BURST: "100000",
  LIMIT_RECEIPTS_PER_SECOND: "100000",
  LIMIT_RECEIPT_BURST: "100000",
  LIMIT_CONNECTS_PER_SECOND: "100000",
  LIMIT_ATTEMPTS_PER_SECOND: "100000",
};

/** This project's server, from the build, as an operator runs it. */
export async function startPhotoChat(databaseUrl: string): Promise<Contender> {
  const server = await startServer({
    databaseUrl,
    env: { ...LIFTED_LIMITS, NODE_ENV: "production" },
  });
  return {
    name: "photo-chat",
    url: server.url,
    databaseUrl,
    receipts: true,
    stop: () => server.stop(),
  };
}

/** The baseline that figures are compared with. */
export async function startPlain(databaseUrl: string): Promise<Contender> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const env = {
    DATABASE_URL: databaseUrl,
    JWT_SECRET,
    NODE_ENV: "production",
    PORT: String(port),
    PATH: process.env["PATH"],
  };
  const server = fork(join(import.meta.dirname, "plain-server.ts"), { env });
  process.once("exit", () => server.kill("SIGKILL"));
  await eventually(() => fetch(url), { timeout: 20_000 });
  return {
    name: "plain",
    url,
    databaseUrl,
    receipts: false,
    async stop() {
      if (server.exitCode !== null) return;
      server.kill("SIGTERM");
      await once(server, "exit");
    },
  };
}
