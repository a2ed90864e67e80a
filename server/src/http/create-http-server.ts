import { createServer, type Server } from "node:http";
import { createAdaptorServer } from "@hono/node-server";

type Fetch = Parameters<typeof createAdaptorServer>[0]["fetch"];

/** How long a request may take to arrive, in milliseconds: its headers, all of it; and how often that is looked at. */
export interface Patience {
  headers: number;
  request: number;
  check: number;
}

const PATIENCE: Patience = { headers: 15_000, request: 30_000, check: 5_000 };

/** An HTTP server that ends requests that come too slowly, polling ones of sockets too. */
export function createHttpServer(fetch: Fetch, patience: Patience = PATIENCE): Server {
  return createAdaptorServer({
    fetch,
    createServer,
    serverOptions: {
      headersTimeout: patience.headers,
      requestTimeout: patience.request,
      connectionsCheckingInterval: patience.check,
    },
  }) as Server;
}
