import { randomBytes } from "node:crypto";
import { type ConnectOptions, connectRaw, type RawClient, refusalOf } from "./raw-client.js";
import { signToken, type TokenOptions } from "./sign-token.js";

export interface TestUser {
  userId: string;
  token: string;
}

export interface Answer<Body> {
  status: number;
  headers: Headers;
  body: Body;
}

/** The users of one server, who keep apart by having names of their own, and their ways to it. */
export interface People {
  /** A user that nobody has met; `id` when the id itself matters. */
  user(options?: TokenOptions & { id?: string }): TestUser;
  /** A photographer and a customer with an open conversation; neither is connected. */
  pair(): Promise<{ photographer: TestUser; customer: TestUser; conversationId: string }>;
  /** Closed by `hangUp`. */
  connect(user: TestUser, options?: ConnectOptions): Promise<RawClient>;
  refusal(auth: Record<string, unknown>, options?: ConnectOptions): Promise<string>;
  /** `null`: without a token. A string as body is sent as it is. */
  fetch<Body>(
    user: TestUser | null,
    route: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer<Body>>;
  /** Closes every connection that was made. */
  hangUp(): void;
}

/** @param urlOf where the server is, asked each time */
export function createPeople(urlOf: () => string): People {
  const clients: RawClient[] = [];
  const people: People = {
    user({ id = `u${randomBytes(6).toString("hex")}`, ...options } = {}) {
      return { userId: id, token: signToken(id, options) };
    },
    async pair() {
      const photographer = people.user({ name: "Pia", role: "photographer" });
      const customer = people.user({ name: "Carl", role: "customer" });
      await people.fetch(photographer, "GET /api/me");
      const opened = await people.fetch<{ conversation: { conversationId: string } }>(
        customer,
        "POST /api/conversations",
        { userId: photographer.userId },
      );
      return { photographer, customer, conversationId: opened.body.conversation.conversationId };
    },
    async connect(user, options) {
      const client = await connectRaw(urlOf(), { token: user.token }, options);
      clients.push(client);
      return client;
    },
    refusal: (auth, options) => refusalOf(urlOf(), auth, options),
    async fetch(user, route, body, headers = {}) {
      const [method = "GET", path = "/"] = route.split(" ");
      const response = await fetch(urlOf() + path, {
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
    hangUp() {
      for (const client of clients.splice(0)) client.socket.close();
    },
  };
  return people;
}
