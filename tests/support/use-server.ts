import { randomBytes } from "node:crypto";
import { afterAll, afterEach, beforeAll, inject } from "vitest";
import { createDatabase } from "./postgres.js";
import { startServer, type TestServer } from "./server.js";
import { signToken, type TokenOptions } from "./sign-token.js";
import { type ConnectOptions, connectRaw, type RawClient, refusalOf } from "./raw-client.js";

/** Everything outside must be the same on both. */
export const stores = ["PostgreSQL", "PGlite"] as const;
export type Store = (typeof stores)[number];

export interface TestUser {
  userId: string;
  token: string;
}

export interface Answer<Body> {
  status: number;
  headers: Headers;
  body: Body;
}

/** A server shared by a file's tests, which keep apart by having users of their own. */
export interface SharedServer {
  readonly process: TestServer;
  readonly url: string;
  /** On PostgreSQL, its database. */
  readonly databaseUrl: string;
  /** A user that nobody has met; `id` when the id itself matters. */
  user(options?: TokenOptions & { id?: string }): TestUser;
  /** A photographer and a customer with an open conversation; neither is connected. */
  pair(): Promise<{ photographer: TestUser; customer: TestUser; conversationId: string }>;
  /** Closed after the test. */
  connect(user: TestUser, options?: ConnectOptions): Promise<RawClient>;
  refusal(auth: Record<string, unknown>, options?: ConnectOptions): Promise<string>;
  /** `null`: without a token. A string as body is sent as it is. */
  fetch<Body>(
    user: TestUser | null,
    route: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer<Body>>;
}

export function useServer(store: Store, env: Record<string, string> = {}): SharedServer {
  let server: TestServer;
  let databaseUrl = "";
  let clients: RawClient[] = [];

  beforeAll(async () => {
    if (store === "PostgreSQL") databaseUrl = await createDatabase(inject("postgresUrl"));
    server = await startServer(
      store === "PostgreSQL" ? { databaseUrl, env } : { dataDir: inject("pgliteDataDir"), env },
    );
  });
  afterEach(() => {
    for (const client of clients) client.socket.close();
    clients = [];
  });
  afterAll(() => server.stop());

  const shared: SharedServer = {
    get process() {
      return server;
    },
    get url() {
      return server.url;
    },
    get databaseUrl() {
      return databaseUrl;
    },
    user({ id = `u${randomBytes(6).toString("hex")}`, ...options } = {}) {
      return { userId: id, token: signToken(id, options) };
    },
    async pair() {
      const photographer = shared.user({ name: "Pia", role: "photographer" });
      const customer = shared.user({ name: "Carl", role: "customer" });
      await shared.fetch(photographer, "GET /api/me");
      const opened = await shared.fetch<{ conversation: { conversationId: string } }>(
        customer,
        "POST /api/conversations",
        { userId: photographer.userId },
      );
      return { photographer, customer, conversationId: opened.body.conversation.conversationId };
    },
    async connect(user, options) {
      const client = await connectRaw(server.url, { token: user.token }, options);
      clients.push(client);
      return client;
    },
    refusal: (auth, options) => refusalOf(server.url, auth, options),
    async fetch(user, route, body, headers = {}) {
      const [method = "GET", path = "/"] = route.split(" ");
      const response = await fetch(server.url + path, {
        method,
        headers: {
          ...(user && { authorization: `Bearer ${user.token}` }),
          ...(body !== undefined && { "content-type": "application/json" }),
          ...headers,
        },
        ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      const isJson = response.headers.get("content-type")?.includes("json") ?? false;
      return {
        status: response.status,
        headers: response.headers,
        body: isJson ? JSON.parse(text) : text,
      };
    },
  };
  return shared;
}
