import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { connect } from "node:net";
import { Agent, request, type Server } from "node:http";
import { Hono } from "hono";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createHttpServer } from "./create-http-server.js";

let server: Server;
let asked = 0;
beforeAll(async () => {
  const app = new Hono()
    .get("/", (c) => c.text("quick"))
    .post("/", async (c) => c.text(await c.req.text().catch(() => "")))
    .get("/never", () => {
      asked += 1;
      return new Promise<never>(() => {});
    });
  const patience = { headers: 1_500, request: 3_000, check: 100, silence: 4_000 };
  server = createHttpServer(app.fetch, patience);
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

it("a connection that asks on and on without an answer is ended, and nothing more is begun for it", async () => {
  const { port } = server.address() as AddressInfo;
  asked = 0;
  const socket = connect(port, "127.0.0.1");
  socket.on("error", () => {});
  const closed = new Promise((resolve) => socket.resume().once("close", resolve));
  socket.write("GET /never HTTP/1.1\r\nHost: a\r\n\r\n".repeat(1_000));
  await closed;
  expect(asked).toBe(20);
});

it("a connection may ask as often as it likes, one after the other", async () => {
  const { port } = server.address() as AddressInfo;
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const ask = () =>
    new Promise<boolean>((resolve, reject) => {
      const asking = request({ agent, port, host: "127.0.0.1" }, (answer) => {
        answer.resume().once("end", () => resolve(asking.reusedSocket));
      });
      asking.once("error", reject).end();
    });
  await ask();
  for (let times = 0; times < 50; times++) expect(await ask()).toBe(true);
  agent.destroy();
});

it("a connection on which nothing moves is ended", async () => {
  const { port } = server.address() as AddressInfo;
  const answer = fetch(`http://127.0.0.1:${port}/never`);
  await expect(answer).rejects.toThrow();
});

it("waits for no client for long by default", () => {
  const { headersTimeout, requestTimeout, timeout } = createHttpServer(() => new Response());
  expect([headersTimeout, requestTimeout, timeout]).toEqual([15_000, 30_000, 60_000]);
});
