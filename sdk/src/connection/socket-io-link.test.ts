import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Server } from "socket.io";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openSocketIoLink } from "./socket-io-link.js";

const http = createServer();
const io = new Server(http);

beforeAll(async () => {
  io.on("connection", (socket) => {
    socket.emit("session", {});
    socket.on("ask", (_payload: unknown, answer: (result: string) => void) => {
      answer("answer");
      socket.emit("event", "event");
      socket.disconnect();
    });
  });
  http.listen(0, "127.0.0.1");
  await once(http, "listening");
});
afterAll(() => io.close());

it("whoever awaits an answer goes on before what came with it in one piece", async () => {
  const { port } = http.address() as AddressInfo;
  const endpoint = new URL(`http://127.0.0.1:${port}/socket.io`);
  const told: string[] = [];
  await new Promise<void>((closed) => {
    const link = openSocketIoLink(
      endpoint,
      { token: "", confirmsDelivery: true },
      {
        event(name) {
          if (name === "event") told.push(name);
          else {
            link.emit("ask", {}, (answer) => {
              void (async () => {
                for (let awaited = 0; awaited < 20; awaited += 1) await Promise.resolve();
                told.push(String(answer));
              })();
            });
          }
        },
        unreachable: (reason) => told.push(reason),
        refused: (message) => told.push(message),
        closed() {
          told.push("closed");
          closed();
        },
      },
    );
  });
  expect(told).toEqual(["answer", "event", "closed"]);
});
