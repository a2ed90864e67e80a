import { Server, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { getRequestListener } from "@hono/node-server";

type Fetch = Parameters<typeof getRequestListener>[0];

/**
 * How long a request may take to arrive, in milliseconds: its headers, all of it; how often that is
 * looked at; and for how long nothing may move on a connection.
 */
export interface Patience {
  headers: number;
  request: number;
  check: number;
  silence: number;
}

const PATIENCE: Patience = { headers: 15_000, request: 30_000, check: 5_000, silence: 60_000 };

/** Requests of one connection that may be under way: browsers and proxies wait for each answer. */
const UNANSWERED = 20;

/**
 * An HTTP server that ends connections that are too slow or ask for more than they take, polling
 * ones of sockets too.
 */
export function createHttpServer(fetch: Fetch, patience: Patience = PATIENCE): Server {
  const times = {
    headersTimeout: patience.headers,
    requestTimeout: patience.request,
    connectionsCheckingInterval: patience.check,
  };
  const answer = getRequestListener(fetch);
  const server = new WaryServer(times, (request, response) => void answer(request, response));
  server.timeout = patience.silence;
  return server;
}

/** Ends a connection with more requests than may wait, before anybody begins to answer them. */
class WaryServer extends Server {
  readonly #unanswered = new WeakMap<Socket, number>();

  // Not a listener: Socket.io puts itself before those, and none can keep a request from the others.
  override emit(event: string, ...args: unknown[]): boolean {
    if (event !== "request") return super.emit(event, ...args);
    return this.#admits(args[1] as ServerResponse) && super.emit(event, ...args);
  }

  #admits(response: ServerResponse): boolean {
    const { socket } = response.req;
    const waiting = this.#unanswered.get(socket) ?? 0;
    if (waiting === UNANSWERED) socket.destroy();
    if (socket.destroyed) return false;
    this.#unanswered.set(socket, waiting + 1);
    response.once("close", () => {
      this.#unanswered.set(socket, (this.#unanswered.get(socket) ?? 1) - 1);
    });
    return true;
  }
}
