import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { connect } from "node:net";
import type { Server } from "node:http";
import { Hono } from "hono";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createHttpServer } from "./create-http-server.js";

let server: Server;
beforeAll(async () => {
  const app = new Hono().post("/", async (c) => c.text(await c.req.text().catch(() => "")));
  server = createHttpServer(app.fetch, { headers: 1_500, request: 3_000, check: 100 });
  await once(server.listen(0, "127.0.0.1"), "listening");
});
afterAll(() => server.close());

it.concurrent.each([
  ["nothing", "", ""],
  ["headers that never end", "POST / HTTP/1.1\r\nHost: a\r\n", "X: y\r\n"],
  ["a body that never ends", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 999\r\n\r\n", "a"],
  [
    "chunks that never end",
    "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n",
    "1\r\na\r\n",
  ],
])("a request of %s is ended, and others are answered meanwhile", async (_, head, drip) => {
  const { port } = server.address() as AddressInfo;
  const socket = connect(port, "127.0.0.1");
  // What it drips into a connection that has been ended resets it.
  socket.on("error", () => {});
  const closed = new Promise((resolve) => socket.resume().once("close", resolve));
  socket.write(head);
  const dripping = setInterval(() => socket.write(drip), 20);
  const answer = await fetch(`http://127.0.0.1:${port}/`, { method: "POST", body: "quick" });
  expect(await answer.text()).toBe("quick");
  await closed;
  clearInterval(dripping);
});

it("waits for no client for long by default", () => {
  const { headersTimeout, requestTimeout } = createHttpServer(() => new Response());
  expect([headersTimeout, requestTimeout]).toEqual([15_000, 30_000]);
});
