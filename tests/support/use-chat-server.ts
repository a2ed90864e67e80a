import { randomBytes } from "node:crypto";
import { rm } from "node:fs/promises";
import { pino } from "pino";
import { afterAll, afterEach, beforeAll, inject } from "vitest";
import { parseConfig } from "../../server/src/config.js";
import { type ChatServer, createChatServer } from "../../server/src/server.js";
import { copyDataDir } from "./copy-data-dir.js";
import { connectRaw, type RawClient } from "./raw-client.js";
import { JWT_SECRET, signToken, type TokenOptions } from "./sign-token.js";

/** A server inside the test's own process, on the embedded database. */
export interface InProcessServer {
  readonly url: string;
  /** The lines that it has logged. */
  readonly logs: readonly string[];
  user(options?: TokenOptions): { userId: string; token: string };
  /** Closed after the test. */
  connect(token: string, auth?: Record<string, unknown>): Promise<RawClient>;
}

export function useChatServer(env: Record<string, string> = {}): InProcessServer {
  const logs: string[] = [];
  const clients: RawClient[] = [];
  let folder = "";
  let url = "";
  let server: ChatServer;

  beforeAll(async () => {
    folder = await copyDataDir(inject("pgliteDataDir"));
    const logger = pino({ level: "debug" }, { write: (line: string) => void logs.push(line) });
    const config = parseConfig({
      PORT: "0",
      HOST: "127.0.0.1",
      DATA_DIR: folder,
      JWT_SECRET,
      ...env,
    });
    server = await createChatServer(config, { logger });
    url = await server.listen();
  });
  afterEach(() => {
    for (const client of clients.splice(0)) client.socket.close();
  });
  afterAll(async () => {
    await server.close();
    await rm(folder, { recursive: true });
  });

  return {
    get url() {
      return url;
    },
    logs,
    user(options) {
      const userId = `u${randomBytes(6).toString("hex")}`;
      return { userId, token: signToken(userId, options) };
    },
    async connect(token, auth = {}) {
      const client = await connectRaw(url, { token, ...auth });
      clients.push(client);
      return client;
    },
  };
}
